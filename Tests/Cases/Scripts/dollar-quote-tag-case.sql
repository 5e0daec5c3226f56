SELECT $a$;$A$;$a$;
SELECT 2;
