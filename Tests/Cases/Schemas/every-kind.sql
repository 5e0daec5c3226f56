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

CREATE TYPE odd AS ENUM (E'new\nline', 'back\slash', 'quo"te', '12', 'true', ' sp ', 'é');
CREATE TABLE base (id integer PRIMARY KEY, note text);
CREATE TABLE heir (extra text NOT NULL) INHERITS (base);
CREATE TABLE o (k odd PRIMARY KEY);
CREATE TABLE o_ref (id bigint PRIMARY KEY, k odd NOT NULL REFERENCES o, k2 odd REFERENCES o);
CREATE TABLE o_pair (k odd REFERENCES o, b boolean, PRIMARY KEY (k, b));
CREATE TABLE "we.ird" ("a:b" bigint PRIMARY KEY, "tab	x" text NOT NULL, "q""q" text, "{row}" text NOT NULL, "🙂" varchar(30) UNIQUE, "#c" integer NOT NULL UNIQUE, "yes" boolean);
CREATE TABLE weird_ref (id bigint PRIMARY KEY, w bigint NOT NULL REFERENCES "we.ird", "ü" bigint REFERENCES "we.ird");
CREATE TABLE letter (c char(1) PRIMARY KEY); CREATE TABLE letter_use (id bigint PRIMARY KEY, c char(1) NOT NULL REFERENCES letter, UNIQUE (c));
CREATE TABLE two (a integer PRIMARY KEY REFERENCES base, note text);
CREATE TABLE three (a integer PRIMARY KEY REFERENCES two, FOREIGN KEY (a) REFERENCES base);
CREATE TABLE trio (x integer REFERENCES base, y odd REFERENCES o, z char(1) REFERENCES letter, PRIMARY KEY (x, y, z));
CREATE TABLE comp (a integer, b integer, PRIMARY KEY (a, b));
CREATE TABLE comp_ref (id integer PRIMARY KEY, a integer NOT NULL, b integer NOT NULL, FOREIGN KEY (a, b) REFERENCES comp);
CREATE TABLE comp_null (id integer PRIMARY KEY, a integer, b integer, FOREIGN KEY (a, b) REFERENCES comp);
CREATE TABLE comp_self (a integer, b integer, pa integer, pb integer, PRIMARY KEY (a, b), FOREIGN KEY (pa, pb) REFERENCES comp_self);
CREATE TABLE comp_self2 (tenant integer NOT NULL REFERENCES base, id integer, up integer, PRIMARY KEY (tenant, id), FOREIGN KEY (tenant, up) REFERENCES comp_self2);
CREATE TABLE one_to_comp (a integer, b integer, note text, PRIMARY KEY (a, b), FOREIGN KEY (a, b) REFERENCES comp);
CREATE TABLE numbered (day date, kind odd, n numeric(3,0), PRIMARY KEY (day, kind, n));
CREATE TABLE stamped (at timestamptz, kind odd, PRIMARY KEY (at, kind));
CREATE TABLE uniq_null (id bigint PRIMARY KEY, code varchar(2) UNIQUE, u uuid UNIQUE, d date UNIQUE, i inet UNIQUE, p numeric(2,1) UNIQUE);
CREATE TABLE parted (id bigint, region text, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE parted_a PARTITION OF parted FOR VALUES IN ('a'); CREATE TABLE parted_d PARTITION OF parted DEFAULT;
CREATE TABLE parted_ref (id bigint PRIMARY KEY, pid bigint NOT NULL, region text NOT NULL, FOREIGN KEY (pid, region) REFERENCES parted);
CREATE TABLE gen (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, g bigint GENERATED ALWAYS AS (id * 2) STORED UNIQUE, f real UNIQUE, dd double precision UNIQUE);
