SELECT $$ -- ' 
 /* $$;
SELECT 2;
