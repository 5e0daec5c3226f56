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
    /// Not covered: the state's name, physical and environment facts, expressions of plans, costs, estimates.
    /// The order in which facts, plans and digests stand does not matter.
    public var hash: String {
        var encoding = SnapshotEncoding()
        encoding.append("pgrehearse snapshot")
        encoding.append(Self.hashVersion)
        encoding.append(unordered: catalog.facts.filter(\.factClass.isHashed).map(\.encodingForHash))
        encoding.append(unordered: queryPlans.map(\.encodingForHash))
        let volatile = Dictionary(grouping: volatileColumns, by: { Array($0.table.utf8) })
        encoding.append(
            unordered: digests.map { digest in
                let columns = volatile[Array(digest.table.utf8), default: []].map { Array($0.column.utf8) }
                return digest.encodingForHash(volatileColumns: Set(columns))
            })
        return SHA256Digest(of: encoding.bytes).hexadecimal
    }
}

extension CatalogFact {
    fileprivate var encodingForHash: SnapshotEncoding {
        var encoding = SnapshotEncoding()
        encoding.append(kind.rawValue)
        encoding.append(identity)
        encoding.append(attribute)
        encoding.append(value)
        return encoding
    }
}

extension CapturedQueryPlan {
    fileprivate var encodingForHash: SnapshotEncoding {
        var encoding = SnapshotEncoding()
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
        return encoding
    }
}

extension TableDigest {
    /// - Parameter volatileColumns: names as UTF-8 bytes.
    fileprivate func encodingForHash(volatileColumns: Set<[UInt8]>) -> SnapshotEncoding {
        let isVolatile = columns.map { volatileColumns.contains(Array($0.name.utf8)) }
        var encoding = SnapshotEncoding()
        encoding.append(table)
        encoding.append(rowCount)
        encoding.append(optional: isVolatile.contains(true) ? nil : rowSum)
        encoding.append(
            unordered: zip(columns, isVolatile).map { column, isVolatile in
                var part = SnapshotEncoding()
                part.append(column.name)
                part.append(column.nonNullCount)
                part.append(optional: isVolatile ? nil : column.sum)
                return part
            })
        return encoding
    }
}
