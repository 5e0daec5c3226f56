/// Why the catalog behind a way back is not the one from before the step.
public enum ResidueCause: String, Hashable, Sendable, Codable, CaseIterable {
    case enumValueLeft = "enum_value_left"
    case enumValueMissing = "enum_value_missing"
    case indexLeft = "index_left"
    case indexMissing = "index_missing"
    case indexOtherwise = "index_otherwise"
    case indexInvalid = "index_invalid"
    case tableLeft = "table_left"
    case tableMissing = "table_missing"
    case columnLeft = "column_left"
    case columnMissing = "column_missing"
    case columnOrder = "column_order"
    case columnType = "column_type"
    case columnDefault = "column_default"
    case columnNullability = "column_nullability"
    /// GENERATED AS IDENTITY and generated columns.
    case columnGeneration = "column_generation"
    case constraintLeft = "constraint_left"
    case constraintMissing = "constraint_missing"
    case constraintOtherwise = "constraint_otherwise"
    case constraintNotValidated = "constraint_not_validated"
    case constraintBecameIndex = "constraint_became_index"
    case indexBecameConstraint = "index_became_constraint"
    case functionBody = "function_body"
    case functionLeft = "function_left"
    case functionMissing = "function_missing"
    case functionOtherwise = "function_otherwise"
    case triggerLeft = "trigger_left"
    case triggerMissing = "trigger_missing"
    case triggerDisabled = "trigger_disabled"
    case triggerOtherwise = "trigger_otherwise"
    case policyLeft = "policy_left"
    case policyMissing = "policy_missing"
    case policyOtherwise = "policy_otherwise"
    case rowSecurity = "row_security"
    case viewLeft = "view_left"
    case viewMissing = "view_missing"
    case viewOtherwise = "view_otherwise"
    case grants
    case defaultPrivileges = "default_privileges"
    case columnGrants = "column_grants"
    case ownership
    case comment
    case name
    /// Fill factors, storage, compression, statistics targets and the like.
    case storageOptions = "storage_options"
    case extensionLeft = "extension_left"
    case extensionMissing = "extension_missing"
    case sequence
    case statisticsObject = "statistics_object"
    case rule
    case setting
    case role
    case schema
    case publication
    case domain
    case type
    case partition
    case inheritance
    case replicaIdentity = "replica_identity"
    case persistence
    case other
}

extension ResidueCause {
    /// The cause for people, as a part of a sentence.
    public var words: String {
        switch self {
        case .enumValueLeft: "a value of an enum was not removed"
        case .enumValueMissing: "a value of an enum is missing"
        case .indexLeft: "an index was left"
        case .indexMissing: "an index was not restored"
        case .indexOtherwise: "an index was restored with another definition"
        case .indexInvalid: "an index was left invalid"
        case .tableLeft: "a table was left"
        case .tableMissing: "a table was not restored"
        case .columnLeft: "a column was left"
        case .columnMissing: "a column was not restored"
        case .columnOrder: "columns came back in another order"
        case .columnType: "a column's type was not restored"
        case .columnDefault: "a default was not restored"
        case .columnNullability: "whether a column may be NULL was not restored"
        case .columnGeneration: "how a column is generated was not restored"
        case .constraintLeft: "a constraint was left"
        case .constraintMissing: "a constraint was not restored"
        case .constraintOtherwise: "a constraint was restored otherwise"
        case .constraintNotValidated: "a constraint was restored without being validated"
        case .constraintBecameIndex: "a constraint came back as a bare index"
        case .indexBecameConstraint: "a bare index came back as a constraint"
        case .functionBody: "a function's body was not restored"
        case .functionLeft: "a function was left"
        case .functionMissing: "a function was not restored"
        case .functionOtherwise: "a function was restored otherwise"
        case .triggerLeft: "a trigger was left"
        case .triggerMissing: "a trigger was not restored"
        case .triggerDisabled: "whether a trigger fires was not restored"
        case .triggerOtherwise: "a trigger was restored otherwise"
        case .policyLeft: "a policy was left"
        case .policyMissing: "a policy was not restored"
        case .policyOtherwise: "a policy was restored otherwise"
        case .rowSecurity: "row-level security was not restored"
        case .viewLeft: "a view was left"
        case .viewMissing: "a view was not restored"
        case .viewOtherwise: "a view was restored otherwise"
        case .grants: "privileges were not restored"
        case .defaultPrivileges: "default privileges were not restored"
        case .columnGrants: "privileges on a column were not restored"
        case .ownership: "the owner was not restored"
        case .comment: "a comment was not restored"
        case .name: "the name was not restored"
        case .storageOptions: "options of storage or statistics were not restored"
        case .extensionLeft: "an extension was left"
        case .extensionMissing: "an extension was not restored"
        case .sequence: "a sequence was not restored"
        case .statisticsObject: "a statistics object was not restored"
        case .rule: "a rule was not restored"
        case .setting: "a parameter was not restored"
        case .role: "a role was not restored"
        case .schema: "a schema was not restored"
        case .publication: "a publication was not restored"
        case .domain: "a domain was not restored"
        case .type: "a type was not restored"
        case .partition: "a partition stands otherwise"
        case .inheritance: "inheritance was not restored"
        case .replicaIdentity: "the replica identity was not restored"
        case .persistence: "logged or unlogged was not restored"
        case .other: "a definition was not restored"
        }
    }
}
