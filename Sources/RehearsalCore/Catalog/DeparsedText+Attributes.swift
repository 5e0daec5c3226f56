extension DeparsedText {
    /// A fact's value in its canonical form, where PostgreSQL deparsed it; every other value as it is.
    ///
    /// A function's body is deparsed where it is SQL that PostgreSQL keeps as a tree, and its author's text elsewhere.
    public static func canonical(_ value: String, of attribute: String, kind: FactKind) -> String {
        guard isDeparsed(attribute, of: kind) else { return value }
        if kind == .function, attribute == "body", !value.hasPrefix("BEGIN ATOMIC\n"), !value.hasPrefix("RETURN ") {
            return value
        }
        return canonical(value)
    }

    private static func isDeparsed(_ attribute: String, of kind: FactKind) -> Bool {
        switch kind {
        case .column: attribute == "default" || attribute == "generated"
        case .table: attribute == "partition_key" || attribute == "partition_bound"
        case .type: attribute == "default"
        case .function: attribute == "body" || attribute == "arguments"
        case .policy: attribute == "using" || attribute == "with_check"
        case .constraint, .index, .view, .materializedView, .rule, .trigger, .statistics: attribute == "definition"
        case .publication: true
        case .database, .setting, .role, .tablespace, .schema, .extension, .sequence, .defaultPrivilege, .comment,
            .securityLabel, .eventTrigger, .grant, .collation, .conversion, .cast, .transform, .language, .operator,
            .operatorClass, .operatorFamily, .accessMethod, .textSearchConfiguration, .textSearchDictionary,
            .textSearchParser, .textSearchTemplate, .foreignDataWrapper, .foreignServer, .userMapping, .subscription,
            .largeObject, .replicationSlot, .replicationOrigin, .preparedTransaction:
            false
        }
    }
}
