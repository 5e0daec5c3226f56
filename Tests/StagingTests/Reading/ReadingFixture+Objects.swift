/// A few objects of every kind that a catalog has facts about.
///
/// Made by a superuser with `allow_system_table_mods` and `allow_in_place_tablespaces` on: some attributes have no
/// statement of their own, and no provider of security labels is installed.
extension ReadingFixture {
    static let objects = settings + tables + kinds + foreign + shared + hardNames

    private static let settings = ["SET allow_system_table_mods = on", "SET allow_in_place_tablespaces = on"]

    /// What an ordinary schema has; needs no setting.
    static let tables = [
        "CREATE SCHEMA app", "CREATE SCHEMA other", "CREATE SCHEMA \"We\"\"ird\"",
        "CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE DOMAIN positive AS integer CHECK (value > 0)",
        "CREATE TYPE pair AS (a integer, b text)", "CREATE TYPE span AS RANGE (subtype = float8)",
        "CREATE TABLE parent (id integer PRIMARY KEY, name varchar(20) DEFAULT 'x', code text UNIQUE DEFERRABLE)",
        """
        CREATE TABLE child (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent_id integer REFERENCES parent,
            feeling mood, note text, twice integer GENERATED ALWAYS AS (2 * 3) STORED, amount numeric(10, 2))
        """,
        "CREATE TABLE plain (a integer NOT NULL, b text, c text, d integer)",
        "CREATE INDEX plain_a ON plain (a)", "CREATE INDEX plain_b ON plain (lower(b)) WHERE a > 3",
        "CREATE UNIQUE INDEX plain_u ON plain (a)",
        "CREATE TABLE \"We\"\"ird\".\"a ON b.c\" (\"d.e\" integer, \"order\" text)",
        "CREATE TABLE event (id integer, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
        "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')",
        "CREATE TABLE event_2 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01')",
        "CREATE VIEW seen AS SELECT id, note FROM child", "CREATE MATERIALIZED VIEW kept AS SELECT id FROM child",
        "CREATE FUNCTION answer(a integer, b text DEFAULT 'q') RETURNS integer LANGUAGE sql AS 'SELECT 42'",
        "CREATE FUNCTION rows_of() RETURNS SETOF integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE PROCEDURE doing() LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TRIGGER touched BEFORE INSERT ON plain FOR EACH ROW EXECUTE FUNCTION touch()",
        "CREATE TRIGGER cloned BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION touch()",
        "CREATE RULE quiet AS ON DELETE TO plain DO INSTEAD NOTHING",
        "CREATE POLICY mine ON plain FOR SELECT TO @app USING (a > 1)",
        "CREATE SEQUENCE counter", "CREATE STATISTICS pairs ON a, d FROM plain",
        "CREATE FUNCTION on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
        "CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION on_ddl()",
        "GRANT SELECT ON plain TO @app", "COMMENT ON TABLE plain IS 'plain'",
    ]

    private static let kinds = [
        "CREATE TYPE form AS (width integer, height integer)", "CREATE TABLE of_form OF form",
        "CREATE TABLE ancestor (x integer, y integer)", "CREATE TABLE second_ancestor (x integer)",
        "CREATE TABLE heir () INHERITS (ancestor)",
        "CREATE TYPE raw", "CREATE FUNCTION raw_in(cstring) RETURNS raw LANGUAGE internal IMMUTABLE STRICT AS 'int4in'",
        "CREATE FUNCTION raw_out(raw) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out'",
        "CREATE TYPE raw (INPUT = raw_in, OUTPUT = raw_out, LIKE = integer)",
        "CREATE AGGREGATE summed(integer) (sfunc = int4pl, stype = integer)",
        "CREATE COLLATION dictionary (provider = icu, locale = 'de-DE')",
        "CREATE CONVERSION latin FOR 'LATIN1' TO 'UTF8' FROM pg_catalog.iso8859_1_to_utf8",
        """
        CREATE FUNCTION same(mood, mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1::text = $2::text'
        """,
        "CREATE FUNCTION mood_hash(mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT hashtext($1::text)'",
        "CREATE FUNCTION mood_number(mood) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT 1'",
        "CREATE OPERATOR === (LEFTARG = mood, RIGHTARG = mood, FUNCTION = same)",
        "CREATE OPERATOR FAMILY moods USING hash",
        """
        CREATE OPERATOR CLASS mood_ops FOR TYPE mood USING hash FAMILY moods AS OPERATOR 1 ===,
            FUNCTION 1 mood_hash(mood)
        """,
        "CREATE ACCESS METHOD pile TYPE TABLE HANDLER pg_catalog.heap_tableam_handler",
        "CREATE CAST (mood AS integer) WITH FUNCTION mood_number(mood)",
        """
        CREATE TRANSFORM FOR integer LANGUAGE sql (FROM SQL WITH FUNCTION pg_catalog.prsd_lextype(internal),
            TO SQL WITH FUNCTION pg_catalog.int4recv(internal))
        """,
        "CREATE TRUSTED LANGUAGE tongue HANDLER pg_catalog.plpgsql_call_handler",
        """
        CREATE TEXT SEARCH PARSER words (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end,
            LEXTYPES = prsd_lextype)
        """,
        "CREATE TEXT SEARCH TEMPLATE plainly (INIT = dsimple_init, LEXIZE = dsimple_lexize)",
        "CREATE TEXT SEARCH DICTIONARY short (TEMPLATE = plainly)",
        "CREATE TEXT SEARCH CONFIGURATION finding (PARSER = words)",
        "ALTER TEXT SEARCH CONFIGURATION finding ADD MAPPING FOR word, asciiword WITH short, simple",
        "CREATE EXTENSION pg_buffercache SCHEMA other",
        "SELECT pg_catalog.lo_create(4242)", "COMMENT ON LARGE OBJECT 4242 IS 'large'",
        "INSERT INTO pg_catalog.pg_seclabel VALUES ('plain'::regclass, 'pg_class'::regclass, 0, 'test', 'secret')",
        "ALTER DEFAULT PRIVILEGES FOR ROLE @owner IN SCHEMA app GRANT USAGE ON SEQUENCES TO @app",
    ]

    private static let foreign = [
        "CREATE FOREIGN DATA WRAPPER far OPTIONS (debug 'on', api_key 'wrapper-secret')",
        """
        CREATE SERVER away TYPE 'kind' VERSION '1' FOREIGN DATA WRAPPER far
            OPTIONS (host 'there', password 'server-secret')
        """,
        "CREATE USER MAPPING FOR @app SERVER away OPTIONS (user 'remote', password 'mapping-secret')",
        """
        CREATE FOREIGN TABLE distant (a integer OPTIONS (column_name 'x', key 'true')) SERVER away
            OPTIONS (table_name 'y', token 'table-secret')
        """,
        "CREATE PUBLICATION news FOR TABLE parent (id, code) WHERE (id > 3)",
        "CREATE PUBLICATION wholes FOR TABLES IN SCHEMA app",
        """
        CREATE SUBSCRIPTION follows CONNECTION 'host=nowhere dbname=d user=u password=subscription-secret'
            PUBLICATION news WITH (connect = false, slot_name = NONE)
        """,
        """
        INSERT INTO pg_catalog.pg_subscription_rel SELECT s.oid, 'plain'::regclass, 'i', NULL
        FROM pg_catalog.pg_subscription AS s WHERE s.subname = 'follows' AND s.subdbid = (
            SELECT d.oid FROM pg_catalog.pg_database AS d WHERE d.datname = current_database())
        """,
    ]

    /// In catalogs that all databases of the cluster share.
    private static let shared = [
        "CREATE TABLESPACE @owner_space LOCATION ''", "COMMENT ON TABLESPACE @owner_space IS 'space'",
        "GRANT SET ON PARAMETER log_statement TO @app", "GRANT pg_monitor TO @app", "COMMENT ON ROLE @app IS 'app'",
        "ALTER ROLE @owner SET work_mem = '6MB'", "ALTER ROLE @owner SET app.api_key = 'role-secret'",
        "SELECT pg_catalog.pg_create_physical_replication_slot('@owner_slot')",
        "SELECT pg_catalog.pg_replication_origin_create('@owner_origin')",
        "INSERT INTO pg_catalog.pg_shseclabel SELECT '@app'::regrole, 'pg_authid'::regclass, 'test', 'secret'",
        "BEGIN", "CREATE TABLE waiting (a integer)", "PREPARE TRANSACTION '@owner_prepared'",
    ]

    /// Names that are hard to quote, to cut and to store.
    private static let hardNames = [
        "CREATE TABLE \"select\" (\"from\" integer, \"a\"\"b\" text, \"c\nd\" text, \"e\\tf\" text)",
        "CREATE TABLE \"📦 . \"\"x\"\" ON y\" (\"🙂\" integer CONSTRAINT \"🙂 ON 📦\" CHECK (\"🙂\" > 0))",
        "CREATE INDEX \"i\n\"\"📦\" ON \"📦 . \"\"x\"\" ON y\" (\"🙂\")",
        "CREATE TABLE \"\(longName)\" (\"\(longName)\" serial)",
        "COMMENT ON TABLE \"\(longName)\" IS E'first\\nsecond \\\\ ''third'' 🙂'",
        "CREATE FUNCTION \"F\"\"(x)\"(\"in\" text DEFAULT E'\\n\"🙂') RETURNS text LANGUAGE sql AS $f$SELECT '\n'$f$",
    ]

    /// 63 bytes, the longest that PostgreSQL keeps, in characters of three.
    static let longName = String(repeating: "表", count: 21)
}
