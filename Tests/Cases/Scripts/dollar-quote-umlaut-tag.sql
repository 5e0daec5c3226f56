SELECT $ü$;$$;$ü$;
SELECT 2;
