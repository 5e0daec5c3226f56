import RehearsalCore

/// Which of the server's own catalogs a question reads, so that it need not be asked again while nobody writes to them.
enum CatalogsRead: Hashable, Sendable {
    /// What is no catalog's row, as the state of a slot: asked every time.
    case others
    case catalogs(Set<String>)

    /// Reads a question's text: catalogs stand in it as `pg_catalog.NAME`, as all names of ours do.
    ///
    /// A function that deparses may look into any catalog that holds names or definitions, one that prints a name into
    /// those where that stands. A function that is not known to look nowhere else, and a view, are never relied on.
    init(of sql: String, on server: ServerCatalogs) {
        var read: Set<String> = []
        var text = sql
        // Every statement writes to pg_depend; few of its rows are about extensions.
        let aboutExtensions =
            #/
            pg_catalog\.pg_depend\ AS\ (\w)\ WHERE\ \1\.refclassid\ =\ 'pg_catalog\.pg_extension'::pg_catalog\.regclass
            /#
        text = text.replacing(#/\s+/#, with: " ")
        if text.contains(aboutExtensions) {
            read.insert(CatalogPart.extensionDependencies.rawValue)
            text = text.replacing(aboutExtensions, with: "")
        }
        // Such a row comes and goes with the object itself.
        let internally =
            #/
            pg_catalog\.pg_depend\ AS\ d\ WHERE\ d\.classid\ =\ '[\w.]+'::pg_catalog\.regclass
            \ AND\ d\.objid\ =\ [\w.]+\ AND\ d\.deptype\ =\ 'i'
            /#
        text = text.replacing(internally, with: "")
        // A constant that names a catalog is resolved by catalogs that no statement writes: PostgreSQL's own names.
        text = text.replacing(#/'pg_catalog\.\w+'::pg_catalog\.reg(class|namespace|type)/#, with: "")
        for match in text.matches(of: #/pg_catalog\.(\w+)(\(?)/#) {
            let name = String(match.1)
            let isCall = !match.2.isEmpty
            if !isCall, server.columns[name] != nil {
                read.insert(name)
            } else if let printed = Self.printing[name] {
                read.formUnion(printed)
            } else if name.hasPrefix("reg") || isCall && Self.deparses(name) {
                read.formUnion(server.columns.keys.filter { !Self.withoutNames.contains($0) })
            } else if !(isCall ? Self.looksNowhere(name) : !name.hasPrefix("pg_")) {
                self = .others
                return
            }
        }
        self = .catalogs(read)
    }

    /// True where the answer may be another one now.
    func isTouched(by written: Set<String>) -> Bool {
        switch self {
        case .others: true
        case .catalogs(let read): !read.isDisjoint(with: written)
        }
    }

    private static func deparses(_ function: String) -> Bool {
        function.hasPrefix("pg_get_") || function.hasPrefix("has_") || deparsing.contains(function)
    }

    private static let deparsing: Set<String> = [
        "pg_partition_tree", "pg_index_column_has_property", "pg_index_has_property", "pg_indexam_has_property",
    ]

    /// Types and functions that print the name of one object, and where they find it; views, and what they show.
    private static let printing: [String: Set<String>] = [
        "regclass": ["pg_class", "pg_namespace"], "regcollation": ["pg_collation", "pg_namespace"],
        "regconfig": ["pg_ts_config", "pg_namespace"], "regdictionary": ["pg_ts_dict", "pg_namespace"],
        "regnamespace": ["pg_namespace"], "regoperator": ["pg_operator", "pg_type", "pg_namespace"],
        "regproc": ["pg_proc", "pg_namespace"], "regprocedure": ["pg_proc", "pg_type", "pg_namespace"],
        // A copy takes the database's place under its name.
        "current_database": ["pg_database"], "regrole": ["pg_authid"], "regtype": ["pg_type", "pg_namespace"],
        "format_type": ["pg_type", "pg_namespace"],
        "pg_get_userbyid": ["pg_authid"], "pg_roles": ["pg_authid", "pg_db_role_setting"],
        "col_description": ["pg_description"],
        "obj_description": ["pg_description"], "shobj_description": ["pg_shdescription"],
    ]

    private static func looksNowhere(_ function: String) -> Bool {
        !function.hasPrefix("pg_") && !function.hasPrefix("current_") && !function.hasPrefix("to_reg")
            || function == "pg_encoding_to_char"
    }

    /// Catalogs whose rows no deparsed text and no printed name shows.
    private static let withoutNames: Set<String> = [
        "pg_depend", "pg_shdepend", "pg_statistic", "pg_statistic_ext_data", "pg_description", "pg_shdescription",
        "pg_seclabel", "pg_shseclabel", "pg_init_privs", "pg_largeobject", "pg_largeobject_metadata",
        "pg_db_role_setting", "pg_replication_origin", "pg_subscription", "pg_subscription_rel", "pg_publication",
        "pg_publication_rel", "pg_publication_namespace", "pg_foreign_data_wrapper", "pg_foreign_server",
        "pg_foreign_table", "pg_user_mapping", "pg_default_acl", "pg_parameter_acl", "pg_event_trigger",
        "pg_transform", "pg_database", "pg_tablespace",
    ]
}
