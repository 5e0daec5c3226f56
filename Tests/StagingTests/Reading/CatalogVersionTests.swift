import Postgres
import RehearsalCore
import TestServer
import Testing

@testable import Staging

@Suite("The catalog reader on PostgreSQL 14 to 18")
struct CatalogVersionTests {
    @Test("names only columns that the version's catalogs have", arguments: DocumentedCatalogs.majors)
    func columns(_ major: Int) {
        let server = DocumentedCatalogs.server(major)
        let known = DocumentedCatalogs.allColumns
        let there = Set(server.columns.values.flatMap { $0.map(\.name) })
        let catalogs = Set(DocumentedCatalogs.majors.flatMap { DocumentedCatalogs.server($0).columns.keys })
        let queries = CatalogReader.queries(server)
        #expect(queries.count > 50)
        for query in queries {
            let words = Set(query.sql.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
            #expect(words.intersection(known).subtracting(there) == [], "\(query.reading)")
            #expect(words.intersection(catalogs).subtracting(server.columns.keys) == [], "\(query.reading)")
        }
    }

    @Test("reads each column that a later version brought")
    func newColumns() {
        let sql = DocumentedCatalogs.majors.map { major in
            (major, CatalogReader.queries(DocumentedCatalogs.server(major)).map(\.sql).joined())
        }
        for (column, first) in [
            ("indnullsnotdistinct", 15), ("prattrs", 15), ("subdisableonerr", 15), ("inherit_option", 16),
            ("daticurules", 16), ("suborigin", 16), ("subrunasowner", 16), ("datlocale", 17), ("subfailover", 17),
            ("conenforced", 18), ("pubgencols", 18),
        ] {
            #expect(sql.filter { $0.1.contains(column) }.map(\.0) == DocumentedCatalogs.majors.filter { $0 >= first })
        }
    }

    @Test("each query runs, and gives the attributes that it says")
    func queries() async throws {
        try await ReadingFixture.run { fixture in
            try await fixture.execute(ReadingFixture.objects)
            for query in CatalogReader.queries(DocumentedCatalogs.server(15)) {
                do {
                    let facts = query.facts(
                        of: try await fixture.connection.query(query.sql), key: ReadingFixture.secretsKey)
                    #expect(!facts.isEmpty, "\(query.reading)")
                    for fact in facts {
                        let found = ReadAttribute(kind: fact.kind, name: fact.attribute, factClass: fact.factClass)
                        #expect(query.attributes.contains { $0.covers(found) }, "\(query.reading): \(fact)")
                    }
                } catch {
                    Issue.record("\(query.reading): \(error)")
                }
            }
        }
    }

    @Test("the columns documented for 15 are those of the server")
    func documented() async throws {
        try await withTestDatabase { parameters in
            let connection = try await PostgresConnection.connect(to: parameters)
            let server = try await ReadSession.run(
                on: connection, reading: "catalogs", statementLimitMilliseconds: 60_000
            ) { session in try await ServerCatalogs.read(in: session) }
            let documented = DocumentedCatalogs.server(15)
            #expect(server.columns.keys.sorted() == documented.columns.keys.sorted())
            for (catalog, columns) in server.columns {
                let expected = documented.columns[catalog] ?? []
                #expect(columns.map(\.name) == expected.map(\.name), "\(catalog)")
                #expect(columns.map { $0.keyPlace != nil } == expected.map { $0.keyPlace != nil }, "\(catalog)")
            }
            await connection.close()
        }
    }
}
