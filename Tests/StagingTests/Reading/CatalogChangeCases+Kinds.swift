extension CatalogChangeCases {
    static let moreTypes = [
        CatalogChangeCase(
            "CREATE FUNCTION raw_receive(internal) RETURNS raw LANGUAGE internal IMMUTABLE STRICT AS 'int4recv'",
            "CREATE FUNCTION raw_send(raw) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT AS 'int4send'",
            gives: [
                "added function public.raw_receive(internal) - semantic",
                "added function public.raw_send(public.raw) - semantic",
            ]),
        CatalogChangeCase(
            "ALTER TYPE raw SET (RECEIVE = raw_receive)", gives: ["changed type public.raw receive_function semantic"]),
        CatalogChangeCase("ALTER TYPE raw SET (SEND = raw_send)", gives: ["changed type public.raw send_function semantic"]),
        CatalogChangeCase(
            "ALTER TYPE raw SET (TYPMOD_IN = varchartypmodin)",
            gives: ["changed type public.raw modifier_input_function semantic"]),
        CatalogChangeCase(
            "ALTER TYPE raw SET (TYPMOD_OUT = varchartypmodout)",
            gives: ["changed type public.raw modifier_output_function semantic"]),
        CatalogChangeCase(
            "ALTER TYPE raw SET (ANALYZE = pg_catalog.array_typanalyze)",
            gives: ["changed type public.raw analyze_function performance"]),
        CatalogChangeCase(
            "ALTER TYPE raw SET (SUBSCRIPT = pg_catalog.raw_array_subscript_handler)",
            gives: ["changed type public.raw subscript_function semantic"]),
    ]
        + [
            ("typlen = 8", "length", "semantic"), ("typbyval = false", "passed_by_value", "semantic"),
            ("typalign = 'd'", "alignment", "semantic"), ("typstorage = 'x'", "storage", "performance"),
            ("typcategory = 'X'", "category", "semantic"), ("typispreferred = true", "preferred", "semantic"),
            ("typdelim = ';'", "delimiter", "semantic"), ("typelem = 'int4'::regtype", "element", "semantic"),
            ("typinput = 'int2in'::regproc", "input_function", "semantic"),
            ("typoutput = 'int2out'::regproc", "output_function", "semantic"),
        ].map { assignment, attribute, factClass in
            CatalogChangeCase(
                "UPDATE pg_catalog.pg_type SET \(assignment) WHERE oid = 'raw'::regtype",
                gives: ["changed type public.raw \(attribute) \(factClass)"])
        } + [
            CatalogChangeCase(
                "CREATE DOMAIN changing AS text", gives: ["added type public.changing - semantic"]),
            CatalogChangeCase(
                "DROP DOMAIN changing", "CREATE DOMAIN changing AS varchar(3)",
                gives: ["changed type public.changing base_type semantic"]),
            CatalogChangeCase(
                "DROP DOMAIN changing", "CREATE DOMAIN changing AS varchar(3) COLLATE \"C\"",
                gives: ["changed type public.changing collation semantic"]),
            CatalogChangeCase(
                "DROP DOMAIN changing", "CREATE TYPE changing AS RANGE (subtype = text, multirange_type_name = changings)",
                gives: [
                    "changed type public.changing base_type semantic", "changed type public.changing collation semantic",
                    "changed type public.changing kind semantic", "changed type public.changing multirange semantic",
                    "changed type public.changing not_null semantic", "changed type public.changing subtype semantic",
                    "changed type public.changing subtype_collation semantic",
                    "changed type public.changing subtype_operator_class semantic",
                ]),
            CatalogChangeCase(
                "DROP TYPE changing",
                """
                CREATE TYPE changing AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops,
                    multirange_type_name = many)
                """,
                gives: [
                    "changed type public.changing multirange semantic",
                    "changed type public.changing subtype_collation semantic",
                    "changed type public.changing subtype_operator_class semantic",
                ]),
            CatalogChangeCase(
                "CREATE FUNCTION apart(text, text) RETURNS float8 LANGUAGE sql IMMUTABLE AS 'SELECT 1.0::float8'",
                gives: ["added function public.apart(text,text) - semantic"]),
            CatalogChangeCase(
                "DROP TYPE changing",
                """
                CREATE TYPE changing AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops,
                    multirange_type_name = many, subtype_diff = apart)
                """,
                gives: ["changed type public.changing difference_function semantic"]),
            CatalogChangeCase(
                "UPDATE pg_catalog.pg_range SET rngcanonical = 'int4range_canonical'::regproc "
                    + "WHERE rngtypid = 'changing'::regtype",
                gives: ["changed type public.changing canonical_function semantic"]),
        ]

    static let moreRoutines = [
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_proc SET probin = 'library' WHERE oid = 'raw_send'::regproc",
            gives: ["changed function public.raw_send(public.raw) library semantic"]),
        CatalogChangeCase(
            "ALTER FUNCTION answer SUPPORT pg_catalog.text_starts_with_support",
            gives: ["changed function public.answer(integer,text) support performance"]),
        CatalogChangeCase(
            "ALTER FUNCTION answer DEPENDS ON EXTENSION pg_buffercache",
            gives: ["changed function public.answer(integer,text) depends_on_extensions semantic"]),
        CatalogChangeCase(
            "ALTER FUNCTION answer SET app.password = 'function-secret'",
            gives: [
                "changed function public.answer(integer,text) secret_settings environment",
                "changed function public.answer(integer,text) settings security",
            ]),
        CatalogChangeCase(
            "ALTER FUNCTION answer SET app.password = 'another-secret'",
            gives: ["changed function public.answer(integer,text) secret_settings environment"]),
        CatalogChangeCase(
            "CREATE OR REPLACE FUNCTION rows_of() RETURNS SETOF integer LANGUAGE sql ROWS 5 BEGIN ATOMIC SELECT 1; END",
            gives: ["changed function public.rows_of() body semantic"]),
        CatalogChangeCase(
            "DROP FUNCTION rows_of()",
            "CREATE FUNCTION rows_of() RETURNS SETOF bigint LANGUAGE sql ROWS 5 BEGIN ATOMIC SELECT 1; END",
            gives: ["changed function public.rows_of() returns semantic"]),
        CatalogChangeCase(
            "CREATE OR REPLACE FUNCTION rows_of() RETURNS SETOF bigint LANGUAGE plpgsql ROWS 5 AS 'BEGIN END'",
            gives: [
                "changed function public.rows_of() body semantic", "changed function public.rows_of() language semantic",
            ]),
        CatalogChangeCase(
            "CREATE FUNCTION turned(integer) RETURNS integer TRANSFORM FOR TYPE integer LANGUAGE sql AS 'SELECT $1'",
            gives: ["added function public.turned(integer) - semantic"]),
        CatalogChangeCase(
            "CREATE OR REPLACE FUNCTION turned(integer) RETURNS integer LANGUAGE sql AS 'SELECT $1'",
            gives: ["changed function public.turned(integer) transforms semantic"]),
        CatalogChangeCase(
            "DROP FUNCTION turned", "CREATE PROCEDURE turned(integer) LANGUAGE sql AS 'SELECT $1'",
            gives: [
                "changed function public.turned(integer) kind semantic",
                "changed function public.turned(integer) returns semantic",
            ]),
        CatalogChangeCase(
            "ALTER TRIGGER touched ON plain DEPENDS ON EXTENSION pg_buffercache",
            gives: ["changed trigger touched ON public.plain depends_on_extensions semantic"]),
        CatalogChangeCase(
            "CREATE TRIGGER cloned BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION touch()",
            gives: ["added trigger cloned ON public.event - semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_trigger SET tgparentid = 0 WHERE tgname = 'cloned' AND tgparentid <> 0",
            gives: ["changed trigger cloned ON public.event_1 parent semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_event_trigger SET evtowner = '@owner'::regrole WHERE evtname = 'watch'",
            gives: ["changed event_trigger watch owner security"]),
        CatalogChangeCase(
            "DROP EVENT TRIGGER watch", "CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION on_ddl()",
            gives: [
                "changed event_trigger watch enabled semantic", "changed event_trigger watch event semantic",
                "changed event_trigger watch owner security",
            ]),
        CatalogChangeCase(
            "DROP EVENT TRIGGER watch",
            "CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION on_ddl()",
            gives: ["changed event_trigger watch tags semantic"]),
        CatalogChangeCase(
            "CREATE FUNCTION on_more() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
            gives: ["added function public.on_more() - semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_event_trigger SET evtfoid = 'on_more'::regproc WHERE evtname = 'watch'",
            gives: ["changed event_trigger watch function semantic"]),
    ]

    /// Aggregates change by being made again: (options, attribute, class).
    static let aggregates = [
        CatalogChangeCase(
            """
            CREATE OR REPLACE AGGREGATE summed(integer) (sfunc = int4pl, stype = integer, msfunc = int4pl,
                minvfunc = int4mi, mstype = integer)
            """,
            gives: [
                "changed function public.summed(integer) moving_inverse_function semantic",
                "changed function public.summed(integer) moving_transition_function semantic",
                "changed function public.summed(integer) moving_transition_type semantic",
            ])
    ]
        + [
            ("aggtransfn = 'int4mul'::regproc", "transition_function", "semantic"),
            ("aggfinalfn = 'int4abs'::regproc", "final_function", "semantic"),
            ("aggcombinefn = 'int4pl'::regproc", "combine_function", "semantic"),
            ("aggserialfn = 'numeric_avg_serialize'::regproc", "serial_function", "semantic"),
            ("aggdeserialfn = 'numeric_avg_deserialize'::regproc", "deserial_function", "semantic"),
            ("aggmfinalfn = 'int4abs'::regproc", "moving_final_function", "semantic"),
            ("aggfinalextra = true", "final_function_extra", "semantic"),
            ("aggmfinalextra = true", "moving_final_function_extra", "semantic"),
            ("aggfinalmodify = 'w'", "final_function_modify", "semantic"),
            ("aggmfinalmodify = 's'", "moving_final_function_modify", "semantic"),
            ("aggtranstype = 'bigint'::regtype", "transition_type", "semantic"),
            ("aggtransspace = 64", "transition_space", "performance"),
            ("aggmtransspace = 64", "moving_transition_space", "performance"),
            ("aggminitval = '3'", "moving_initial_value", "semantic"),
            ("aggsortop = 97", "sort_operator", "semantic"), ("aggkind = 'h'", "aggregate_kind", "semantic"),
        ].map { assignment, attribute, factClass in
            CatalogChangeCase(
                "UPDATE pg_catalog.pg_aggregate SET \(assignment) WHERE aggfnoid = 'summed'::regproc",
                gives: ["changed function public.summed(integer) \(attribute) \(factClass)"])
        }
}
