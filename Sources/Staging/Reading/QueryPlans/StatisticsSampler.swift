import Postgres
import RehearsalCore

/// Plans queries on one sample of statistics after the other; no sample is kept.
struct StatisticsSampler {
    let roles: Roles
    let target: Int
    let values: ReferencedValues
    let limitMilliseconds: Int

    /// - Parameter connection: of the superuser, who speaks for each role in turn, with the role's own settings.
    func plans(
        of workload: [WorkloadQuery], analyzing tables: [String], count: Int, on connection: PostgresConnection
    ) async throws -> [AskedQuery: [QueryPlan]] {
        let names = try await ReadSession.run(
            on: connection, reading: "names of relations and indexes", statementLimitMilliseconds: limitMilliseconds
        ) { try await PlanNamesReader.read(in: $0) }
        var asker = QueryAsker(connection: connection, values: values, limitMilliseconds: limitMilliseconds)
        let counts = try await connection.query(Self.readCounts).rows[0]
        var found: [AskedQuery: [QueryPlan]] = [:]
        for _ in 0..<count {
            _ = try await connection.execute("BEGIN; SET LOCAL default_statistics_target = \(target)")
            do {
                try await asker.pin(isLocal: true)
                for table in tables { _ = try await connection.execute("ANALYZE \(table)") }
                for role in WorkloadRole.allCases {
                    let groups = QueryGroup.groups(of: workload, role: role)
                    let settings = groups.isEmpty ? [] : try await self.settings(of: role, on: connection)
                    for group in groups {
                        for (asked, json) in try await answers(to: group, role, settings, &asker) {
                            found[asked, default: []].append(try decodeQueryPlan(json: json, names: names))
                        }
                    }
                    try await asker.finish()
                }
            } catch {
                _ = try await connection.execute("ROLLBACK; DEALLOCATE ALL")
                throw error
            }
            _ = try await connection.execute("ROLLBACK; DEALLOCATE ALL")
        }
        _ = try await connection.query(Self.restoreCounts, (0..<4).map { counts[$0] })
        return found
    }

    /// ANALYZE writes numbers of rows and pages past transactions. Those that VACUUM counted are what plans are judged
    /// by, and what tells that a table's statistics are still fresh.
    private static let readCounts = """
        SELECT pg_catalog.array_agg(c.oid ORDER BY c.oid)::text AS oids,
            pg_catalog.array_agg(c.relpages ORDER BY c.oid)::text AS pages,
            pg_catalog.array_agg(c.reltuples ORDER BY c.oid)::text AS rows,
            pg_catalog.array_agg(c.relallvisible ORDER BY c.oid)::text AS visible
        FROM pg_catalog.pg_class AS c
        JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm', 'i') AND n.nspname !~ '^pg_'
        """

    private static let restoreCounts = """
        UPDATE pg_catalog.pg_class AS c
        SET relpages = u.pages, reltuples = u.rows, relallvisible = u.visible
        FROM ROWS FROM (
            pg_catalog.unnest($1::oid[]), pg_catalog.unnest($2::integer[]), pg_catalog.unnest($3::real[]),
            pg_catalog.unnest($4::integer[])) AS u (oid, pages, rows, visible)
        WHERE c.oid = u.oid AND (c.relpages, c.reltuples, c.relallvisible) IS DISTINCT FROM (u.pages, u.rows, u.visible)
        """

    private func answers(
        to group: QueryGroup, _ role: WorkloadRole, _ settings: [(name: String, value: String)],
        _ asker: inout QueryAsker
    ) async throws -> [(AskedQuery, String)] {
        let name = PostgresConnection.quotedLiteral(self.name(of: role))
        var answers: [(AskedQuery, String)] = []
        for variant in group.variants {
            let complaint = try await asker.open(
                group, in: .savepoint, settings: settings, prelude: "SET LOCAL SESSION AUTHORIZATION \(name)")
            if complaint == nil, case .value(let json) = try await asker.plan(QueryAsker.explained, of: variant) {
                answers.append((AskedQuery(group.query, variant), json))
            }
            asker.close(.savepoint)
        }
        return answers
    }

    private func name(of role: WorkloadRole) -> String {
        switch role {
        case .owner: roles.owner.name
        case .application: roles.application?.name ?? roles.owner.name
        }
    }

    /// What a session of the role begins with, the strongest last: as the server would set it at login.
    private func settings(
        of role: WorkloadRole, on connection: PostgresConnection
    ) async throws -> [(name: String, value: String)] {
        let rows = try await connection.query(
            """
            SELECT pg_catalog.split_part(c, '=', 1) AS name,
                pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1) AS value
            FROM pg_catalog.pg_db_role_setting AS s
            CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c
            WHERE s.setdatabase IN (0, (SELECT d.oid FROM pg_catalog.pg_database AS d
                    WHERE d.datname = pg_catalog.current_database()))
                AND s.setrole IN (0, (SELECT r.oid FROM pg_catalog.pg_roles AS r WHERE r.rolname = $1))
            ORDER BY s.setrole <> 0, s.setdatabase <> 0
            """, [name(of: role)])
        let pinned = Set(QueryPlanCapture.pinnedSettings.map { $0.name.lowercased() })
        return try rows.rows.map { (name: try $0.text("name"), value: try $0.text("value")) }
            .filter { !pinned.contains($0.name.lowercased()) }
    }
}
