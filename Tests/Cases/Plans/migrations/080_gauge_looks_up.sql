CREATE OR REPLACE FUNCTION gauge(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE
    AS $$ BEGIN RETURN $1 + (SELECT count(*) FROM orders AS o WHERE o.amount < 0); END $$;
