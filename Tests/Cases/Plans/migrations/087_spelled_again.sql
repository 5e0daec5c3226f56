CREATE OR REPLACE FUNCTION spelled(integer) RETURNS text LANGUAGE plpgsql STABLE
    AS $$ BEGIN RETURN 'no ' || $1; END $$;
