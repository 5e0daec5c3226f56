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
        let asker = QueryAsker(connection: connection, values: values, limitMilliseconds: limitMilliseconds)
        var found: [AskedQuery: [QueryPlan]] = [:]
        for _ in 0..<count {
            _ = try await connection.execute("BEGIN; SET LOCAL default_statistics_target = \(target)")
            do {
                for table in tables { _ = try await connection.execute("ANALYZE \(table)") }
                for role in WorkloadRole.allCases {
                    let groups = QueryGroup.groups(of: workload, role: role)
                    let settings = groups.isEmpty ? [] : try await self.settings(of: role, on: connection)
                    for group in groups {
                        for (asked, json) in try await answers(to: group, role, settings, asker) {
                            found[asked, default: []].append(try decodeQueryPlan(json: json, names: names))
                        }
                    }
                }
            } catch {
                _ = try await connection.execute("ROLLBACK; DEALLOCATE ALL")
                throw error
            }
            _ = try await connection.execute("ROLLBACK; DEALLOCATE ALL")
        }
        return found
    }

    private func answers(
        to group: QueryGroup, _ role: WorkloadRole, _ settings: [(name: String, value: String)], _ asker: QueryAsker
    ) async throws -> [(AskedQuery, String)] {
        let name = PostgresConnection.quotedLiteral(self.name(of: role))
        var answers: [(AskedQuery, String)] = []
        for variant in group.variants {
            let complaint = try await asker.open(
                group, in: .savepoint, settings: settings, prelude: "SET LOCAL SESSION AUTHORIZATION \(name)")
            if complaint == nil, case .value(let json) = try await asker.plan(QueryAsker.explained, of: variant) {
                answers.append((AskedQuery(group.query, variant), json))
            }
            try await asker.close(.savepoint)
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
