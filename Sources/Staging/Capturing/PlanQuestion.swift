import Postgres
import RehearsalCore

/// A workload query's plan without any value of the server's: the shape of the tree, names and estimates.
///
/// The server finds what the query's references stand for, explains it and takes everything else out of the answer, all
/// within one block, so that no value crosses the wire.
struct PlanQuestion {
    let query: WorkloadQuery
    let variant: QueryVariant
    /// Planner settings that are asked for besides those that every capture pins.
    let settings: [(name: String, value: String)]

    private static let preparedName = "pgrehearse_likeness"

    /// - Returns: EXPLAIN's JSON with the keys that shape a tree.
    func answer(on connection: PostgresConnection, limitMilliseconds limit: Int) async throws -> String {
        _ = try await connection.query("BEGIN READ ONLY", [], watchdogMilliseconds: limit)
        let result: Result<String, any Error>
        do { result = .success(try await ask(connection, limit)) } catch { result = .failure(error) }
        _ = try await connection.query("ROLLBACK", [], watchdogMilliseconds: limit)
        _ = try await connection.query("DEALLOCATE ALL", [], watchdogMilliseconds: limit)
        return try result.get()
    }

    private func ask(_ connection: PostgresConnection, _ limit: Int) async throws -> String {
        let question = SettingsQuestion(
            settings + QueryPlanCapture.pinnedSettings + variant.settings.map { ($0.name, $0.value) }, isLocal: true)
        _ = try await connection.query(question.sql, question.parameters, watchdogMilliseconds: limit)
        _ = try await connection.execute(block, watchdogMilliseconds: limit)
        let answer = "SELECT pg_catalog.current_setting('\(StatisticsReference.answerName)') AS answer"
        guard let json = try await connection.query(answer, [], watchdogMilliseconds: limit).rows[0][0] else {
            throw QueryPlanDecodingError.notExplain(missing: "row")
        }
        return json
    }

    private var block: String {
        let values = variant.parameters.map { parameter in
            switch parameter {
            case .value(let value): "answers := answers || \(literal(value));"
            case .reference(let reference): reference.assignment + "answers := answers || answer;"
            }
        }
        let kept = ExplainKeys.shaping.sorted().map(PostgresConnection.quotedLiteral).joined(separator: ", ")
        return """
            DO $pgrehearse_block$ \(StatisticsReference.declarations)
            answers text[] := '{}'; arguments text; plan json; tree jsonb; place text[];
            BEGIN
            \(values.joined(separator: "\n"))
            EXECUTE \(PostgresConnection.quotedLiteral("PREPARE \(Self.preparedName) AS \(query.statement.text)"));
            SELECT pg_catalog.string_agg(pg_catalog.quote_nullable(u.value), ', ' ORDER BY u.place) INTO arguments
            FROM pg_catalog.unnest(answers) WITH ORDINALITY AS u(value, place);
            EXECUTE 'EXPLAIN (FORMAT JSON, VERBOSE) EXECUTE \(Self.preparedName)'
                || coalesce('(' || arguments || ')', '') INTO plan;
            tree := plan::jsonb;
            FOR place IN
                WITH RECURSIVE node(place, content) AS (
                    SELECT ARRAY['0', 'Plan'], tree -> 0 -> 'Plan'
                    UNION ALL
                    SELECT n.place || ARRAY['Plans', (c.number - 1)::text], c.content
                    FROM node AS n, pg_catalog.jsonb_array_elements(n.content -> 'Plans')
                        WITH ORDINALITY AS c(content, number))
                SELECT n.place || k.name FROM node AS n, pg_catalog.jsonb_object_keys(n.content) AS k(name)
                WHERE k.name <> ALL (ARRAY[\(kept)])
                UNION ALL
                SELECT ARRAY['0', k.name] FROM pg_catalog.jsonb_object_keys(tree -> 0) AS k(name)
                WHERE k.name <> 'Plan'
                UNION ALL
                SELECT n.place || ARRAY['Presorted Key', (i.number - 1)::text]
                FROM node AS n, pg_catalog.jsonb_array_elements(n.content -> 'Presorted Key')
                    WITH ORDINALITY AS i(content, number)
            LOOP
                tree := CASE WHEN place[pg_catalog.array_upper(place, 1) - 1] = 'Presorted Key'
                    THEN pg_catalog.jsonb_set(tree, place, 'null') ELSE tree #- place END;
            END LOOP;
            PERFORM pg_catalog.set_config('\(StatisticsReference.answerName)', tree::text, true);
            END $pgrehearse_block$
            """
    }

    private func literal(_ value: String?) -> String {
        value.map(PostgresConnection.quotedLiteral) ?? "NULL::text"
    }
}

extension WorkloadPlans {
    /// Asks for every query's plan once a session, as whoever the connection is.
    static func asked(
        _ workload: [WorkloadQuery], settings: [(name: String, value: String)], on connection: PostgresConnection,
        limitMilliseconds: Int
    ) async throws -> WorkloadPlans {
        let names = try await ReadSession.run(
            on: connection, reading: "names of relations and indexes", statementLimitMilliseconds: limitMilliseconds
        ) { try await PlanNamesReader.read(in: $0) }
        var found = WorkloadPlans()
        for query in workload {
            var sessions: Set<String?> = []
            for variant in query.variants where sessions.insert(variant.session).inserted {
                let asked = AskedQuery(query, variant)
                do {
                    let json = try await PlanQuestion(query: query, variant: variant, settings: settings)
                        .answer(on: connection, limitMilliseconds: limitMilliseconds)
                    found.plans[asked] = try decodeQueryPlan(json: json, names: names)
                } catch PostgresError.server(let fields) {
                    // Not the server's words: they may quote a value.
                    found.refusals[asked] = fields.sqlState
                } catch PostgresError.watchdog {
                    found.refusals[asked] = ServerComplaint(canceledAfterMilliseconds: limitMilliseconds).sqlState
                }
            }
        }
        return found
    }
}
