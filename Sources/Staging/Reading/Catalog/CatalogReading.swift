import Postgres
import RehearsalCore

/// What one snapshot of a database's catalogs told.
struct CatalogReading {
    /// By the question's text.
    private(set) var parts: [String: ReadPart] = [:]
    /// What nobody read of users' rows, by catalog.
    private(set) var unread: [String: UnreadObjects] = [:]
    private(set) var catalog = Catalog(facts: [])

    /// - Parameters:
    ///   - sessions: of one snapshot, at least one.
    ///   - key: under which secrets are hashed.
    ///   - recalled: what was read of the same database before, whose answers are taken where they still hold.
    init(
        _ questions: CatalogQuestions, in sessions: [ReadSession], key: SecretsKey?,
        recalling recalled: RecalledCatalog? = nil
    ) async throws {
        let relations = recalled?.relations
        var asked: [Question] = []
        var askedPartly: Set<String> = []
        var kept: [Question] = []
        for query in questions.facts {
            if let part = recalled?.part(for: query) {
                parts[query.sql] = part
            } else if let part = recalled?.partThatStays(for: query) {
                parts[query.sql] = part
                kept.append(.facts(query, nil))
            } else if let relations, query.ofRelations != nil, let earlier = recalled?.earlierPart(for: query) {
                asked.append(.facts(query, SomeRelations(relations: relations, earlier: earlier)))
                askedPartly.insert(query.sql)
            } else {
                asked.append(.facts(query, nil))
            }
        }
        let touched = questions.usersRows.filter { !(recalled?.holds($0) ?? false) }
        // Where something was not read before, all is looked at again: it may be read now.
        let (partly, wholly) = touched.divided { question in
            relations != nil && question.ofRelations != nil && recalled?.memory.unread[question.catalog] == nil
        }
        if let recalled {
            unread = recalled.memory.unread
            for question in touched { unread[question.catalog] = nil }
        }
        if !wholly.isEmpty { asked.append(.usersRows(wholly, of: nil)) }
        if let relations, !partly.isEmpty { asked.append(.usersRows(partly, of: relations)) }
        asked.append(.sequencePositions)
        var hidden: [ReadPart] = []
        var usersRows: [String: [String]] = [:]
        var renamed = false
        for answer in try await Self.answers(to: Self.dearestFirst(asked), in: sessions, key) {
            switch answer {
            case .part(let query, let part): parts[query.sql] = part
            case .positions(let part): hidden.append(part)
            case .renamed: renamed = true
            case .usersRows(let rows): usersRows.merge(rows) { $1 }
            }
        }
        if renamed {
            let again = asked.compactMap(\.ofAllRelations) + kept
            for case .part(let query, let part) in try await Self.answers(to: again, in: sessions, key) {
                parts[query.sql] = part
            }
        }
        let read = questions.facts.compactMap { parts[$0.sql] } + hidden
        let sentinel = CoverageSentinel(server: questions.server)
        for (asked, isPartly) in [(wholly, false), (partly, true)] {
            for question in asked {
                var known: Set<String> = []
                for query in questions.facts {
                    guard let part = parts[query.sql], part.catalog == question.catalog else { continue }
                    let isOfSome = isPartly && askedPartly.contains(query.sql)
                    known.formUnion(isOfSome ? part.latestKeys ?? part.keys : part.keys)
                }
                unread[question.catalog] = try await sentinel.unread(
                    usersRows[question.catalog] ?? [], in: question.catalog, knowing: known, sessions[0])
            }
        }
        let found = questions.usersRows.compactMap { unread[$0.catalog] }
        catalog = ReadPart.catalog(of: read, unread: found + sentinel.notPermitted + read.flatMap(\.unread))
    }

    /// The relations that are asked about, and what was told of all before.
    private struct SomeRelations: Sendable {
        let relations: Set<UInt32>
        let earlier: ReadPart
    }

    /// What a session is asked: everything that one snapshot needs, in pieces that know nothing of one another.
    private enum Question: Sendable {
        case facts(FactQuery, SomeRelations?)
        case sequencePositions
        case usersRows([CoverageSentinel.Question], of: Set<UInt32>?)

        /// What the server is asked; nil for what takes several questions.
        var statement: ReadSession.Question? {
            switch self {
            case .facts(let query, let some):
                guard let some, let sql = query.ofRelations else {
                    return ReadSession.Question(sql: query.sql, reading: query.reading)
                }
                return ReadSession.Question(
                    sql: sql, parameters: [arrayText(some.relations.map(String.init))], reading: query.reading)
            case .sequencePositions: return nil
            case .usersRows(let questions, let relations):
                return CoverageSentinel.joined(questions, of: relations)
            }
        }

        /// The question as it is asked without what was told before; nil where it was asked so.
        var ofAllRelations: Question? {
            if case .facts(let query, .some) = self { .facts(query, nil) } else { nil }
        }
    }

    private enum Answer: Sendable {
        case part(FactQuery, ReadPart)
        case positions(ReadPart)
        /// An object has another name, which others may print.
        case renamed
        case usersRows([String: [String]])
    }

    /// While the server works on some questions, the answers to those before become facts.
    private static func answers(
        to questions: [Question], in sessions: [ReadSession], _ key: SecretsKey?
    ) async throws -> [Answer] {
        let queue = WorkQueue(questions)
        return try await withThrowingTaskGroup(of: [Answer].self) { group in
            for session in sessions {
                group.addTask {
                    try await withThrowingTaskGroup(of: [Answer].self) { answers in
                        while case let some = await queue.next(atMost: session.keepsPlans ? questionsAtOnce : 1),
                            !some.isEmpty
                        {
                            let statements = some.map(\.statement)
                            let results = try await session.rows(of: statements.compactMap(\.self))
                            let told = zip(some, statements).filter { $0.1 != nil }.map(\.0)
                            answers.addTask { try zip(told, results).map { try answer(to: $0, $1, key) } }
                            if told.count < some.count {
                                let part = try await SequencePositions.read(in: session)
                                answers.addTask { [.positions(part)] }
                            }
                        }
                        return try await answers.reduce(into: []) { $0 += $1 }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// Enough that a round trip is nothing beside them; few enough that facts are made meanwhile.
    private static let questionsAtOnce = 16

    private static func answer(to question: Question, _ result: QueryResult, _ key: SecretsKey?) throws -> Answer {
        switch question {
        case .facts(let query, let some): answer(to: query, some, result, key)
        case .usersRows(let questions, _): .usersRows(try CoverageSentinel.usersRows(questions, in: result))
        case .sequencePositions: preconditionFailure("positions take several questions")
        }
    }

    private static func answer(
        to query: FactQuery, _ some: SomeRelations?, _ result: QueryResult, _ key: SecretsKey?
    ) -> Answer {
        let part = ReadPart(of: result, to: query, key: key)
        guard let some else { return .part(query, part) }
        return some.earlier.replacing(some.relations, by: part).map { .part(query, $0) } ?? .renamed
    }

    /// What takes longest begins first, so that no session waits at the end for another's.
    private static func dearestFirst(_ questions: [Question]) -> [Question] {
        let dear: Set<FactKind> = [.index, .constraint, .column]
        let (facts, others) = questions.divided { if case .facts = $0 { true } else { false } }
        let (dearest, cheap) = facts.divided { question in
            if case .facts(let query, _) = question { dear.contains(query.kind) } else { false }
        }
        return dearest + others + cheap
    }
}

extension Array {
    /// Those that meet a condition, and the others, each in their order.
    fileprivate func divided(by condition: (Element) -> Bool) -> ([Element], [Element]) {
        (filter(condition), filter { !condition($0) })
    }
}
