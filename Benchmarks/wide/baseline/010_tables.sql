CREATE TABLE accounts (id bigint PRIMARY KEY, name text NOT NULL);

CREATE TABLE orders (
    id bigint CONSTRAINT orders_pkey PRIMARY KEY,
    account_id bigint NOT NULL CONSTRAINT orders_account REFERENCES accounts,
    status text NOT NULL,
    channel text NOT NULL,
    amount numeric(10,2) NOT NULL,
    score double precision,
    is_paid boolean NOT NULL,
    token uuid NOT NULL,
    note text,
    payload jsonb NOT NULL,
    placed_at timestamptz NOT NULL,
    changed_at timestamptz NOT NULL);
CREATE INDEX orders_placed ON orders (placed_at);
CREATE INDEX orders_account_status ON orders (account_id, status);
