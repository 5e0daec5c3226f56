extension CatalogChangeCases {
    static let moreTables = [
        CatalogChangeCase(
            "ALTER TABLE plain SET TABLESPACE @owner_space",
            gives: ["changed table public.plain tablespace environment"]),
        CatalogChangeCase(
            "ALTER TABLE plain SET TABLESPACE pg_default",
            gives: ["changed table public.plain tablespace environment"]),
        CatalogChangeCase(
            "ALTER TABLE plain SET ACCESS METHOD pile",
            gives: ["changed table public.plain access_method performance"]),
        CatalogChangeCase(
            "ALTER TABLE plain SET ACCESS METHOD heap",
            gives: ["changed table public.plain access_method performance"]),
        CatalogChangeCase(
            "ALTER TABLE heir NO INHERIT ancestor",
            gives: [
                "changed column public.heir.x inherited_from semantic",
                "changed column public.heir.y inherited_from semantic", "changed table public.heir inherits semantic",
            ]),
        CatalogChangeCase(
            "ALTER TABLE heir INHERIT ancestor",
            gives: [
                "changed column public.heir.x declared_again semantic",
                "changed column public.heir.y declared_again semantic", "changed table public.heir inherits semantic",
            ]),
        CatalogChangeCase(
            "ALTER TABLE heir INHERIT second_ancestor",
            gives: ["changed column public.heir.x parents semantic", "changed table public.heir inherits semantic"]),
        CatalogChangeCase(
            "ALTER TABLE of_form NOT OF", gives: ["changed table public.of_form of_type semantic"]),
        CatalogChangeCase(
            "DROP TABLE event_1",
            "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2024-07-01')",
            gives: ["changed table public.event_1 partition_bound semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_inherits SET inhdetachpending = true WHERE inhrelid = 'event_1'::regclass",
            gives: ["changed table public.event_1 detach_pending semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_inherits SET inhdetachpending = false WHERE inhrelid = 'event_1'::regclass",
            gives: ["changed table public.event_1 detach_pending semantic"]),
        CatalogChangeCase(
            "CREATE TABLE split (a integer, b text) PARTITION BY RANGE (a)",
            gives: ["added table public.split - semantic"]),
        CatalogChangeCase(
            "DROP TABLE split",
            "CREATE TABLE split (a integer, b text) PARTITION BY LIST (b COLLATE \"C\" text_pattern_ops)",
            gives: ["changed table public.split partition_key semantic"]),
        CatalogChangeCase(
            "DROP TABLE split", "CREATE TABLE split (a integer, b text)",
            gives: [
                "changed table public.split access_method performance", "changed table public.split kind semantic",
                "changed table public.split partition_key semantic",
            ]),
        CatalogChangeCase(
            "ALTER TABLE split ADD f integer DEFAULT 3",
            gives: ["added column public.split.f - semantic"]),
        CatalogChangeCase(
            "INSERT INTO split SELECT g, g FROM generate_series(1, 100) AS g", "ANALYZE split",
            gives: [
                "changed column public.split.a statistics physical",
                "changed column public.split.b statistics physical",
                "changed column public.split.f statistics physical",
            ]),
        CatalogChangeCase(
            "VACUUM FULL split", gives: ["changed column public.split.f missing_value physical"]),
        CatalogChangeCase(
            "ALTER TABLE split ADD many integer[]", gives: ["added column public.split.many - semantic"]),
        CatalogChangeCase(
            "ALTER TABLE split ALTER many TYPE integer[][]",
            gives: ["changed column public.split.many dimensions physical"]),
        CatalogChangeCase("DROP TABLE split", gives: ["removed table public.split - semantic"]),
        CatalogChangeCase(
            "ALTER TABLE ancestor ADD CONSTRAINT big CHECK (x > 3)",
            gives: [
                "added constraint big ON public.ancestor - semantic", "added constraint big ON public.heir - semantic",
            ]),
        CatalogChangeCase(
            "ALTER TABLE second_ancestor ADD CONSTRAINT big CHECK (x > 3)",
            gives: [
                "added constraint big ON public.second_ancestor - semantic",
                "changed constraint big ON public.heir parents semantic",
            ]),
        CatalogChangeCase(
            "ALTER TABLE ancestor DROP CONSTRAINT big",
            gives: [
                "changed constraint big ON public.heir parents semantic",
                "removed constraint big ON public.ancestor - semantic",
            ]),
        CatalogChangeCase(
            "ALTER FOREIGN TABLE distant OPTIONS (SET table_name 'z')",
            gives: ["changed table public.distant server_options semantic"]),
        CatalogChangeCase(
            "ALTER FOREIGN TABLE distant OPTIONS (SET token 'new-table-secret')",
            gives: ["changed table public.distant secret_options environment"]),
        CatalogChangeCase(
            "ALTER FOREIGN TABLE distant ALTER a OPTIONS (SET key 'false')",
            gives: ["changed column public.distant.a server_options semantic"]),
        CatalogChangeCase(
            "ALTER FOREIGN TABLE distant ALTER a OPTIONS (ADD password 'column-secret')",
            gives: [
                "changed column public.distant.a secret_options environment",
                "changed column public.distant.a server_options semantic",
            ]),
    ]

    static let moreIndexes = [
        CatalogChangeCase(
            "CREATE STATISTICS counted (dependencies) ON a, c FROM plain",
            gives: ["added statistics public.counted - security"]),
        CatalogChangeCase(
            "CREATE INDEX plain_e ON plain (lower(c))", gives: ["added index public.plain_e - performance"]),
        CatalogChangeCase(
            "ALTER INDEX plain_e SET TABLESPACE @owner_space",
            gives: ["changed index public.plain_e tablespace environment"]),
        CatalogChangeCase(
            "ALTER INDEX plain_e SET TABLESPACE pg_default",
            gives: ["changed index public.plain_e tablespace environment"]),
        CatalogChangeCase(
            "ALTER INDEX plain_e DEPENDS ON EXTENSION pg_buffercache",
            gives: ["changed index public.plain_e depends_on_extensions semantic"]),
        CatalogChangeCase(
            "ALTER INDEX plain_e NO DEPENDS ON EXTENSION pg_buffercache",
            gives: ["changed index public.plain_e depends_on_extensions semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_index SET indislive = false WHERE indexrelid = 'plain_e'::regclass",
            gives: ["changed index public.plain_e live performance"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_index SET indislive = true WHERE indexrelid = 'plain_e'::regclass",
            gives: ["changed index public.plain_e live performance"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_index SET indcheckxmin = true WHERE indexrelid = 'plain_e'::regclass",
            gives: ["changed index public.plain_e check_xmin physical"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_index SET indcheckxmin = false WHERE indexrelid = 'plain_e'::regclass",
            gives: ["changed index public.plain_e check_xmin physical"]),
        CatalogChangeCase(
            "ALTER TABLE plain DISABLE RULE quiet",
            "INSERT INTO plain (a, c) SELECT g, g FROM generate_series(1, 90) AS g",
            "ANALYZE plain",
            gives: [
                "changed column public.plain.a statistics physical",
                "changed column public.plain.b statistics physical",
                "changed column public.plain.c statistics physical",
                "changed column public.plain.d statistics physical",
                "changed index public.plain_b statistics physical", "changed index public.plain_e statistics physical",
                "changed statistics public.counted data physical",
            ]),
        CatalogChangeCase(
            "DROP INDEX plain_e", "CREATE INDEX plain_e ON child (lower(note))",
            gives: [
                "changed index public.plain_e definition performance",
                "changed index public.plain_e statistics physical", "changed index public.plain_e table performance",
            ]),
        CatalogChangeCase(
            "DROP INDEX plain_e", "CREATE UNIQUE INDEX plain_e ON child (lower(note))",
            gives: ["changed index public.plain_e unique semantic"]),
        CatalogChangeCase(
            "ALTER TABLE child ADD CONSTRAINT note_u UNIQUE (note)",
            gives: ["added constraint note_u ON public.child - semantic"]),
        CatalogChangeCase(
            "ALTER TABLE child DROP CONSTRAINT note_u", "CREATE UNIQUE INDEX note_u ON child (note)",
            gives: [
                "changed index public.note_u constraint semantic"
            ]),
    ]
}
