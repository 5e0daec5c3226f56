extension ResidueCause {
    /// The cause of a difference between the catalog before a step and the one behind its way back.
    public init(of difference: CatalogDifference) {
        switch difference.change {
        case .renamed: self = .name
        case .added, .removed: self.init(coming: difference, isLeft: difference.change == .added)
        case .changed: self.init(changed: difference, attribute: difference.attribute ?? "")
        }
    }

    private init(coming difference: CatalogDifference, isLeft: Bool) {
        if let causes = Self.byComing[difference.kind] {
            let isInvalid = isLeft && difference.facts.value(of: "valid") == "false"
            self = isInvalid ? .indexInvalid : isLeft ? causes.left : causes.missing
        } else if difference.kind == .type, difference.facts.value(of: "kind") == "domain" {
            self = .domain
        } else {
            self.init(kind: difference.kind, identity: difference.identity)
        }
    }

    private static let byComing: [FactKind: (left: ResidueCause, missing: ResidueCause)] = [
        .table: (.tableLeft, .tableMissing), .column: (.columnLeft, .columnMissing),
        .constraint: (.constraintLeft, .constraintMissing), .index: (.indexLeft, .indexMissing),
        .view: (.viewLeft, .viewMissing), .materializedView: (.viewLeft, .viewMissing),
        .function: (.functionLeft, .functionMissing), .trigger: (.triggerLeft, .triggerMissing),
        .policy: (.policyLeft, .policyMissing), .extension: (.extensionLeft, .extensionMissing),
    ]

    private init(changed difference: CatalogDifference, attribute: String) {
        if difference.hints.contains(.constraintBecameIndex) {
            self = .constraintBecameIndex
        } else if difference.hints.contains(.indexBecameConstraint) {
            self = .indexBecameConstraint
        } else if attribute == "owner" {
            self = .ownership
        } else if let cause = Self.byAttribute[difference.kind]?[attribute] {
            self = cause
        } else if difference.kind == .type, attribute == "labels" {
            let olds = Set(SQLText.items(of: difference.oldValue ?? "") ?? [])
            let news = Set(SQLText.items(of: difference.newValue ?? "") ?? [])
            self = news.isSubset(of: olds) ? .enumValueMissing : .enumValueLeft
        } else {
            self.init(kind: difference.kind, identity: difference.identity)
        }
    }

    private static let byAttribute: [FactKind: [String: ResidueCause]] = [
        .table: [
            "options": .storageOptions, "toast_options": .storageOptions, "access_method": .storageOptions,
            "persistence": .persistence, "replica_identity": .replicaIdentity, "row_security": .rowSecurity,
            "row_security_forced": .rowSecurity, "partition_of": .partition, "partition_bound": .partition,
            "detach_pending": .partition, "inherits": .inheritance, CatalogDifference.columnOrder: .columnOrder,
        ],
        .column: [
            "type": .columnType, "collation": .columnType, "default": .columnDefault, "not_null": .columnNullability,
            "identity": .columnGeneration, "generated": .columnGeneration, "storage": .storageOptions,
            "compression": .storageOptions, "statistics_target": .storageOptions, "options": .storageOptions,
            "inherited_from": .inheritance, "parents": .inheritance, "declared_again": .inheritance,
        ],
        .constraint: [
            "validated": .constraintNotValidated, "triggers": .triggerDisabled, "inherited": .inheritance,
            "parent": .partition, "parents": .inheritance, "declared_again": .inheritance,
        ],
        .index: [
            "valid": .indexInvalid, "ready": .indexInvalid, "live": .indexInvalid, "options": .storageOptions,
            "column_statistics": .storageOptions, "clustered": .storageOptions, "replica_identity": .replicaIdentity,
            "parent": .partition,
        ],
        .function: ["body": .functionBody],
        .trigger: ["enabled": .triggerDisabled],
        .eventTrigger: ["enabled": .triggerDisabled],
        .materializedView: ["storage_options": .storageOptions, "toast_options": .storageOptions],
        .statistics: ["statistics_target": .storageOptions],
    ]

    private init(kind: FactKind, identity: String) {
        switch kind {
        case .constraint: self = .constraintOtherwise
        case .index: self = .indexOtherwise
        case .function: self = .functionOtherwise
        case .trigger, .eventTrigger: self = .triggerOtherwise
        case .policy: self = .policyOtherwise
        case .view, .materializedView: self = .viewOtherwise
        case .grant:
            let isOnColumn = IdentityText(identity).after(" ON ")?.hasPrefix("column ") ?? false
            self = isOnColumn ? .columnGrants : .grants
        case .defaultPrivilege: self = .defaultPrivileges
        case .comment: self = .comment
        case .sequence: self = .sequence
        case .statistics: self = .statisticsObject
        case .rule: self = .rule
        case .setting: self = .setting
        case .role: self = .role
        case .schema: self = .schema
        case .publication: self = .publication
        case .type: self = .type
        case .database, .tablespace, .extension, .table, .column, .securityLabel, .collation, .conversion, .cast,
            .transform, .language, .operator, .operatorClass, .operatorFamily, .accessMethod,
            .textSearchConfiguration, .textSearchDictionary, .textSearchParser, .textSearchTemplate,
            .foreignDataWrapper, .foreignServer, .userMapping, .subscription, .largeObject, .replicationSlot,
            .replicationOrigin, .preparedTransaction:
            self = .other
        }
    }
}
