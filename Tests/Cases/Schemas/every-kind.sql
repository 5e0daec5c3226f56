-- Tables of every kind that a starting shape has an answer for, and some that it has none for.
CREATE SCHEMA audit; CREATE EXTENSION citext;
CREATE TYPE tier AS ENUM ('basic', 'gold "plus"', 'no');
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%');
CREATE TABLE every_type (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a smallint NOT NULL, b integer NOT NULL, c numeric NOT NULL, d numeric(5,2) NOT NULL, d2 numeric(3,3) NOT NULL, d3 numeric(20) NOT NULL,
  e real NOT NULL, f double precision NOT NULL, g boolean NOT NULL, h text NOT NULL, i varchar(3) NOT NULL, j char(2) NOT NULL, k citext NOT NULL, l name NOT NULL,
  m timestamptz NOT NULL, n timestamp NOT NULL, o date NOT NULL, p time NOT NULL, q interval NOT NULL, r uuid NOT NULL, s json NOT NULL, t jsonb NOT NULL,
  u inet NOT NULL, v cidr NOT NULL, w bytea NOT NULL, x tier NOT NULL, y text[] NOT NULL, z integer[] NOT NULL, aa numeric(4,1)[] NOT NULL, ab boolean[] NOT NULL, ac varchar(4)[] NOT NULL,
  ad tier[], ae int4range, af money, ag tsvector, ah point, ai email, aj macaddr, ak bit(3), al xml, am timetz,
  an integer GENERATED ALWAYS AS (b + 1) STORED, "mit Leerzeichen {x}" text, "no" integer, "Ünï: #" text DEFAULT 'x');
CREATE TABLE country (code char(2) PRIMARY KEY, name varchar(40) NOT NULL UNIQUE);
CREATE TABLE tiers (tier tier PRIMARY KEY, price numeric(6,2) NOT NULL);
CREATE TABLE days (day date PRIMARY KEY);
CREATE TABLE flags (flag boolean PRIMARY KEY);
CREATE TABLE settings (key varchar(8) PRIMARY KEY, value jsonb);
CREATE TABLE firm (id serial PRIMARY KEY, code varchar(1) NOT NULL UNIQUE, name text NOT NULL, country char(2) REFERENCES country);
CREATE TABLE person (id uuid PRIMARY KEY, firm_id integer NOT NULL REFERENCES firm, boss uuid REFERENCES person, email citext NOT NULL, UNIQUE (firm_id, id));
CREATE UNIQUE INDEX ON person (lower(email::text));
CREATE TABLE profile (person_id uuid PRIMARY KEY REFERENCES person, bio text);
CREATE TABLE project (id bigint PRIMARY KEY, firm_id integer NOT NULL REFERENCES firm, lead uuid NOT NULL, number integer NOT NULL, UNIQUE (firm_id, number), UNIQUE (firm_id, id), FOREIGN KEY (firm_id, lead) REFERENCES person (firm_id, id));
CREATE TABLE member (project_id bigint REFERENCES project, person_id uuid REFERENCES person, role tier NOT NULL, PRIMARY KEY (project_id, person_id));
CREATE TABLE friendship (a uuid REFERENCES person, b uuid REFERENCES person, PRIMARY KEY (a, b));
CREATE TABLE line (project_id bigint REFERENCES project, line_no smallint, text text, PRIMARY KEY (project_id, line_no));
CREATE TABLE daily (project_id bigint REFERENCES project, day date, amount numeric(12,2) NOT NULL, PRIMARY KEY (project_id, day));
CREATE TABLE seat (id bigint PRIMARY KEY, project_id bigint NOT NULL UNIQUE REFERENCES project, person_id uuid NOT NULL UNIQUE REFERENCES person);
CREATE TABLE transfer (id bigint PRIMARY KEY, source uuid NOT NULL REFERENCES person, target uuid NOT NULL REFERENCES person, amount numeric(9,2) NOT NULL);
CREATE TABLE hen (id integer PRIMARY KEY, egg_id integer NOT NULL); CREATE TABLE egg (id integer PRIMARY KEY, hen_id integer NOT NULL REFERENCES hen);
ALTER TABLE hen ADD FOREIGN KEY (egg_id) REFERENCES egg;
CREATE TABLE knot (id integer PRIMARY KEY, self integer NOT NULL REFERENCES knot);
CREATE TABLE booking (id integer PRIMARY KEY, during tstzrange NOT NULL);
CREATE TABLE booking_note (booking_id integer NOT NULL REFERENCES booking, note text);
CREATE TABLE booking_hint (booking_id integer REFERENCES booking, note text NOT NULL CHECK (note <> ''));
CREATE TABLE nothing ();
CREATE TABLE event (id bigint, at timestamptz NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE event_2030 PARTITION OF event FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');
CREATE TABLE part (id bigint PRIMARY KEY, note text) PARTITION BY HASH (id);
CREATE TABLE part_0 PARTITION OF part FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE part_1 PARTITION OF part FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE audit.log (id bigint PRIMARY KEY, person uuid NOT NULL REFERENCES person, project bigint NOT NULL REFERENCES project, at timestamptz NOT NULL DEFAULT now());
CREATE TABLE audit."we.ird ""x""" (id bigint PRIMARY KEY, "and" text);
CREATE TABLE tall (id smallint PRIMARY KEY, firm_id integer NOT NULL REFERENCES firm);
CREATE TABLE grade (person_id uuid REFERENCES person, project_id bigint REFERENCES project, firm_id integer REFERENCES firm, PRIMARY KEY (person_id, project_id, firm_id));
CREATE TABLE shared (person_id uuid NOT NULL, firm_id integer NOT NULL, project_id bigint, PRIMARY KEY (person_id, firm_id), FOREIGN KEY (firm_id, person_id) REFERENCES person (firm_id, id), FOREIGN KEY (firm_id, project_id) REFERENCES project (firm_id, id));
