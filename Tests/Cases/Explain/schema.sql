-- What the queries of these folders ask. The rows follow from their numbers, so that every server has the same.
CREATE TABLE device (id integer PRIMARY KEY, site integer NOT NULL, name text NOT NULL);
CREATE TABLE reading (id integer NOT NULL, device_id integer NOT NULL, day date NOT NULL, kind text NOT NULL,
    value integer NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE reading_2024_01 PARTITION OF reading FOR VALUES FROM ('2024-01-01') TO ('2024-02-01');
CREATE TABLE reading_2024_02 PARTITION OF reading FOR VALUES FROM ('2024-02-01') TO ('2024-03-01');
CREATE TABLE reading_2024_03 PARTITION OF reading FOR VALUES FROM ('2024-03-01') TO ('2024-04-01');
CREATE TABLE alarm (id integer PRIMARY KEY, device_id integer NOT NULL, level integer NOT NULL, raised date NOT NULL);
CREATE TABLE alarm_log (alarm_id integer);
CREATE FUNCTION alarm_logged() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN INSERT INTO alarm_log VALUES (NEW.id); RETURN NEW; END $$;
INSERT INTO device SELECT g, g % 10, 'device ' || g FROM generate_series(1, 400) AS g;
INSERT INTO reading SELECT g, 1 + g % 400, date '2024-01-01' + g % 91, CASE WHEN g % 50 = 0 THEN 'odd' ELSE 'even' END,
    g % 977 FROM generate_series(1, 18000) AS g;
INSERT INTO alarm SELECT g, 1 + g % 400, g % 5, date '2024-01-01' + g % 91 FROM generate_series(1, 6000) AS g;
CREATE INDEX reading_day ON reading (day);
CREATE INDEX reading_kind ON reading (kind);
CREATE INDEX alarm_device ON alarm (device_id, raised);
CREATE INDEX alarm_level ON alarm (level);
CREATE TRIGGER alarm_touched AFTER UPDATE ON alarm FOR EACH ROW EXECUTE FUNCTION alarm_logged();
VACUUM (ANALYZE) device, reading, alarm;
