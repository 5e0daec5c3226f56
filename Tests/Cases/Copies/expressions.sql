-- Everything whose text PostgreSQL might write otherwise once it has read it back.

CREATE SCHEMA ops;
CREATE SCHEMA "Odd ""Place";
CREATE TYPE "Odd ""Place"."Mood" AS ENUM ('sad', 'ok', 'it''s');
CREATE COLLATION ops.german (provider = icu, locale = 'de-DE');
CREATE FUNCTION ops.same(text, text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 OPERATOR(pg_catalog.=) $2';
CREATE OPERATOR ops.=== (LEFTARG = text, RIGHTARG = text, FUNCTION = ops.same);
CREATE FUNCTION ops.neg(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT -$1';
CREATE OPERATOR ops.!! (RIGHTARG = int, FUNCTION = ops.neg);
CREATE SEQUENCE ops.numbers;
CREATE TYPE ops.pair AS (a int, b text);
CREATE DOMAIN ops.code AS varchar(5) COLLATE "C" DEFAULT 'ab' CHECK (VALUE IN ('ab', 'cd')) CHECK (value ~ '^[a-z]+$' AND length(value) BETWEEN 2 AND 4);
SET search_path = ops, public;
CREATE DOMAIN ops.numbered AS bigint DEFAULT nextval('numbers');
RESET search_path;
CREATE DOMAIN ops.posint AS int CHECK (value > 0);
CREATE TABLE base (
 id int PRIMARY KEY DEFAULT nextval('ops.numbers'), v varchar(20), vn varchar, t text COLLATE ops.german, c char(3), nm name, b bpchar, m "Odd ""Place"."Mood",
 i int, big bigint, s smallint, num numeric(8,2), f float8, r real, d date, ts timestamp, tz timestamptz DEFAULT now(), iv interval DEFAULT '1 day 02:03'::interval,
 tm time, ttz timetz, j jsonb DEFAULT '{"a": 1}', a int[] DEFAULT ARRAY[]::int[], ta text[] DEFAULT '{a,b}', va varchar(5)[], rg int4range, u uuid DEFAULT gen_random_uuid(),
 bt bytea DEFAULT '\xdead', bits bit(3) DEFAULT B'101', vb varbit DEFAULT '1', net inet DEFAULT '10.0.0.1/8', mac macaddr, pt point, mny money, x xml, dm ops.code, pi ops.posint, cp ops.pair DEFAULT ROW(1, 'x')::ops.pair,
 rc regclass DEFAULT 'base'::regclass, bo boolean DEFAULT true NOT NULL, tsv tsvector, "Group" int, 
 g1 text GENERATED ALWAYS AS (v || '-' || vn) STORED, g2 int GENERATED ALWAYS AS (CASE WHEN i BETWEEN 1 AND 5 THEN i * 2 ELSE -i END) STORED, g3 text GENERATED ALWAYS AS (lower(v) || COALESCE(c, 'x')) STORED
);
ALTER TABLE base
 ADD CONSTRAINT k01 CHECK (v IN ('a', 'b', 'c')),
 ADD CONSTRAINT k02 CHECK (vn IN ('a', 'b')),
 ADD CONSTRAINT k03 CHECK (t IN ('a', 'b')),
 ADD CONSTRAINT k04 CHECK (c IN ('a', 'b')),
 ADD CONSTRAINT k05 CHECK (nm IN ('a', 'b')),
 ADD CONSTRAINT k06 CHECK (m IN ('sad', 'it''s')),
 ADD CONSTRAINT k07 CHECK (v NOT IN ('a', 'b', 'c')),
 ADD CONSTRAINT k08 CHECK (i IN (1, 2, -3)),
 ADD CONSTRAINT k09 CHECK (big IN (1, 20000000000)),
 ADD CONSTRAINT k10 CHECK (i IN (1, 20000000000)),
 ADD CONSTRAINT k11 CHECK (num IN (1, 2.5, -3)),
 ADD CONSTRAINT k12 CHECK (f IN (1, 2.5)),
 ADD CONSTRAINT k13 CHECK (d IN ('2020-01-01', DATE '2021-02-03')),
 ADD CONSTRAINT k14 CHECK (i BETWEEN 1 AND 10 AND s > 3),
 ADD CONSTRAINT k15 CHECK (i BETWEEN 1 AND 10 AND big BETWEEN 5 AND 7 AND s > 3),
 ADD CONSTRAINT k16 CHECK (i > 1 AND (s > 2 AND (big > 3 AND num > 4))),
 ADD CONSTRAINT k17 CHECK (i > 1 OR (s > 2 OR (big > 3 AND num > 4 AND f > 1))),
 ADD CONSTRAINT k18 CHECK (i NOT BETWEEN 1 AND 10 OR s > 4),
 ADD CONSTRAINT k19 CHECK (i BETWEEN SYMMETRIC 10 AND 1),
 ADD CONSTRAINT k20 CHECK (v LIKE 'a%' AND t NOT LIKE 'b%' AND v ILIKE 'x' AND v NOT ILIKE 'y' AND v SIMILAR TO 'z+' AND t ~ 'q' AND c LIKE 'a%' AND nm LIKE 'b%'),
 ADD CONSTRAINT k21 CHECK (v LIKE 'a\_%' ESCAPE '\'),
 ADD CONSTRAINT k22 CHECK (v = ANY (ARRAY['a', 'b'])),
 ADD CONSTRAINT k23 CHECK (v = ANY ('{a,b}')),
 ADD CONSTRAINT k24 CHECK (v::text = ANY (ARRAY['a'::varchar, 'b'::varchar]::text[])),
 ADD CONSTRAINT k25 CHECK (v = ANY (ARRAY['a', 'b']::varchar[])),
 ADD CONSTRAINT k26 CHECK (ta <@ ARRAY['a', 'b'] AND va <@ ARRAY['a', 'b']::varchar[]),
 ADD CONSTRAINT k27 CHECK (COALESCE(v, 'x') <> 'y' AND COALESCE(i, s, 3) > 2 AND NULLIF(v, 'a') IS NOT NULL AND GREATEST(i, s, 1) < 5),
 ADD CONSTRAINT k28 CHECK (CASE WHEN i > 1 THEN v = 'a' WHEN v IN ('b', 'c') THEN true ELSE s IS NULL END),
 ADD CONSTRAINT k29 CHECK (CASE m WHEN 'sad' THEN 1 WHEN 'ok' THEN 2 END > 0),
 ADD CONSTRAINT k30 CHECK ((i, s) < (1, 2)),
 ADD CONSTRAINT k31 CHECK ((i, v) = (1, 'x')),
 ADD CONSTRAINT k32 CHECK (ROW(i, v) IS DISTINCT FROM ROW(1, 'x')),
 ADD CONSTRAINT k33 CHECK ((i, s) IN ((1, 2), (3, 4))),
 ADD CONSTRAINT k34 CHECK (ts > '2020-01-01' AND tz > '2020-01-01 00:00+02' AND d > '2020-01-01' AND iv > '3 days' AND tm > '10:00' AND ttz > '10:00+01'),
 ADD CONSTRAINT k35 CHECK (iv > INTERVAL '1' MONTH AND iv < INTERVAL '1 day 3:00' DAY TO MINUTE AND iv <> '1.5 seconds'::interval(1)),
 ADD CONSTRAINT k36 CHECK (ts > TIMESTAMP(3) '2020-01-01 00:00:00.1234' AND tz > TIMESTAMPTZ '2020-01-01' AND tz < ts + INTERVAL '1 year'),
 ADD CONSTRAINT k37 CHECK (num > 1 AND num::int > 1 AND f > 1 AND r > 1.5 AND i > -1 AND - i > - (-2) AND i::bigint > 3 AND s > 1::smallint AND num > -0.5 AND i - -1 > 0),
 ADD CONSTRAINT k38 CHECK (i + 1 * 2 - (s - 3) > 4 AND (i + 1) * 2 > 4 AND i % 2 = 0 AND i ^ 2 < 100 AND @ i > 3 AND |/ f > 2),
 ADD CONSTRAINT k39 CHECK (v OPERATOR(ops.===) 'a'),
 ADD CONSTRAINT k40 CHECK (OPERATOR(ops.!!) i > 0),
 ADD CONSTRAINT k41 CHECK (t COLLATE "C" > 'a' AND v COLLATE ops.german < 'b' AND (v || 'x') COLLATE "C" > 'c'),
 ADD CONSTRAINT k42 CHECK (j ->> 'a' IS NOT NULL AND j -> 'b' ->> 0 = 'x' AND j @> '{"a": 1}' AND j ? 'k' AND (j #>> '{a,b}') = 'z'),
 ADD CONSTRAINT k43 CHECK (extract(year FROM d) > 2000 AND date_part('month', ts) > 3 AND date_trunc('day', ts) = ts AND EXTRACT(epoch FROM iv) > 0),
 ADD CONSTRAINT k44 CHECK (substring(v FROM 1 FOR 2) = 'ab' AND trim(BOTH 'x' FROM v) <> '' AND position('a' IN v) > 0 AND overlay(v PLACING 'x' FROM 1) = 'y' AND substring(t FROM 'a+') = 'q' AND trim(v) = v),
 ADD CONSTRAINT k45 CHECK (bo IS TRUE AND bo IS NOT FALSE AND NOT (i IS NULL) AND NOT bo AND (i > 1) IS NOT TRUE AND bo IS UNKNOWN),
 ADD CONSTRAINT k46 CHECK (NOT (i > 1 AND s > 2) OR NOT (i < 1 OR s < 2)),
 ADD CONSTRAINT k47 CHECK (a[1] > 0 AND a[1:2] = ARRAY[1, 2] AND (ARRAY[1,2,3])[i] = 2 AND array_length(ta, 1) > 0),
 ADD CONSTRAINT k48 CHECK ((cp).a > 0 AND (cp).b IN ('x', 'y')),
 ADD CONSTRAINT k49 CHECK (rg && int4range(1, 5) AND rg @> 3 AND NOT isempty(rg)),
 ADD CONSTRAINT k50 CHECK (dm IN ('ab', 'cd') AND dm <> 'zz' AND pi > 5),
 ADD CONSTRAINT k51 CHECK (i = ALL (ARRAY[1, 2]) OR i <> ALL (ARRAY[3]) OR i > ANY (a)),
 ADD CONSTRAINT k52 CHECK (i::text = '1' AND v::int = 1 AND CAST(t AS varchar(3)) = 'abc' AND v::char(2) = 'ab' AND 5::text = v AND '5'::int = i),
 ADD CONSTRAINT k53 CHECK (u <> '00000000-0000-0000-0000-000000000000' AND net << '10.0.0.0/8' AND bt <> '\x00' AND bits <> B'000' AND mny > 5::money),
 ADD CONSTRAINT k54 CHECK (x IS DOCUMENT AND xmlserialize(CONTENT x AS text) <> ''),
 ADD CONSTRAINT k55 CHECK (v IN ('it''s', E'back\\slash', E'new\nline', 'ünï😀')),
 ADD CONSTRAINT k56 CHECK (v IN ('a')),
 ADD CONSTRAINT k57 CHECK (v IN ('a', NULL)),
 ADD CONSTRAINT k58 CHECK (v IN ('a', t)),
 ADD CONSTRAINT k59 CHECK (v IN (vn, 'b', lower(t))),
 ADD CONSTRAINT k60 CHECK (i IN (s, 1, big)),
 ADD CONSTRAINT k61 CHECK ((v, m) IN (('a', 'sad'), ('b', 'ok'))),
 ADD CONSTRAINT k62 CHECK (lower(v) IN ('a', 'b') AND v || 'x' IN ('ax', 'bx')),
 ADD CONSTRAINT k63 CHECK (ts AT TIME ZONE 'UTC' > '2020-01-01' AND timezone('UTC', tz) > '2020-01-01' AND (ts, iv) OVERLAPS (ts, iv)),
 ADD CONSTRAINT k64 CHECK (num_nonnulls(i, s) = 1 AND num_nulls(VARIADIC ARRAY[i, i]) < 2 AND concat(VARIADIC ARRAY['a', v]) <> 'x'),
 ADD CONSTRAINT k65 CHECK ("Group" > 0 AND base.i > 0),
 ADD CONSTRAINT k66 CHECK (i IS DISTINCT FROM 3 AND v IS NOT DISTINCT FROM 'x'),
 ADD CONSTRAINT k67 CHECK (tz BETWEEN '2020-01-01' AND '2021-01-01' AND v BETWEEN 'a' AND 'f' AND c BETWEEN 'a' AND 'b'),
 ADD CONSTRAINT k68 CHECK (c = 'ab' AND b = 'x' AND c <> v AND nm = v AND c = t),
 ADD CONSTRAINT k69 CHECK (v = ANY (ARRAY['a', 'b']::text[]) AND t = ANY (ARRAY['a'::varchar, 'b'::varchar]) AND v = ANY (va)),
 ADD CONSTRAINT k70 CHECK (va = ARRAY['a', 'b']::varchar[] AND va[1] IN ('a', 'b') AND va::text[] = ta),
 ADD CONSTRAINT k71 CHECK (f = 1e10 AND num = 1.50 AND num > 1e-3 AND r = 'NaN' AND f < 'Infinity'),
 ADD CONSTRAINT k72 CHECK (s = 1 AND s + i = 2 AND s * 2::smallint > 3 AND big = 5 AND big + 1 > s),
 ADD CONSTRAINT k73 CHECK (v NOT IN ('a', 'b') AND (i NOT IN (1,2) OR t NOT IN ('x', 'y'))),
 ADD CONSTRAINT k74 CHECK ((i > 1 AND s > 2) AND (big > 3 OR (num > 4 OR f > 5)) AND v IN ('a', 'b')),
 ADD CONSTRAINT k75 CHECK (ROW(i, s) IS NULL OR ROW(i) IS NOT NULL OR cp IS NULL),
 ADD CONSTRAINT k76 CHECK (v::varchar(3) IN ('a','b') AND CAST(v AS varchar) IN ('a', 'b') AND t::varchar IN ('a', 'b')),
 ADD CONSTRAINT k77 CHECK (v = 'a'::text AND v = 'a'::varchar AND v = 'a'::varchar(3) AND v = 'abcd'::char(3) AND t = 'a'::name),
 ADD CONSTRAINT k78 CHECK (d + 1 > current_date AND ts < localtimestamp AND tz < CURRENT_TIMESTAMP(2) AND v <> CURRENT_USER AND v <> session_user AND nm <> current_schema),
 ADD CONSTRAINT k79 CHECK (ta IN ('{a}', '{b}') AND a IN (ARRAY[1], ARRAY[2])),
 ADD CONSTRAINT k80 CHECK (m = ANY (ARRAY['sad', 'ok']::"Odd ""Place"."Mood"[]) AND m < 'ok' AND m::text IN ('sad', 'ok')),
 ADD CONSTRAINT k81 CHECK (bo = (i > 1 AND s > 2) AND bo = (i > 3 OR s > 4)),
 ADD CONSTRAINT k82 CHECK (bo IN (true, false) AND pt <@ circle '((0,0),1)' AND mac > '08:00:2b:01:02:03');
CREATE INDEX ix01 ON base (lower(v), (i + 1), (v || 'x') DESC NULLS LAST) INCLUDE (s) WHERE v IN ('a', 'b') AND i BETWEEN 1 AND 3;
CREATE INDEX ix02 ON base (v varchar_pattern_ops, t COLLATE "C" text_pattern_ops);
CREATE INDEX ix03 ON base ((CASE WHEN v IN ('a','b') THEN 1 ELSE 0 END)) WHERE t IS NOT NULL AND (i > 1 AND s > 2);
CREATE INDEX ix04 ON base USING gin (j jsonb_path_ops, tsv);
CREATE INDEX ix05 ON base USING gist (rg) WHERE vn IN ('q', 'r') OR v = 'x';
CREATE INDEX ix06 ON base ((j ->> 'a'), (COALESCE(v, t)), date_trunc('day', ts), (a[1]), ((cp).a));
CREATE INDEX ix07 ON base USING hash (v) WITH (fillfactor = 50);
CREATE UNIQUE INDEX ix08 ON base ((v::text), (i::bigint)) WHERE m IN ('sad', 'ok') AND d > '2020-01-01';
CREATE STATISTICS st01 (ndistinct, mcv) ON (lower(v)), (i % 2), (CASE WHEN v IN ('a','b') THEN 1 END), s FROM base;
CREATE STATISTICS st02 ON (v || t) FROM base;
CREATE TABLE room (n int, during tsrange, what text, EXCLUDE USING gist (during WITH &&) WHERE (what IN ('a', 'b') AND n BETWEEN 1 AND 4));
CREATE TABLE part (k varchar, d date, ts timestamptz, n int, m "Odd ""Place"."Mood") PARTITION BY LIST (k);
CREATE TABLE part_a PARTITION OF part FOR VALUES IN ('a', 'it''s', NULL);
CREATE TABLE part_b PARTITION OF part FOR VALUES IN ('b', 'c') PARTITION BY RANGE (d, n);
CREATE TABLE part_b1 PARTITION OF part_b FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2020-01-01', 5);
CREATE TABLE part_d PARTITION OF part DEFAULT;
CREATE TABLE pexpr (v varchar, ts timestamptz, i int) PARTITION BY RANGE (lower(v), (i + 1), (date_part('year', ts AT TIME ZONE 'UTC')));
CREATE TABLE pexpr1 PARTITION OF pexpr FOR VALUES FROM ('a', 1, 2000) TO ('b', 2, MAXVALUE);
CREATE TABLE phash (i int) PARTITION BY HASH (i);
CREATE TABLE phash0 PARTITION OF phash FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE pts (ts timestamptz, m "Odd ""Place"."Mood", num numeric, bo bool) PARTITION BY RANGE (ts);
CREATE TABLE pts1 PARTITION OF pts FOR VALUES FROM ('2020-01-01 00:00+00') TO ('2020-02-01 00:00+02');
CREATE TABLE pmood (m "Odd ""Place"."Mood", bo boolean) PARTITION BY LIST (m);
CREATE TABLE pmood1 PARTITION OF pmood FOR VALUES IN ('sad', 'it''s');
CREATE TABLE other (id int PRIMARY KEY, base_id int REFERENCES base, name varchar(10), amount numeric, at timestamptz);
CREATE VIEW v01 AS SELECT b.id, o.name, b.v AS "Value" FROM base b JOIN other o ON o.base_id = b.id WHERE b.v IN ('a', 'b') AND b.i BETWEEN 1 AND 5 AND o.name LIKE 'x%';
CREATE VIEW v02 AS SELECT * FROM base JOIN (SELECT id, name FROM other) o USING (id) WHERE v IN ('a','b');
CREATE VIEW v03 AS SELECT * FROM base b NATURAL JOIN other o LEFT JOIN room r ON r.n = b.i;
CREATE VIEW v04 AS SELECT id, v, row_number() OVER w AS rn, sum(i) OVER (PARTITION BY v ORDER BY s ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS total, count(*) FILTER (WHERE v IN ('a', 'b')) OVER (PARTITION BY t) FROM base WINDOW w AS (PARTITION BY v ORDER BY id DESC);
CREATE VIEW v05 AS WITH RECURSIVE r (n, path) AS (SELECT 1, ARRAY['a'::varchar] UNION ALL SELECT n + 1, path || 'b'::varchar FROM r WHERE n < 5), q AS MATERIALIZED (SELECT * FROM r WHERE path[1] IN ('a', 'b')) SELECT q.n, r.path FROM q JOIN r USING (n);
CREATE VIEW v06 AS SELECT v FROM base UNION SELECT t FROM base EXCEPT (SELECT 'x' INTERSECT ALL SELECT name FROM other) ORDER BY 1 LIMIT 5 OFFSET 2;
CREATE VIEW v07 AS SELECT v, count(*) AS n, array_agg(t ORDER BY i DESC), string_agg(DISTINCT t, ',') FROM base GROUP BY GROUPING SETS ((v), ()) HAVING count(*) > 1 AND v NOT IN ('x', 'y');
CREATE VIEW v08 AS SELECT DISTINCT ON (v) v, (SELECT max(amount) FROM other WHERE base_id = b.id AND name IN ('a', 'b')) AS best, EXISTS (SELECT FROM other o WHERE o.id = b.id) AS has, b.i IN (SELECT id FROM other) AS isin, ARRAY(SELECT name FROM other) AS names FROM base b WHERE (i, s) NOT IN (SELECT id, base_id FROM other) ORDER BY v, i;
CREATE VIEW v09 AS SELECT x.n, l.v FROM generate_series(1, 3) AS x(n) CROSS JOIN LATERAL (SELECT v FROM base WHERE i = x.n AND v IN ('a','b')) l, unnest(ARRAY['a', 'b'], ARRAY[1,2]) WITH ORDINALITY AS uu(a, b, c), ROWS FROM (generate_series(1,2), json_to_recordset('[]') AS (q int, w text)) AS rf(a, q, w);
CREATE VIEW v10 AS VALUES (1, 'a'::varchar), (2, 'b');
CREATE VIEW v11 AS SELECT b.*, b AS whole, (b.cp).a AS cpa, b.v::text COLLATE "C" AS col FROM base b TABLESAMPLE bernoulli (10);
CREATE VIEW v12 WITH (security_barrier) AS SELECT id, v FROM base WHERE v IN ('a', 'b') WITH LOCAL CHECK OPTION;
CREATE VIEW v13 AS SELECT j1.zz AS a, j1.v AS c FROM (base t1 FULL JOIN other t2 USING (id)) AS j1 (zz) CROSS JOIN room WHERE j1.zz > 1;
CREATE VIEW v14 AS SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY i) AS med, mode() WITHIN GROUP (ORDER BY v) AS mo, xmlelement(name foo, xmlattributes(1 AS bar), 'x') AS xe, extract(hour FROM now()) AS h, CURRENT_DATE AS cd, interval '1 day' * 2 AS iv, now() - interval '3 months' AS ago, nullif(v, '') nv FROM base GROUP BY v;
CREATE VIEW v15 AS SELECT t FROM base WHERE t = ANY (SELECT name FROM other) OR id IN (SELECT id FROM other WHERE name IN ('a', 'b')) OR CASE WHEN v IN ('a', 'b') THEN true ELSE false END;
CREATE VIEW v16 AS SELECT id FROM v02 WHERE v02.name IN ('a', 'b');
CREATE VIEW v17 AS SELECT 1 AS one, NULL AS nothing, 'x' AS unknown, 1.5 AS numb, true AS yes, 'a'::varchar IN ('a', 'b') AS lit, '2020-01-01'::date AS dd, ARRAY[1,2] || 3 AS arr, -1 AS neg, 2 - -1 AS sub, - (1) AS nn, (-1)::int AS cc, -1::smallint AS ms;
CREATE MATERIALIZED VIEW mv1 AS SELECT v, count(*) FROM base WHERE v IN ('a', 'b') GROUP BY v WITH NO DATA;
CREATE RULE r1 AS ON INSERT TO v12 WHERE NEW.v IN ('a', 'b') DO INSTEAD INSERT INTO base (id, v) VALUES (NEW.id, NEW.v);
CREATE RULE r2 AS ON UPDATE TO other WHERE OLD.name IN ('a', 'b') AND NEW.id BETWEEN 1 AND 3 DO ALSO (UPDATE base SET v = NEW.name WHERE id = OLD.id AND v IN ('c', 'd'); DELETE FROM room WHERE what IN ('x', 'y'));
CREATE POLICY p1 ON base USING (v IN ('a', 'b') AND i BETWEEN 1 AND 2) WITH CHECK (t IN ('a','b') OR CURRENT_USER = 'x' OR EXISTS (SELECT 1 FROM other o WHERE o.id = base.id AND o.name IN ('q', 'r')));
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER t1 BEFORE UPDATE OF v, i ON base FOR EACH ROW WHEN (OLD.v IS DISTINCT FROM NEW.v AND NEW.v IN ('a', 'b') AND NEW.i BETWEEN 1 AND 3 AND NEW.s > 1) EXECUTE FUNCTION trg('a', 'it''s');
CREATE TRIGGER t2 AFTER INSERT ON base REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION trg();
CREATE CONSTRAINT TRIGGER t3 AFTER INSERT ON other DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.name IN ('a', 'b')) EXECUTE FUNCTION trg();
CREATE FUNCTION f1(a varchar DEFAULT 'x', b int DEFAULT 1 + 2, c text[] DEFAULT ARRAY['a', 'b'], d timestamp DEFAULT '2020-01-01', e interval DEFAULT '1 day', f boolean DEFAULT 'a'::varchar IN ('a', 'b')) RETURNS boolean LANGUAGE sql BEGIN ATOMIC SELECT a IN ('a', 'b') AND b BETWEEN 1 AND 5 AND b > 2; SELECT count(*) > 1 FROM base JOIN other USING (id) WHERE v IN ('x', 'y'); END;
CREATE FUNCTION f2(v varchar) RETURNS boolean LANGUAGE sql RETURN v IN ('a', 'b') AND length(v) BETWEEN 1 AND 3;
CREATE PROCEDURE pr1(i int) LANGUAGE sql BEGIN ATOMIC INSERT INTO base (id, v) VALUES (i, 'x') ON CONFLICT (id) DO UPDATE SET v = EXCLUDED.v WHERE base.v IN ('a', 'b'); UPDATE base SET v = 'q', (i, s) = (1, 2) FROM other o WHERE o.id = base.id AND o.name IN ('x', 'y'); DELETE FROM other USING base b WHERE b.id = other.id AND b.v IN ('x','y') RETURNING other.id; END;
