import Foundation
import Postgres
import TestGround
import TestServer
import Testing

/// A shape file that carries no name.
@Suite("A captured shape with hashed names")
struct HashedNamesTests {
    private static let tables = """
        CREATE SCHEMA sales;
        CREATE TYPE sales.grade AS ENUM ('low', 'top');
        CREATE TABLE sales.buyers (buyer_id bigint PRIMARY KEY, grade sales.grade NOT NULL, town text NOT NULL);
        CREATE TABLE sales.deals (deal_id bigint PRIMARY KEY, buyer_id bigint NOT NULL REFERENCES sales.buyers,
            closed_at timestamptz NOT NULL);
        CREATE INDEX deals_by_buyer ON sales.deals (buyer_id);
        CREATE STATISTICS sales.grade_town (dependencies) ON grade, town FROM sales.buyers;
        """

    private static let rows = """
        INSERT INTO sales.buyers SELECT n, (ARRAY['low', 'top'])[1 + n % 2]::sales.grade, 'town ' || n % 2
        FROM generate_series(1, 600) AS n;
        INSERT INTO sales.deals SELECT n, 1 + (n * n) % 500, timestamptz '2024-01-01' + n * interval '1 hour'
        FROM generate_series(1, 9000) AS n;
        """

    /// Every row, and pages of what has pages.
    private static let digest = """
        -c "SELECT md5(string_agg(b::text, ',' ORDER BY ctid)) FROM sales.buyers AS b" \
        -c "SELECT md5(string_agg(d::text, ',' ORDER BY ctid)) FROM sales.deals AS d" \
        -c "SELECT relname, relpages FROM pg_class WHERE relnamespace = 'sales'::regnamespace ORDER BY 1"
        """

    @Test("holds no name, and by the key makes the very rows that it makes with names; without the key it is refused")
    func sameRows() async throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        try scratch.write(String(repeating: "0123456789abcdef", count: 4) + "\n", to: "names.key")
        try scratch.write("short\n", to: "short.key")
        let project = BuiltProject(name: "hashed", scratch: scratch)
        try project.write(tables: Self.tables)
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            for text in [Self.tables, Self.rows, "VACUUM ANALYZE"] { _ = try await connection.execute(text) }
            let uri = try await serverURI(connection)
            let clear = try tool.call("shape", "capture", uri, "--as-superuser")
            let hashed = try tool.call("shape", "capture", uri, "--as-superuser", "--hash-names", "names.key")
            #expect(hashed.status == 0, "\(hashed.chatter)")
            for file in ["short.key", "none.key"] {
                let refused = try tool.call("shape", "capture", uri, "--as-superuser", "--hash-names", file)
                #expect(refused.status == 64 && refused.output.isEmpty && refused.chatter.contains(file))
            }
            try scratch.write(clear.output, to: "clear.json")
            try scratch.write(hashed.output, to: "hashed.json")
            await connection.close()
        }
        let (clear, hashed) = (try scratch.text("clear.json"), try scratch.text("hashed.json"))
        for name in ["sales", "grade", "buyer", "deal", "town", "closed"] {
            #expect(clear.contains(name) && !hashed.contains(name), "\(name)")
        }
        try scratch.write(clear, to: "hashed/shape.json")
        let wanted = try project.loaded(tool, asked: Self.digest)

        try scratch.write(hashed, to: "hashed/shape.json")
        let keyless = try tool.call("load", "hashed")
        #expect(keyless.status == 64 && keyless.chatter.contains("names_key"), "\(keyless.output)\(keyless.chatter)")
        try scratch.edit(
            "hashed/rehearsal.yaml", replacing: "shape: shape.json", with: "shape: shape.json, names_key: names.key")
        try scratch.write(String(repeating: "f", count: 64), to: "hashed/names.key")
        let wrong = try tool.call("load", "hashed")
        #expect(wrong.status == 64, "\(wrong.output)\(wrong.chatter)")
        try scratch.write(try scratch.text("names.key"), to: "hashed/names.key")
        let made = try project.loaded(tool, asked: Self.digest)
        #expect(made == wanted && made.split(separator: "\n").count >= 7, "\(made)")
    }
}
