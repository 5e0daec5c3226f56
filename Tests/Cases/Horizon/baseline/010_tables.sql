CREATE TABLE countries (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE categories (id integer PRIMARY KEY, name text NOT NULL);
CREATE TABLE sellers (
    id integer PRIMARY KEY, name text NOT NULL, country_id integer NOT NULL REFERENCES countries,
    since timestamptz NOT NULL);
CREATE TABLE customers (
    id integer PRIMARY KEY, email text NOT NULL, name text NOT NULL, country_id integer NOT NULL REFERENCES countries,
    city integer NOT NULL, status text NOT NULL, joined_at timestamptz NOT NULL);
CREATE TABLE products (
    id integer PRIMARY KEY, seller_id integer NOT NULL REFERENCES sellers,
    category_id integer NOT NULL REFERENCES categories, title text NOT NULL, price numeric(10,2) NOT NULL,
    tags text[] NOT NULL, stock integer NOT NULL, is_active boolean NOT NULL);
CREATE TABLE orders (
    id bigint PRIMARY KEY, customer_id integer NOT NULL REFERENCES customers, status text NOT NULL,
    channel text NOT NULL, placed_at timestamptz NOT NULL, total numeric(10,2) NOT NULL);
CREATE TABLE order_items (
    id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders, product_id integer NOT NULL REFERENCES products,
    quantity integer NOT NULL, price numeric(8,2) NOT NULL);
CREATE TABLE payments (
    id bigint NOT NULL, order_id bigint NOT NULL REFERENCES orders, method text NOT NULL,
    paid_at timestamptz NOT NULL, amount numeric(10,2) NOT NULL) PARTITION BY LIST (method);
CREATE TABLE payments_card PARTITION OF payments FOR VALUES IN ('card');
CREATE TABLE payments_other PARTITION OF payments DEFAULT;
CREATE TABLE parcels (
    id integer PRIMARY KEY, order_ref bigint NOT NULL, carrier text NOT NULL, sent_at timestamptz NOT NULL,
    weight integer NOT NULL);
CREATE TABLE reviews (
    id integer PRIMARY KEY, product_id integer NOT NULL REFERENCES products,
    customer_id integer NOT NULL REFERENCES customers, stars integer NOT NULL, body text NOT NULL,
    made_at timestamptz NOT NULL);
CREATE TABLE events (
    id bigint NOT NULL, customer_id integer NOT NULL, kind text NOT NULL, at timestamptz NOT NULL,
    page integer NOT NULL) PARTITION BY RANGE (at);
CREATE TABLE events_2024_q2 PARTITION OF events FOR VALUES FROM ('2024-04-01') TO ('2024-07-01');
CREATE TABLE events_2024_q3 PARTITION OF events FOR VALUES FROM ('2024-07-01') TO ('2024-10-01');
CREATE TABLE events_2024_q4 PARTITION OF events FOR VALUES FROM ('2024-10-01') TO ('2025-01-01');
CREATE TABLE events_2025_q1 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2025-04-01');
CREATE TABLE visits (
    id bigint NOT NULL, customer_id integer NOT NULL REFERENCES customers, device text NOT NULL,
    seconds integer NOT NULL) PARTITION BY HASH (customer_id);
CREATE TABLE visits_0 PARTITION OF visits FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE visits_1 PARTITION OF visits FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE visits_2 PARTITION OF visits FOR VALUES WITH (MODULUS 3, REMAINDER 2);
CREATE TABLE messages (
    id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customers, state text NOT NULL,
    sent_at timestamptz NOT NULL, body text NOT NULL);
