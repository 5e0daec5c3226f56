-- A bank's ledger: partitions by month, keys of several columns, a tree of accounts, domains and constraints.
CREATE DOMAIN cents AS bigint CHECK (VALUE >= 0);
CREATE TYPE side AS ENUM ('debit', 'credit');

CREATE TABLE banks (
    id smallint PRIMARY KEY,
    name text NOT NULL,
    swift_code character varying(11) NOT NULL UNIQUE);

CREATE TABLE currencies (
    code character varying(3) PRIMARY KEY,
    digits smallint NOT NULL CHECK (digits BETWEEN 0 AND 4),
    name text NOT NULL);

CREATE TABLE accounts (
    id bigint PRIMARY KEY,
    bank_id smallint NOT NULL REFERENCES banks,
    parent_id bigint REFERENCES accounts,
    currency character varying(3) NOT NULL REFERENCES currencies,
    kind text NOT NULL CHECK (kind IN ('asset', 'liability', 'equity', 'income', 'expense')),
    number text NOT NULL UNIQUE,
    opened_on date NOT NULL,
    closed_on date CHECK (closed_on > opened_on),
    labels text[]);
CREATE INDEX accounts_bank_kind ON accounts (bank_id, kind);
CREATE INDEX accounts_parent ON accounts (parent_id);
CREATE STATISTICS accounts_kind_bank (dependencies, ndistinct, mcv) ON kind, bank_id FROM accounts;

CREATE TABLE holders (
    id bigint PRIMARY KEY,
    family text NOT NULL,
    given text NOT NULL,
    born_on date,
    risk real NOT NULL CHECK (risk >= 0 AND risk <= 1),
    details jsonb);
CREATE INDEX holders_family ON holders (family, given);

CREATE TABLE account_holders (
    account_id bigint NOT NULL REFERENCES accounts,
    holder_id bigint NOT NULL REFERENCES holders,
    since date NOT NULL,
    PRIMARY KEY (account_id, holder_id));
CREATE INDEX account_holders_holder ON account_holders (holder_id);

CREATE TABLE batches (
    id integer PRIMARY KEY,
    source text NOT NULL,
    received_at timestamptz NOT NULL,
    finished_at timestamptz);

CREATE TABLE entries (
    id bigint NOT NULL,
    booked_on date NOT NULL,
    account_id bigint NOT NULL REFERENCES accounts,
    batch_id integer REFERENCES batches,
    side side NOT NULL,
    amount cents NOT NULL,
    purpose text,
    code character varying(4) NOT NULL,
    PRIMARY KEY (id, booked_on)) PARTITION BY RANGE (booked_on);
CREATE TABLE entries_2023_h1 PARTITION OF entries FOR VALUES FROM ('2020-01-01') TO ('2023-07-01');
CREATE TABLE entries_2023_h2 PARTITION OF entries FOR VALUES FROM ('2023-07-01') TO ('2024-01-01');
CREATE TABLE entries_2024_h1 PARTITION OF entries FOR VALUES FROM ('2024-01-01') TO ('2024-07-01');
CREATE TABLE entries_2024_h2 PARTITION OF entries FOR VALUES FROM ('2024-07-01') TO ('2030-01-01');
CREATE INDEX entries_account ON entries (account_id, booked_on);
CREATE INDEX entries_batch ON entries (batch_id);

CREATE TABLE balances (
    account_id bigint NOT NULL REFERENCES accounts,
    year smallint NOT NULL,
    amount numeric(18,2) NOT NULL,
    PRIMARY KEY (account_id, year));

CREATE TABLE cards (
    number_hash bytea PRIMARY KEY,
    account_id bigint NOT NULL REFERENCES accounts,
    valid_to date NOT NULL,
    is_blocked boolean NOT NULL);
CREATE INDEX cards_account ON cards (account_id);

CREATE TABLE alerts (
    id bigint PRIMARY KEY,
    holder_id bigint NOT NULL REFERENCES holders,
    level smallint NOT NULL CHECK (level > 0),
    raised_at timestamp NOT NULL,
    lasted interval,
    note text);
CREATE INDEX alerts_level ON alerts (level, raised_at);
CREATE INDEX alerts_open ON alerts (holder_id) WHERE lasted IS NULL;
