/// What a step did that explains why a query is planned otherwise.
public struct PlanCause: Hashable, Sendable {
    /// One line, for example `index public.orders_status_idx is missing`.
    public var words: String
    /// The statement that did it; nil where none can be named.
    public var place: SourcePlace?
    public var ordinal: Int?
}

/// Looks for causes among everything that a step changed.
struct PlanCauseSearch {
    let differences: [CatalogDifference]
    let dataDifferences: [DigestDifference]
    let search: WhoDidIt

    /// Names, without schemas, of indexes that no query can use as before.
    var lostIndexes: Set<String> {
        let lost = differences.filter { difference in
            guard difference.kind == .index else { return false }
            switch difference.change {
            case .removed: return true
            case .changed: return ["valid", "definition"].contains(difference.attribute)
            case .added, .renamed: return false
            }
        }
        return Set(lost.map { WhoDidIt.bareName(of: $0.oldIdentity ?? $0.identity) })
    }

    /// True where the step changed which rows a role sees of the tables, or what a view or a function gives.
    func changesVisibility(of tables: Set<String>) -> Bool {
        differences.contains { difference in
            switch difference.kind {
            case .policy, .rule: IdentityText(difference.identity).after(" ON ").map(tables.contains) ?? false
            case .table:
                tables.contains(difference.identity) && (difference.attribute?.hasPrefix("row_security") ?? false)
            case .view, .materializedView, .function: true
            default: false
            }
        }
    }

    /// The likeliest cause; nil where the step changed nothing that the query has to do with.
    func cause(of comparison: PlanComparison, query: WorkloadQuery?) -> PlanCause? {
        let subject = Subject(comparison, query)
        var best: (rank: Int, words: String, statement: () -> StatementObservation?)?
        func note(_ rank: Int?, _ words: String, _ statement: @escaping () -> StatementObservation?) {
            guard let rank, best.map({ (rank, words) < ($0.rank, $0.words) }) ?? true else { return }
            best = (rank, words, statement)
        }
        for difference in differences {
            guard let rank = subject.rank(of: difference) else { continue }
            note(rank, difference.summary) { search.statement(behind: difference) }
        }
        for difference in dataDifferences where subject.tables.contains(difference.table) {
            note(subject.dataRank + (difference.column == nil ? 0 : 1), difference.summary) {
                search.statement(writing: difference.table)
            }
        }
        guard let best else { return writing(subject.tables) }
        // Looked for only now: to find a statement takes longer than all else here.
        let statement = best.statement()
        return PlanCause(words: best.words, place: statement?.place, ordinal: statement?.ordinal)
    }

    /// Rows that are written anew and stay the same leave their old versions behind.
    private func writing(_ tables: Set<String>) -> PlanCause? {
        for table in tables.sorted() {
            guard let statement = search.statement(writing: table) else { continue }
            return PlanCause(
                words: "rows of \(table) are written anew", place: statement.place, ordinal: statement.ordinal)
        }
        return nil
    }

    /// What a query has to do with, and what happened to it.
    private struct Subject {
        let tables: Set<String>
        let classes: Set<PlanChangeClass>
        /// Names of indexes that the query used before and does no more, those of changes first.
        let indexesBefore: Set<String>
        let indexesAfter: Set<String>
        /// Names of all that the query and its plans mention.
        let names: Set<String>

        init(_ comparison: PlanComparison, _ query: WorkloadQuery?) {
            let plans = [comparison.before.plan, comparison.after.plan].compactMap(\.self)
            let nodes = plans.flatMap(\.root.all)
            tables = Set(nodes.flatMap { [$0.relation, $0.table] }.compactMap(\.self))
            classes = Set(comparison.changes.map(\.kind))
            indexesBefore = Set(comparison.before.plan?.root.all.compactMap(\.indexName) ?? [])
            indexesAfter = Set(comparison.after.plan?.root.all.compactMap(\.indexName) ?? [])
            let texts = [query?.statement.text].compactMap(\.self) + nodes.flatMap { $0.expressions.map(\.value) }
            names = texts.reduce(into: []) { $0.formUnion(RehearsalCore.names(in: $1)) }
        }

        /// Rows that came or went explain what was read more, and hardly another shape.
        var dataRank: Int { classes.isSubset(of: [.bufferGrowth, .rowGrowth, .walGrowth, .costGrowth]) ? 25 : 45 }

        private func mentions(_ identity: String) -> Bool { names.contains(WhoDidIt.bareName(of: identity)) }

        private func touches(_ identity: String?) -> Bool { identity.map(tables.contains) ?? false }

        /// The lower, the likelier; nil for what the query has nothing to do with.
        func rank(of difference: CatalogDifference) -> Int? {
            let identity = difference.oldIdentity ?? difference.identity
            switch difference.kind {
            case .index: return indexRank(difference, identity)
            case .column: return columnRank(difference, identity)
            case .statistics:
                // That ANALYZE gathered them is told of every table that it read.
                if difference.change == .changed { return difference.attribute == "data" ? nil : 20 }
                return touches(difference.fact("table")) ? 20 : nil
            case .table: return touches(identity) || touches(difference.identity) ? tableRank(difference) : nil
            case .constraint: return touches(holder(identity)) ? 30 : nil
            case .trigger: return touches(holder(identity)) ? (classes.contains(.triggerCalls) ? 5 : 60) : nil
            case .policy, .rule: return touches(holder(identity)) ? (classes.contains(.wrongResult) ? 5 : 22) : nil
            case .view, .materializedView: return mentions(identity) ? (classes.contains(.wrongResult) ? 4 : 15) : nil
            case .function, .operator: return mentions(identity) ? 12 : nil
            case .setting, .role, .database:
                return difference.attribute == "settings" || difference.kind == .setting ? 28 : nil
            case .collation, .type: return 50
            default: return nil
            }
        }

        private func holder(_ identity: String) -> String? { IdentityText(identity).after(" ON ") }

        private func indexRank(_ difference: CatalogDifference, _ identity: String) -> Int? {
            let name = WhoDidIt.bareName(of: identity)
            let isOfQuery = touches(difference.fact("table"))
            switch difference.change {
            case .removed: return indexesBefore.contains(name) ? 0 : isOfQuery ? 35 : nil
            case .changed: return indexesBefore.contains(name) || indexesAfter.contains(name) ? 1 : nil
            case .added:
                return indexesAfter.contains(WhoDidIt.bareName(of: difference.identity)) ? 8 : isOfQuery ? 40 : nil
            case .renamed: return nil
            }
        }

        private func columnRank(_ difference: CatalogDifference, _ identity: String) -> Int? {
            guard touches(IdentityText(identity).beforeLastDot) else { return nil }
            guard difference.change == .changed else { return 55 }
            switch difference.attribute {
            case "type", "collation": return mentions(IdentityText(identity).afterLast(".") ?? "") ? 6 : 42
            case "statistics_target", "options": return 18
            case "storage", "compression": return 48
            default: return 55
            }
        }

        private func tableRank(_ difference: CatalogDifference) -> Int {
            switch (difference.change, difference.attribute) {
            case (_, "partition_of"), (_, "partition_bound"), (_, "partition_key"): 7
            case (.added, _), (.removed, _): 10
            case (_, "row_security"), (_, "row_security_forced"): 14
            default: 44
            }
        }
    }
}

extension CatalogDifference {
    /// An attribute of an object that came or went.
    fileprivate func fact(_ attribute: String) -> String? { facts.value(of: attribute) }
}
