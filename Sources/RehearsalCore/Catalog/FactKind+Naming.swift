/// What an identity is made of.
enum Naming {
    /// One name, or a form that only its own kind has: `app`, `integer AS public.mood`.
    case plain
    /// `schema.name`.
    case qualified
    /// `schema.name(types of arguments)`.
    case routine
    /// `holder.name`.
    case column
    /// `name ON holder`.
    case onHolder
    /// `kind identity` of another object.
    case written
    /// `privilege ON kind identity TO role`.
    case grant
    /// `role ON kinds IN SCHEMA schema`.
    case defaultPrivilege
}

extension FactKind {
    var naming: Naming {
        switch self {
        case .table, .view, .materializedView, .sequence, .index, .type, .statistics, .collation, .conversion,
            .operatorClass, .operatorFamily, .textSearchConfiguration, .textSearchDictionary, .textSearchParser,
            .textSearchTemplate:
            .qualified
        case .function, .operator: .routine
        case .column: .column
        case .constraint, .trigger, .policy, .rule: .onHolder
        case .comment, .securityLabel, .setting: .written
        case .grant: .grant
        case .defaultPrivilege: .defaultPrivilege
        case .database, .role, .tablespace, .schema, .extension, .eventTrigger, .cast, .transform, .language,
            .accessMethod, .foreignDataWrapper, .foreignServer, .userMapping, .publication, .subscription,
            .largeObject, .replicationSlot, .replicationOrigin, .preparedTransaction:
            .plain
        }
    }

    /// True for what holds rows or a position: another object of the same definition is not the same object.
    var holdsData: Bool { self == .table || self == .column || self == .sequence || self == .materializedView }
}
