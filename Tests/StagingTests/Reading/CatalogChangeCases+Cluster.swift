extension CatalogChangeCases {
    /// Subscriptions of all databases stand in one catalog, and other databases of these tests have one of the name.
    private static let ofThisDatabase = """
        WHERE subname = 'follows'
        AND subdbid = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
        """

    static let foreignData = [
        CatalogChangeCase(
            "ALTER FOREIGN DATA WRAPPER far OPTIONS (SET debug 'off')",
            gives: ["changed foreign_data_wrapper far options semantic"]),
        CatalogChangeCase(
            "ALTER FOREIGN DATA WRAPPER far OPTIONS (SET api_key 'new-wrapper-secret')",
            gives: ["changed foreign_data_wrapper far secret_options environment"]),
        CatalogChangeCase("CREATE EXTENSION postgres_fdw", gives: ["added extension postgres_fdw - semantic"]),
        CatalogChangeCase(
            "ALTER FOREIGN DATA WRAPPER far HANDLER postgres_fdw_handler",
            gives: ["changed foreign_data_wrapper far handler semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_foreign_data_wrapper SET fdwvalidator = 'postgres_fdw_validator'::regproc "
                + "WHERE fdwname = 'far'",
            gives: ["changed foreign_data_wrapper far validator semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_foreign_data_wrapper SET fdwvalidator = 0 WHERE fdwname = 'far'",
            gives: ["changed foreign_data_wrapper far validator semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_foreign_data_wrapper SET fdwowner = '@owner'::regrole WHERE fdwname = 'far'",
            gives: ["changed foreign_data_wrapper far owner security"]),
        CatalogChangeCase(
            "ALTER SERVER away OPTIONS (SET host 'here')", gives: ["changed foreign_server away options semantic"]),
        CatalogChangeCase(
            "ALTER SERVER away OPTIONS (SET password 'new-server-secret')",
            gives: ["changed foreign_server away secret_options environment"]),
        CatalogChangeCase("ALTER SERVER away VERSION '2'", gives: ["changed foreign_server away version semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_foreign_server SET srvtype = 'other' WHERE srvname = 'away'",
            gives: ["changed foreign_server away type semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_foreign_server SET srvowner = '@owner'::regrole WHERE srvname = 'away'",
            gives: ["changed foreign_server away owner security"]),
        CatalogChangeCase(
            "CREATE SERVER farther FOREIGN DATA WRAPPER far", gives: ["added foreign_server farther - semantic"]),
        CatalogChangeCase(
            "DROP SERVER farther", "CREATE SERVER farther FOREIGN DATA WRAPPER postgres_fdw",
            gives: ["changed foreign_server farther wrapper semantic"]),
        CatalogChangeCase(
            "ALTER USER MAPPING FOR @app SERVER away OPTIONS (SET user 'guest')",
            gives: ["changed user_mapping FOR @app SERVER away options security"]),
        CatalogChangeCase(
            "ALTER USER MAPPING FOR @app SERVER away OPTIONS (SET password 'new-mapping-secret')",
            gives: ["changed user_mapping FOR @app SERVER away secret_options environment"]),
        CatalogChangeCase(
            "CREATE USER MAPPING FOR PUBLIC SERVER away",
            gives: ["added user_mapping FOR PUBLIC SERVER away - semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_foreign_table SET ftserver = (SELECT oid FROM pg_catalog.pg_foreign_server "
                + "WHERE srvname = 'farther') WHERE ftrelid = 'distant'::regclass",
            gives: ["changed table public.distant server semantic"]),
    ]

    static let replication = [
        CatalogChangeCase(
            "ALTER PUBLICATION news SET (publish = 'insert, update')",
            gives: ["changed publication news publish semantic"]),
        CatalogChangeCase(
            "ALTER PUBLICATION news SET (publish_via_partition_root = true)",
            gives: ["changed publication news via_partition_root semantic"]),
        CatalogChangeCase("ALTER PUBLICATION news OWNER TO @owner", gives: ["changed publication news owner security"]),
        CatalogChangeCase(
            "ALTER PUBLICATION news SET TABLE parent (id) WHERE (id > 3)",
            gives: ["changed publication news table public.parent semantic"]),
        CatalogChangeCase(
            "ALTER PUBLICATION news SET TABLE parent (id) WHERE (id > 4)",
            gives: ["changed publication news table public.parent semantic"]),
        CatalogChangeCase(
            "ALTER PUBLICATION wholes ADD TABLES IN SCHEMA other",
            gives: ["changed publication wholes schema other semantic"]),
        CatalogChangeCase(
            "ALTER PUBLICATION wholes DROP TABLES IN SCHEMA app, other",
            gives: [
                "changed publication wholes schema app semantic", "changed publication wholes schema other semantic",
            ]),
        CatalogChangeCase(
            "DROP PUBLICATION wholes", "CREATE PUBLICATION wholes FOR ALL TABLES",
            gives: ["changed publication wholes all_tables semantic"]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows CONNECTION 'host=elsewhere dbname=d user=u password=subscription-secret'",
            gives: [
                "changed subscription follows connection environment",
                "changed subscription follows secret_connection environment",
            ]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows CONNECTION 'host=elsewhere dbname=d user=u password=new-subscription-secret'",
            gives: ["changed subscription follows secret_connection environment"]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows SET (binary = true)", gives: ["changed subscription follows binary semantic"]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows SET (streaming = true)",
            gives: ["changed subscription follows streaming semantic"]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows SET (disable_on_error = true)",
            gives: ["changed subscription follows disable_on_error semantic"]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows SET (synchronous_commit = 'local')",
            gives: ["changed subscription follows synchronous_commit semantic"]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows SET PUBLICATION wholes WITH (refresh = false)",
            gives: ["changed subscription follows publications semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_subscription SET subtwophasestate = 'e' \(ofThisDatabase)",
            gives: ["changed subscription follows two_phase semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_subscription SET subowner = '@owner'::regrole \(ofThisDatabase)",
            gives: ["changed subscription follows owner security"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_subscription_rel SET srsubstate = 'r'",
            gives: ["changed subscription follows table public.plain physical"]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows SET (slot_name = 'chosen')",
            gives: ["changed subscription follows slot semantic"]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows ENABLE", gives: ["changed subscription follows enabled semantic"]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows DISABLE", gives: ["changed subscription follows enabled semantic"]),
        CatalogChangeCase(
            "ALTER SUBSCRIPTION follows SET (slot_name = NONE)", gives: ["changed subscription follows slot semantic"]),
    ]

    static let shared = [
        CatalogChangeCase(
            "ALTER TABLESPACE @owner_space SET (random_page_cost = 2)",
            gives: ["changed tablespace @owner_space options performance"]),
        CatalogChangeCase(
            "ALTER TABLESPACE @owner_space OWNER TO @owner", gives: ["changed tablespace @owner_space owner security"]),
        CatalogChangeCase(
            "GRANT CREATE ON TABLESPACE @owner_space TO @app",
            gives: ["added grant CREATE ON tablespace @owner_space TO @app - security"]),
        CatalogChangeCase(
            "COMMENT ON TABLESPACE @owner_space IS 'room'",
            gives: ["changed comment tablespace @owner_space text semantic"]),
        CatalogChangeCase(
            "REVOKE SET ON PARAMETER log_statement FROM @app",
            gives: ["removed grant SET ON parameter log_statement TO @app - security"]),
        CatalogChangeCase("ALTER ROLE @app PASSWORD 'login-secret'", gives: ["changed role @app password security"]),
        CatalogChangeCase(
            "ALTER ROLE @app VALID UNTIL '2030-01-01'", gives: ["changed role @app valid_until security"]),
        CatalogChangeCase("ALTER ROLE @app CONNECTION LIMIT 9", gives: ["changed role @app connection_limit security"]),
        CatalogChangeCase("ALTER ROLE @app NOINHERIT", gives: ["changed role @app inherit security"]),
        CatalogChangeCase("ALTER ROLE @app CREATEROLE", gives: ["changed role @app createrole security"]),
        CatalogChangeCase("ALTER ROLE @app NOLOGIN", gives: ["changed role @app login security"]),
        CatalogChangeCase("ALTER ROLE @app REPLICATION", gives: ["changed role @app replication security"]),
        CatalogChangeCase("ALTER ROLE @app BYPASSRLS", gives: ["changed role @app bypassrls security"]),
        CatalogChangeCase("ALTER ROLE @app SUPERUSER", gives: ["changed role @app superuser security"]),
        CatalogChangeCase(
            "GRANT pg_monitor TO @app WITH ADMIN OPTION GRANTED BY @app",
            gives: [
                "changed role @app grantor of pg_monitor environment",
                "changed role @app member of pg_monitor security",
            ]),
        CatalogChangeCase(
            "ALTER ROLE @app IN DATABASE @database SET work_mem = '8MB'",
            gives: ["changed setting role @app work_mem in database performance"]),
        CatalogChangeCase(
            "ALTER ROLE @app IN DATABASE @database SET search_path = app",
            gives: ["changed setting role @app search_path in database security"]),
        CatalogChangeCase(
            "ALTER DEFAULT PRIVILEGES FOR ROLE @owner IN SCHEMA app GRANT SELECT ON SEQUENCES TO @app",
            gives: ["changed default_privilege @owner ON sequences IN SCHEMA app SELECT TO @app security"]),
        CatalogChangeCase(
            "ALTER ROLE @owner SET app.api_key = 'new-role-secret'",
            gives: ["changed setting role @owner secret app.api_key environment"]),
        CatalogChangeCase(
            "SELECT pg_catalog.pg_replication_origin_drop('@owner_origin')",
            gives: ["removed replication_origin @owner_origin - environment"]),
        CatalogChangeCase(
            "SELECT pg_catalog.pg_drop_replication_slot('@owner_slot')",
            gives: ["removed replication_slot @owner_slot - environment"]),
        CatalogChangeCase(
            "ROLLBACK PREPARED '@owner_prepared'",
            gives: ["removed prepared_transaction '@owner_prepared' - environment"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_shseclabel SET label = 'open' WHERE objoid = '@app'::regrole",
            gives: ["changed security_label role @app test security"]),
        CatalogChangeCase("COMMENT ON ROLE @app IS 'application'", gives: ["changed comment role @app text semantic"]),
        CatalogChangeCase(
            "COMMENT ON DATABASE @database IS 'd'", gives: ["added comment database current - semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_database SET datcollversion = '0' WHERE datname = current_database()",
            gives: ["changed database current collation_version environment"]),
        CatalogChangeCase(
            "ALTER DATABASE @database REFRESH COLLATION VERSION",
            gives: ["changed database current collation_version environment"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_database SET datallowconn = false WHERE datname = current_database()",
            gives: ["changed database current allow_connections semantic"]),
        CatalogChangeCase(
            "UPDATE pg_catalog.pg_database SET datallowconn = true WHERE datname = current_database()",
            gives: ["changed database current allow_connections semantic"]),
        CatalogChangeCase(
            "ALTER DATABASE @database IS_TEMPLATE true", gives: ["changed database current is_template semantic"]),
        CatalogChangeCase(
            "ALTER DATABASE @database IS_TEMPLATE false", gives: ["changed database current is_template semantic"]),
    ]
}
