CREATE TYPE loan_state AS ENUM ('open', 'late', 'back');
CREATE TABLE members (
    id integer PRIMARY KEY, name text NOT NULL, mail text, town text NOT NULL, joined timestamptz NOT NULL,
    touched timestamptz DEFAULT '2020-01-01'
);
CREATE TABLE books (
    id integer PRIMARY KEY, title text NOT NULL, author text, isbn text NOT NULL, pages integer NOT NULL,
    price numeric(8,2) NOT NULL, shelf text NOT NULL
);
CREATE INDEX books_isbn_idx ON books (isbn);
CREATE TABLE loans (
    id integer PRIMARY KEY, book integer NOT NULL REFERENCES books, member integer NOT NULL REFERENCES members,
    lent timestamptz NOT NULL, due date NOT NULL, fee numeric(8,2) NOT NULL, state loan_state NOT NULL
);
COMMENT ON TABLE loans IS 'who has what';
CREATE TABLE visits (id integer PRIMARY KEY, member integer NOT NULL, day date NOT NULL, desk text NOT NULL);
CREATE TABLE settings (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE events (id bigint NOT NULL, day date NOT NULL, kind text) PARTITION BY RANGE (day);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_2025 PARTITION OF events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE SEQUENCE card_numbers START 1000;
CREATE VIEW open_loans AS SELECT id, book, member FROM loans WHERE state = 'open';
COMMENT ON VIEW open_loans IS 'not back yet';
CREATE FUNCTION fee_of(days integer) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT days * 0.20';
CREATE FUNCTION is_late(due date) RETURNS boolean LANGUAGE sql STABLE AS 'SELECT due < current_date';
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.touched = now(); RETURN NEW; END';
CREATE TRIGGER members_touch BEFORE UPDATE OF town ON members FOR EACH ROW EXECUTE FUNCTION touch();
GRANT SELECT, INSERT ON loans TO library_app;
GRANT SELECT ON books, open_loans TO library_app;
