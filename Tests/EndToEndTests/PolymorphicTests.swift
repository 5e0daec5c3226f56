import Foundation
import TestGround
import Testing

/// A reference that no foreign key tells of, declared in a captured shape.
@Suite("A captured reference to one of several tables")
struct PolymorphicTests {
    private static let tables = """
        CREATE TYPE owner_kind AS ENUM ('client', 'invoice');
        CREATE TABLE clients (id bigint PRIMARY KEY, name text NOT NULL);
        CREATE TABLE invoices (id uuid PRIMARY KEY, client_id bigint NOT NULL REFERENCES clients);
        CREATE TABLE notes (
            id bigint PRIMARY KEY, subject_type varchar(20) NOT NULL CHECK (subject_type IN ('clients', 'invoices')),
            subject_id text NOT NULL);
        CREATE TABLE files (id bigint PRIMARY KEY, kind owner_kind NOT NULL, owner_id text NOT NULL);
        """

    private static let rows = """
        INSERT INTO clients SELECT n, 'client ' || n FROM generate_series(1, 300) AS n;
        INSERT INTO invoices SELECT gen_random_uuid(), 1 + n % 300 FROM generate_series(1, 900) AS n;
        INSERT INTO notes SELECT n, CASE WHEN n % 10 < 7 THEN 'clients' ELSE 'invoices' END,
            CASE WHEN n % 10 < 7 THEN (1 + n % 300)::text
                ELSE (SELECT id::text FROM invoices OFFSET n % 900 LIMIT 1) END
        FROM generate_series(1, 2000) AS n;
        INSERT INTO files SELECT n, (CASE WHEN n % 4 = 0 THEN 'client' ELSE 'invoice' END)::owner_kind,
            CASE WHEN n % 4 = 0 THEN (1 + n % 300)::text
                ELSE (SELECT id::text FROM invoices OFFSET n % 900 LIMIT 1) END
        FROM generate_series(1, 1200) AS n;
        """

    /// Rows by kind, and those that point at nothing.
    private static let question = """
        -c "SELECT subject_type, count(*), count(*) FILTER (WHERE c.id IS NULL AND i.id IS NULL) FROM notes AS n \
            LEFT JOIN clients AS c ON n.subject_type = 'clients' AND c.id::text = n.subject_id \
            LEFT JOIN invoices AS i ON n.subject_type = 'invoices' AND i.id::text = n.subject_id \
            GROUP BY 1 ORDER BY 1" \
        -c "SELECT kind, count(*), count(*) FILTER (WHERE c.id IS NULL AND i.id IS NULL) FROM files AS f \
            LEFT JOIN clients AS c ON f.kind = 'client' AND c.id::text = f.owner_id \
            LEFT JOIN invoices AS i ON f.kind = 'invoice' AND i.id::text = f.owner_id GROUP BY 1 \
            ORDER BY 1"
        """

    @Test("points at rows that are there, of each table as many as did, once it is declared")
    func declared() async throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = BuiltProject(name: "pointing", scratch: scratch)
        try await project.capture([Self.tables, Self.rows, "VACUUM ANALYZE"], tool)
        try project.write(tables: Self.tables)
        let shape = try scratch.text("pointing/shape.json")
        let undeclared = BuiltProject.fields(try project.loaded(tool, asked: Self.question))
        #expect(undeclared.contains { $0[2] != "0" }, "\(undeclared)")

        let declared = shape.split(separator: "\n").map { line in
            if line.hasPrefix("\"subject_id\":") {
                return "\"subject_id\":{\"polymorphic\":{\"by\":\"subject_type\","
                    + "\"tables\":{\"clients\":\"clients\",\"invoices\":\"invoices\"}}},"
            }
            guard line.hasPrefix("\"owner_id\":") else { return String(line) }
            return "\"owner_id\":{\"polymorphic\":{\"by\":\"kind\","
                + "\"tables\":{\"client\":\"clients\",\"invoice\":\"invoices\"}}},"
        }
        // The last column of a table has no comma behind it.
        try scratch.write(
            declared.joined(separator: "\n").replacing("}}},\n}}", with: "}}}\n}}"), to: "pointing/shape.json")
        let made = BuiltProject.fields(try project.loaded(tool, asked: Self.question))
        #expect(
            made == [
                ["clients", "1400", "0"], ["invoices", "600", "0"], ["client", "300", "0"], ["invoice", "900", "0"],
            ], "\(made)")
    }
}
