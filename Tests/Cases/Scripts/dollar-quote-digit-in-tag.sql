SELECT $t1$;$t$;$t1$;
SELECT 2;
