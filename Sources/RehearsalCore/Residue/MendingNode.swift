/// When a statement's turn comes, unless something that it needs or is in the way of says otherwise.
enum MendingRank: Int, Comparable {
    /// What holds an object to one that will be dropped is let go: partitions, sequences of columns.
    case loosening
    case droppingWatchers, droppingViews, droppingForeignKeys, droppingConstraints, droppingIndexes, droppingGrants
    case droppingTables, droppingColumns
    case renamingSchemas, steppingAside, renaming
    case role, schema, language, type, function, sequence, table, column, columnType, attribute
    case constraint, view, index, foreignKey, watcher, owner, attaching, attachingIndexes, ownedBy, position
    case publication, comment, grant, setting
    /// What other objects used until a moment ago.
    case droppingRoutines, droppingTypes, droppingSchemas, droppingRoles

    static func < (left: MendingRank, right: MendingRank) -> Bool { left.rawValue < right.rawValue }

    /// Beginnings of statements that make something.
    private static let beginnings: [(words: String, rank: MendingRank)] = [
        ("CREATE ROLE ", .role), ("CREATE SCHEMA ", .schema), ("CREATE EXTENSION ", .language),
        ("CREATE TYPE ", .type), ("CREATE DOMAIN ", .type), ("CREATE SEQUENCE ", .sequence),
        ("CREATE UNLOGGED SEQUENCE ", .sequence), ("CREATE FUNCTION ", .function), ("CREATE PROCEDURE ", .function),
        ("CREATE OR REPLACE FUNCTION ", .function), ("CREATE OR REPLACE PROCEDURE ", .function),
        ("CREATE TABLE ", .table), ("CREATE UNLOGGED TABLE ", .table), ("CREATE FOREIGN TABLE ", .table),
        ("CREATE VIEW ", .view), ("CREATE OR REPLACE VIEW ", .view), ("CREATE MATERIALIZED VIEW ", .view),
        ("CREATE INDEX ", .index), ("CREATE UNIQUE INDEX ", .index), ("CREATE STATISTICS ", .index),
        ("CREATE TRIGGER ", .watcher), ("CREATE CONSTRAINT TRIGGER ", .watcher), ("CREATE RULE ", .watcher),
        ("CREATE POLICY ", .watcher), ("CREATE EVENT TRIGGER ", .watcher), ("CREATE PUBLICATION ", .publication),
        ("COMMENT ", .comment), ("SECURITY LABEL ", .comment), ("GRANT ", .grant), ("REVOKE ", .grant),
        ("ALTER DEFAULT PRIVILEGES ", .grant), ("ALTER ROLE ", .setting), ("SELECT pg_catalog.setval", .position),
    ]

    /// The turn of a statement that makes an object or sets what its CREATE cannot.
    init(making statement: String) {
        if let found = Self.beginnings.first(where: { statement.hasPrefix($0.words) }) {
            self = found.rank
        } else if statement.contains(" ATTACH PARTITION ") {
            self = statement.hasPrefix("ALTER INDEX ") ? .attachingIndexes : .attaching
        } else if statement.contains(" OWNER TO ") {
            self = .owner
        } else if statement.contains(" OWNED BY ") {
            self = .ownedBy
        } else if statement.contains(" FOREIGN KEY ") {
            self = .foreignKey
        } else if statement.contains(" ADD CONSTRAINT ") {
            self = .constraint
        } else if statement.contains(" CLUSTER ON ") || statement.contains(" REPLICA IDENTITY USING ") {
            self = .attaching
        } else if statement.contains(" TRIGGER ") || statement.contains(" RULE ") {
            self = .attaching
        } else if statement.hasPrefix("ALTER INDEX ") || statement.hasPrefix("ALTER STATISTICS ") {
            self = .attaching
        } else {
            self = .attribute
        }
    }

    /// The turn of a statement that drops an object of the kind.
    /// - Parameter isEarly: true where the object is made again, so that nothing may use it meanwhile.
    init(dropping kind: FactKind, isForeignKey: Bool = false, isEarly: Bool = false) {
        switch kind {
        case .eventTrigger, .publication, .subscription, .trigger, .rule, .policy: self = .droppingWatchers
        case .view, .materializedView: self = .droppingViews
        case .constraint: self = isForeignKey ? .droppingForeignKeys : .droppingConstraints
        case .index, .statistics: self = .droppingIndexes
        case .comment, .securityLabel, .grant, .defaultPrivilege, .setting: self = .droppingGrants
        case .table: self = .droppingTables
        case .column: self = .droppingColumns
        case .function, .cast, .transform, .operator, .operatorClass, .operatorFamily, .textSearchConfiguration:
            self = isEarly ? .droppingConstraints : .droppingRoutines
        case .type, .sequence, .collation, .conversion, .textSearchDictionary, .textSearchParser,
            .textSearchTemplate, .accessMethod, .userMapping, .largeObject:
            self = .droppingTypes
        case .schema, .extension, .language, .foreignDataWrapper, .foreignServer: self = .droppingSchemas
        case .role, .tablespace, .database, .replicationSlot, .replicationOrigin, .preparedTransaction:
            self = .droppingRoles
        }
    }
}

/// A statement on the way to a catalog, with what it makes, what it ends and what it uses.
struct MendingNode {
    var rank: MendingRank
    /// What it is about, for an order that is the same every time.
    var key: ObjectKey
    /// With its semicolon.
    var statement: String
    /// Who names one of these comes later.
    var makes: [ObjectKey] = []
    /// Who used one of these until now comes first.
    var ends: [ObjectKey] = []
    /// What gets another name, so that its old one can be given away.
    var frees: [ObjectKey] = []
    /// What the object uses now that the statement drops or changes.
    var usesNow = MentionedNames([])
}
