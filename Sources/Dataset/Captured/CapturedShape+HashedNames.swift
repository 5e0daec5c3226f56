import RehearsalCore

extension CapturedShape {
    /// The same shape with hashes in place of the names of schemas, tables, columns, constraints, indexes, statistics
    /// objects, types that are not PostgreSQL's own, and members of JSON.
    public func hashed(with key: NamesKey) -> CapturedShape {
        var server = server
        server.names = key.check
        return CapturedShape(
            server: server, tables: tables.map { $0.hashed(with: key) }.sorted { $0.name < $1.name })
    }
}

extension CapturedTable {
    fileprivate func hashed(with key: NamesKey) -> CapturedTable {
        func names(_ columns: [String], of table: TableName) -> [String] {
            columns.map { key.column($0, of: table) }
        }
        var facts = facts
        facts.partitionOf = facts.partitionOf.map { key.table(TableName(schema: $0[0], name: $0[1])).parts }
        var made = CapturedTable(name: key.table(name), facts: facts)
        made.columns = columns.map { column in
            var statistics = column.statistics
            // PostgreSQL's own types are told without a schema.
            if statistics.type.contains(".") { statistics.type = key.type(statistics.type) }
            statistics.members = statistics.members?.renamed { key.member($0, of: column.name, in: name) }
            return CapturedColumn(name: key.column(column.name, of: name), statistics: statistics)
        }
        made.keys = keys.map { old in
            let target = TableName(schema: old.references[0], name: old.references[1])
            return CapturedKey(
                name: key.part(old.name, "constraint", of: name), columns: names(old.columns, of: name),
                references: key.table(target).parts, to: names(old.to, of: target), childless: old.childless,
                fanOut: old.fanOut, span: old.span)
        }
        made.combinations = combinations.map { old in
            var combination = old
            combination.name = key.part(old.name, "statistics", of: name)
            combination.columns = names(old.columns, of: name)
            return combination
        }
        made.indexes = Dictionary(
            uniqueKeysWithValues: indexes.map { (key.part($0.key, "index", of: name), $0.value) })
        return made
    }
}

extension CapturedMembers {
    /// The same members by other names.
    func renamed(_ name: (String) -> String) -> CapturedMembers {
        var renamed = self
        renamed.keys = keys?.map { member in
            var member = member
            member.key = name(member.key)
            return member
        }
        return renamed
    }
}

extension TableName {
    /// Schema and name.
    var parts: [String] { [schema, name] }
}
