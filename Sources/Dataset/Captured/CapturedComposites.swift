import RehearsalCore

extension ProgramCompiler {
    /// Values of a composite type, member by member; what is not told of is NULL.
    ///
    /// Where rows share values, a value follows from its number among them.
    func composite(
        _ statistics: CapturedStatistics, _ column: ColumnLayout, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap) {
        let told = Dictionary(
            (statistics.members?.keys ?? []).map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let members = (column.members ?? []).compactMap { member in
            told[member.name].map { ObjectMember(key: member.name, field: field(of: $0, member, site.place)) }
        }
        let (source, map) = try composite(members, site)
        let builder = builder(statistics, isUnique: false, site)
        guard case .composite(let compiled, _) = map, let codes = sharedCodes(of: builder, site) else {
            return (source, map)
        }
        let numbers = counters(of: builder.distinctCount, compiled, site)
        return (.captured(codes), .composite(compiled, counters: memory.list(numbers)))
    }

    /// Members by name, in the type's order, for a column of a composite type.
    func composite(_ members: [ObjectMember], _ site: Site) throws(DatasetError) -> (CodeSource, ValueMap) {
        guard let layout = column(of: site), let types = layout.members else {
            let type = column(of: site)?.typeName ?? "value within another one"
            throw DatasetError(
                .generatorDoesNotFit(column: site.path, makes: "values of a composite type", type: type),
                at: site.place)
        }
        for member in members where !types.contains(where: { $0.name == member.key }) {
            throw DatasetError(
                .unknownColumn(
                    table: "the type of \(site.path)", column: member.key,
                    suggestion: NearestName.suggestion(for: member.key, among: types.map(\.name))),
                at: member.field.place)
        }
        let ordered = types.map { type in
            members.first { $0.key == type.name }
                ?? ObjectMember(key: type.name, field: Field(.null, place: site.place))
        }
        return (.counter, .composite(memory.list(try compile(ordered, site)), counters: .none))
    }

    private func field(of member: CapturedMember, _ layout: ColumnLayout, _ place: SourcePlace) -> Field {
        let nulls = NullRule(share: Share(millionths: Int(((1 - member.present) * 1_000_000).rounded())))
        if let labels = layout.labels {
            let listed = labels.prefix(max(1, member.distinct)).map { Weighted(Literal.text($0), weight: 1) }
            return Field(.oneOf(Array(listed)), nulls: nulls, place: place)
        }
        // The text of a member stands in quotes: one of the two bytes is that of the length.
        let statistics = CapturedStatistics(
            type: layout.typeName, nulls: 0, width: max(1, member.width - 1),
            distinct: Double(max(1, member.distinct)))
        return Field(.captured(statistics), nulls: nulls, place: place)
    }
}
