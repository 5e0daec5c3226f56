/// The SQL of our own objects inside a rehearsed database: event triggers that note what each statement defined or
/// dropped. They live in the schema `pgrehearse` and are hidden from every snapshot.
///
/// `current_query()` is the statement as it was sent, which tells whose change it was also inside a transaction. Where
/// several statements were sent at once, `command` tells which objects one command changed, and `tag` its kind.
enum Bookkeeping {
    static let schema = "pgrehearse"

    static let statements = [
        "CREATE SCHEMA pgrehearse",
        """
        CREATE TABLE pgrehearse.changed_object (
            ordinal bigint GENERATED ALWAYS AS IDENTITY,
            command bigint NOT NULL,
            tag text NOT NULL,
            change text NOT NULL,
            object_type text NOT NULL,
            identity text NOT NULL,
            statement text NOT NULL
        )
        """,
        """
        CREATE FUNCTION pgrehearse.note_definitions() RETURNS event_trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            command_number bigint := (SELECT coalesce(max(ordinal), 0) FROM pgrehearse.changed_object);
        BEGIN
            INSERT INTO pgrehearse.changed_object (command, tag, change, object_type, identity, statement)
            SELECT command_number, tg_tag, 'defined', command.object_type, command.object_identity, current_query()
            FROM pg_event_trigger_ddl_commands() AS command
            WHERE command.object_identity IS NOT NULL;
        END $$
        """,
        """
        CREATE FUNCTION pgrehearse.note_drops() RETURNS event_trigger
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        DECLARE
            command_number bigint := (SELECT coalesce(max(ordinal), 0) FROM pgrehearse.changed_object);
        BEGIN
            INSERT INTO pgrehearse.changed_object (command, tag, change, object_type, identity, statement)
            SELECT command_number, tg_tag, 'dropped', dropped.object_type, dropped.object_identity, current_query()
            FROM pg_event_trigger_dropped_objects() AS dropped
            WHERE dropped.object_identity IS NOT NULL AND NOT dropped.is_temporary;
        END $$
        """,
        "CREATE EVENT TRIGGER pgrehearse_definitions ON ddl_command_end EXECUTE FUNCTION pgrehearse.note_definitions()",
        "CREATE EVENT TRIGGER pgrehearse_drops ON sql_drop EXECUTE FUNCTION pgrehearse.note_drops()",
    ]

    /// Takes what was noted since the last call, oldest first.
    static let takeChanges = """
        WITH taken AS (
            DELETE FROM pgrehearse.changed_object
            RETURNING ordinal, command, tag, change, object_type, identity, statement
        )
        SELECT command, tag, change, object_type, identity, statement FROM taken ORDER BY ordinal
        """

    /// The strongest locks that a backend holds on relations this session can see: what the backend's own open
    /// transaction has just created is invisible here, so every relation listed existed before.
    static let relationLocks = """
        SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) AS relation, l.mode
        FROM pg_catalog.pg_locks AS l
        JOIN pg_catalog.pg_class AS c ON c.oid OPERATOR(pg_catalog.=) l.relation
        JOIN pg_catalog.pg_namespace AS n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
        WHERE l.pid OPERATOR(pg_catalog.=) $1::pg_catalog.int4
          AND l.granted
          AND l.locktype OPERATOR(pg_catalog.=) 'relation'
          AND c.relkind OPERATOR(pg_catalog.=) ANY ('{r,p,m,v,f}'::pg_catalog."char"[])
          AND n.nspname OPERATOR(pg_catalog.<>) ALL (
              '{pg_catalog,pg_toast,information_schema,pgrehearse}'::pg_catalog.name[])
          AND l.database OPERATOR(pg_catalog.=) (
              SELECT d.oid FROM pg_catalog.pg_database AS d
              WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database())
        ORDER BY 1, 2
        """
}
