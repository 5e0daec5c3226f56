extension FactClass {
    /// True where a difference matters to a gate, and therefore to ``Snapshot/hash``.
    ///
    /// Facts of class `data` are in: a sequence's position is data that a way back must restore as it must rows.
    var isHashed: Bool {
        switch self {
        case .semantic, .security, .performance, .data: true
        case .physical, .environment: false
        }
    }
}

extension Snapshot {
    /// The number of the rules below. A change of the rules changes every hash: count this up with it.
    private static let hashVersion: Int64 = 3

    /// Hexadecimal SHA-256 of everything that gates compare: 64 lower-case digits.
    ///
    /// Covered: facts of the classes semantic, security, performance and data; the query plans' shape fingerprints,
    /// or the SQLSTATE where the server refused to explain; tables' row counts, counts of values and sums.
    /// A volatile column counts without its sum, and a table that has one without its row sum.
    /// Not covered: the state's name, physical and environment facts, expressions of plans, costs, estimates and
    /// statistics.
    /// The order in which facts, plans and digests stand does not matter.
    public var hash: String {
        var encoding = SnapshotEncoding()
        encoding.append("pgrehearse snapshot")
        encoding.append(Self.hashVersion)
        encoding.append(unordered: catalog.facts.filter(\.factClass.isHashed)) { $0.encode(into: &$1) }
        encoding.append(unordered: queryPlans) { $0.encode(into: &$1) }
        let volatile = Dictionary(grouping: volatileColumns, by: { Array($0.table.utf8) })
        encoding.append(unordered: digests) { digest, encoding in
            let columns = volatile[Array(digest.table.utf8), default: []].map { Array($0.column.utf8) }
            digest.encode(into: &encoding, volatileColumns: Set(columns))
        }
        return SHA256Digest(of: encoding.bytes).hexadecimal
    }
}

extension CatalogFact {
    fileprivate func encode(into encoding: inout SnapshotEncoding) {
        encoding.append(kind.rawValue)
        encoding.append(identity)
        encoding.append(attribute)
        encoding.append(value)
    }
}

extension CapturedQueryPlan {
    fileprivate func encode(into encoding: inout SnapshotEncoding) {
        encoding.append(query)
        encoding.append(role.rawValue)
        encoding.append(optional: session)
        encoding.append(optional: parameterSet)
        switch result {
        case .plan(let plan):
            encoding.append("plan")
            encoding.append(plan.shapeFingerprint)
        case .refused(let complaint):
            encoding.append("refused")
            encoding.append(complaint.sqlState)
        }
    }
}

extension TableDigest {
    /// - Parameter volatileColumns: names as UTF-8 bytes.
    fileprivate func encode(into encoding: inout SnapshotEncoding, volatileColumns: Set<[UInt8]>) {
        let isVolatile = columns.map { volatileColumns.contains(Array($0.name.utf8)) }
        encoding.append(table)
        encoding.append(rowCount)
        encoding.append(optional: isVolatile.contains(true) ? nil : rowSum)
        encoding.append(unordered: Array(zip(columns, isVolatile))) { element, encoding in
            let (column, isVolatile) = element
            encoding.append(column.name)
            encoding.append(column.nonNullCount)
            encoding.append(optional: isVolatile ? nil : column.sum)
        }
    }
}
