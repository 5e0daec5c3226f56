CREATE OR REPLACE FUNCTION spelled(integer) RETURNS text LANGUAGE plpgsql STABLE
    AS $$ BEGIN PERFORM pg_sleep(600); RETURN 'no ' || $1; END $$;
