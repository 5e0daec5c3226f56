CREATE TABLE regions (id integer PRIMARY KEY, name text NOT NULL, tax integer NOT NULL);
CREATE TABLE customers (
    id integer PRIMARY KEY, email text NOT NULL, phone text NOT NULL, name text NOT NULL,
    region_id integer NOT NULL REFERENCES regions, city integer NOT NULL, county text NOT NULL, about text NOT NULL);
CREATE TABLE orders (
    id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customers, status text NOT NULL,
    channel text NOT NULL, warehouse integer NOT NULL, placed_at timestamptz NOT NULL, due_on date NOT NULL,
    amount numeric(10,2) NOT NULL, code text NOT NULL, batch text NOT NULL, ref text NOT NULL, tag text NOT NULL,
    serial_no numeric(12,0) NOT NULL, lot integer NOT NULL, slot integer NOT NULL, shelf integer NOT NULL,
    label text COLLATE "C" NOT NULL, depot integer NOT NULL, lane text NOT NULL, dock text NOT NULL);
CREATE TABLE items (
    id integer PRIMARY KEY, order_id integer NOT NULL, product integer NOT NULL, bundle integer NOT NULL,
    quantity integer NOT NULL, price numeric(8,2) NOT NULL);
CREATE TABLE invoices (
    id integer PRIMARY KEY, order_id integer NOT NULL, customer_id integer NOT NULL, bundle integer NOT NULL,
    state text NOT NULL, total numeric(8,2) NOT NULL);
CREATE TABLE events (id integer NOT NULL, customer_id integer NOT NULL, kind text NOT NULL, at timestamptz NOT NULL)
    PARTITION BY RANGE (at);
CREATE TABLE events_2024_04 PARTITION OF events FOR VALUES FROM ('2024-04-01') TO ('2024-05-01');
CREATE TABLE events_2024_05 PARTITION OF events FOR VALUES FROM ('2024-05-01') TO ('2024-06-01');
CREATE TABLE events_2024_06 PARTITION OF events FOR VALUES FROM ('2024-06-01') TO ('2024-07-01');
CREATE TABLE events_2024_07 PARTITION OF events FOR VALUES FROM ('2024-07-01') TO ('2024-08-01');
CREATE TABLE events_2024_08 PARTITION OF events FOR VALUES FROM ('2024-08-01') TO ('2024-09-01');
CREATE TABLE events_2024_09 PARTITION OF events FOR VALUES FROM ('2024-09-01') TO ('2024-10-01');
CREATE TABLE events_2024_10 PARTITION OF events FOR VALUES FROM ('2024-10-01') TO ('2024-11-01');
CREATE TABLE events_2024_11 PARTITION OF events FOR VALUES FROM ('2024-11-01') TO ('2024-12-01');
CREATE TABLE events_2024_12 PARTITION OF events FOR VALUES FROM ('2024-12-01') TO ('2025-01-01');
CREATE TABLE events_2025_01 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2025-02-01');
CREATE TABLE events_2025_02 PARTITION OF events FOR VALUES FROM ('2025-02-01') TO ('2025-03-01');
CREATE TABLE events_2025_03 PARTITION OF events FOR VALUES FROM ('2025-03-01') TO ('2025-04-01');
CREATE TABLE notes (
    id integer PRIMARY KEY, customer_id integer NOT NULL, language text NOT NULL, urgent boolean NOT NULL,
    body text NOT NULL);
CREATE TABLE note_log (note_id integer, at timestamptz);
CREATE TABLE tickets (
    id integer PRIMARY KEY, team text NOT NULL, customer_id integer NOT NULL, title text NOT NULL);
ALTER TABLE tickets ENABLE ROW LEVEL SECURITY;
CREATE POLICY tickets_of_team ON tickets FOR SELECT TO plans_app USING (team IN ('north', 'south'));
CREATE TABLE visits (id integer PRIMARY KEY, customer_id integer NOT NULL, page integer NOT NULL);
CREATE TABLE legacy (id integer PRIMARY KEY, word text);
CREATE SEQUENCE legacy_numbers;
