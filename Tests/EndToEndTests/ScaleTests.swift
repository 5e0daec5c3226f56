import Foundation
import TestGround
import Testing

/// A captured database that grows.
@Suite("A captured shape at another scale")
struct ScaleTests {
    private static let tables = """
        CREATE TABLE statuses (id smallint PRIMARY KEY, name varchar(12) NOT NULL UNIQUE);
        CREATE TABLE rights (id smallint PRIMARY KEY);
        CREATE TABLE status_rights (status smallint REFERENCES statuses, "right" smallint REFERENCES rights,
            PRIMARY KEY (status, "right"));
        CREATE TABLE accounts (id bigint PRIMARY KEY, plan text NOT NULL);
        CREATE TABLE profiles (account_id bigint PRIMARY KEY REFERENCES accounts, note text);
        CREATE TABLE orders (id bigint PRIMARY KEY, account_id bigint NOT NULL REFERENCES accounts,
            status smallint NOT NULL REFERENCES statuses, amount numeric(8,2) NOT NULL);
        """

    private static let rows = """
        INSERT INTO statuses SELECT n, 'status ' || n FROM generate_series(1, 5) AS n;
        INSERT INTO rights SELECT n FROM generate_series(1, 8) AS n;
        INSERT INTO status_rights SELECT s, r FROM generate_series(1, 5) AS s, generate_series(1, 8) AS r;
        INSERT INTO accounts SELECT n, (ARRAY['free', 'pro'])[1 + n % 2] FROM generate_series(1, 1200) AS n;
        INSERT INTO profiles SELECT n, 'note ' || n FROM generate_series(1, 900) AS n;
        INSERT INTO orders SELECT n, 1 + (n * n) % 1100, 1 + n % 5, n % 900 + 0.5 FROM generate_series(1, 9000) AS n;
        """

    @Test("loads, with lists as long as they were, as many times more of everything else")
    func grows() async throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = BuiltProject(name: "growing", scratch: scratch)
        try await project.capture([Self.tables, Self.rows, "VACUUM ANALYZE"], tool)
        try project.write(tables: Self.tables)
        for (scale, growing) in [("1", 11_100), ("2", 22_200), ("10", 111_000), ("0.5", 5550)] {
            let answer = try tool.call("load", "growing", "--scale", scale, "--format", "json")
            #expect(answer.status == 0, "scale \(scale): \(answer.output)")
            #expect(
                answer.output.contains("\"row_count\": \(growing + 5 + 8 + 40),"), "scale \(scale): \(answer.output)")
        }
        let shape = try scratch.text("growing/shape.json")
        #expect(shape.ranges(of: "\"growth\":\"fixed\"").count == 3)
        #expect(shape.ranges(of: "\"growth\":\"proportional\"").count == 3)
        // By hand: accounts that do not grow have as many times more orders; profiles cannot have more rows than they.
        try scratch.write(
            shape.replacing("\"growth\":\"proportional\"", with: "\"growth\":\"fixed\"", maxReplacements: 1),
            to: "growing/shape.json")
        let refused = try tool.call("load", "growing", "--scale", "2")
        #expect(refused.status == 64, "\(refused.output)")
    }
}
