CREATE VIEW contacts AS SELECT id, email AS mail FROM customers;
CREATE VIEW happenings AS SELECT id, kind, at FROM events;
CREATE VIEW written_to AS
    SELECT c.id FROM customers AS c
    WHERE EXISTS (SELECT FROM notes AS n WHERE n.customer_id = c.id AND n.language = 'de');
CREATE VIEW due_invoices AS SELECT id, total FROM invoices WHERE state = 'due';
CREATE VIEW serials AS SELECT id, serial_no, code, lot FROM orders;
CREATE VIEW old_words AS SELECT word FROM legacy;
CREATE FUNCTION month_of(text) RETURNS timestamptz LANGUAGE plpgsql IMMUTABLE
    AS $$ BEGIN RETURN ($1 || '-01 00:00:00+00')::timestamptz; END $$;
CREATE FUNCTION gross(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$ SELECT round($1 * 1.19, 2) $$;
CREATE FUNCTION items_sold() RETURNS SETOF items LANGUAGE sql STABLE AS $$ SELECT * FROM items $$;
CREATE FUNCTION weighed(integer) RETURNS integer LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN $1 * 3; END $$;
CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    AS $$ BEGIN INSERT INTO note_log VALUES (NEW.id, now()); RETURN NEW; END $$;
CREATE FUNCTION gauge(integer) RETURNS integer LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN RETURN $1; END $$;
CREATE FUNCTION scored(integer) RETURNS integer LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$ BEGIN RETURN $1 % 7; END $$;
CREATE FUNCTION stamped(integer) RETURNS integer LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN $1 + 7; END $$;
CREATE FUNCTION halved(integer) RETURNS integer LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN $1 / 2; END $$;
CREATE FUNCTION spelled(integer) RETURNS text LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN 'no ' || $1; END $$;
CREATE FUNCTION never_called() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
GRANT SELECT ON ALL TABLES IN SCHEMA public TO plans_app;
GRANT INSERT, UPDATE, DELETE ON notes, invoices, visits TO plans_app;
CREATE SCHEMA archive;
GRANT USAGE ON SCHEMA archive TO plans_app;
CREATE VIEW archive.rates AS SELECT id, name, tax + 1 AS tax FROM regions;
GRANT SELECT ON archive.rates TO plans_app;
CREATE VIEW rates AS SELECT id, name, tax FROM regions;
GRANT SELECT ON rates TO plans_app;
