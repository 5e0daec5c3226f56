import Postgres
import RehearsalCore

/// Writes what the planner is to believe into pg_class and pg_statistic, as the bootstrap superuser.
///
/// Plain DML on the catalogs, which PostgreSQL allows a superuser: VACUUM and ANALYZE would write the truth.
struct CatalogStretcher {
    let connection: PostgresConnection

    func write(_ stretching: Stretching) async throws {
        let sizes = stretching.sizes
        let listed = stretching.statistics.filter { !$0.slots.isEmpty }
        let clearing = listed.compactMap(Self.clearing)
        if !clearing.isEmpty {
            _ = try await connection.execute(clearing.joined(separator: ";\n"))
            // The room of the lists that are replaced is there for the new ones, so that no growth takes more disk.
            _ = try await connection.execute("VACUUM pg_catalog.pg_statistic")
        }
        _ = try await connection.execute("BEGIN")
        _ = try await connection.query(
            Self.writeSizes,
            [
                arrayText(sizes.map { String($0.oid) }), arrayText(sizes.map { String($0.pages ?? -1) }),
                arrayText(sizes.map { String($0.rows) }), arrayText(sizes.map { String($0.allVisiblePages) }),
            ])
        let plain = stretching.statistics.filter(\.slots.isEmpty)
        _ = try await connection.query(
            Self.writeDistinct,
            [
                arrayText(plain.map { String($0.place.relation) }), arrayText(plain.map { String($0.place.attribute) }),
                arrayText(plain.map { String($0.place.isInherited) }), arrayText(plain.map { String($0.distinct) }),
            ])
        if !listed.isEmpty { _ = try await connection.execute(listed.map(Self.statement).joined(separator: ";\n")) }
        _ = try await connection.execute("COMMIT")
    }

    /// Pages are those of the planner's int4: beyond 16 TiB it would not count on.
    private static let writeSizes = """
        UPDATE pg_catalog.pg_class AS c
        SET relpages = CASE WHEN u.pages < 0 THEN c.relpages ELSE least(u.pages, 2147483647)::integer END,
            reltuples = u.rows, relallvisible = least(u.visible, 2147483647)::integer
        FROM ROWS FROM (
            pg_catalog.unnest($1::bigint[]), pg_catalog.unnest($2::bigint[]), pg_catalog.unnest($3::float8[]),
            pg_catalog.unnest($4::bigint[])) AS u (oid, pages, rows, visible)
        WHERE c.oid = u.oid::oid
        """

    private static let writeDistinct = """
        UPDATE pg_catalog.pg_statistic AS s
        SET stadistinct = u.distinct_count
        FROM ROWS FROM (
            pg_catalog.unnest($1::bigint[]), pg_catalog.unnest($2::integer[]), pg_catalog.unnest($3::boolean[]),
            pg_catalog.unnest($4::float8[])) AS u (relation, attribute, is_inherited, distinct_count)
        WHERE s.starelid = u.relation::oid AND s.staattnum = u.attribute AND s.stainherit = u.is_inherited
            AND s.stadistinct <> u.distinct_count::float4
        """

    /// Takes away the lists that are about to be written; nil where there are none.
    private static func clearing(_ statistics: Stretching.Statistics) -> String? {
        let lists = statistics.slots.flatMap { slot in
            (slot.frequencies == nil ? [] : ["stanumbers\(slot.number) = NULL"])
                + (slot.values == nil ? [] : ["stavalues\(slot.number) = NULL"])
        }
        return lists.isEmpty ? nil : update(statistics.place, setting: lists)
    }

    private static func update(_ place: HorizonStatistics.Place, setting settings: [String]) -> String {
        """
        UPDATE pg_catalog.pg_statistic
        SET \(settings.joined(separator: ", "))
        WHERE starelid = \(place.relation) AND staattnum = \(place.attribute)
            AND stainherit = \(place.isInherited)
        """
    }

    /// Values are read by the column's own type: `array_in` makes what ANALYZE keeps.
    private static func statement(_ statistics: Stretching.Statistics) -> String {
        func ofColumn(_ name: String) -> String {
            """
            (SELECT a.\(name) FROM pg_catalog.pg_attribute AS a
            WHERE a.attrelid = \(statistics.place.relation) AND a.attnum = \(statistics.place.attribute))
            """
        }
        // By the type that the row's operators are of: that of a varchar is text.
        let known = (1...5).map { "staop\($0)" }.joined(separator: ", ")
        func kind(_ kind: Int, _ name: String, of number: Int) -> [String] {
            [
                "stakind\(number) = \(kind)",
                """
                staop\(number) = CASE stakind\(number) WHEN \(kind) THEN staop\(number) ELSE (
                    SELECT o.oid FROM pg_catalog.pg_operator AS o
                    JOIN pg_catalog.pg_operator AS k ON k.oid IN (\(known)) AND k.oprname IN ('=', '<')
                        AND k.oprleft = o.oprleft AND k.oprleft = k.oprright
                    WHERE o.oprname = '\(name)' AND o.oprright = o.oprleft AND o.oprnamespace = k.oprnamespace
                    LIMIT 1) END
                """,
                "stacoll\(number) = \(ofColumn("attcollation"))",
            ]
        }
        let settings = statistics.slots.flatMap { slot -> [String] in
            var settings: [String] = []
            let number = slot.number
            switch slot.kind {
            case .common: settings += kind(1, "=", of: number)
            case .histogram: settings += kind(2, "<", of: number)
            // The row has it already: only its number changes.
            case .correlation: break
            case .nothing:
                // The operator stays for the next growth; nobody looks at it without a kind.
                settings.append("stakind\(number) = 0")
                settings += ["stanumbers\(number) = NULL", "stavalues\(number) = NULL"]
            }
            if let frequencies = slot.frequencies {
                let list = frequencies.map { String($0) }.joined(separator: ",")
                settings.append(
                    "stanumbers\(number) = " + (frequencies.isEmpty ? "NULL" : "'{\(list)}'::pg_catalog.float4[]"))
            }
            if let values = slot.values {
                let text = PostgresConnection.quotedLiteral(arrayText(values))
                settings.append("stavalues\(number) = pg_catalog.array_in(\(text), \(ofColumn("atttypid")), -1)")
            }
            return settings
        }
        return update(statistics.place, setting: ["stadistinct = \(statistics.distinct)"] + settings)
    }
}
