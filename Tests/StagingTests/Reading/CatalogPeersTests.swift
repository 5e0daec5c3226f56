import Foundation
import Postgres
import RehearsalCore
import Testing

@testable import Staging

/// Every change of the reader's tests, seen by pg_dump with pg_dumpall, by migra and by us; minutes long, so for
/// `make soak` alone.
@Suite("The catalog beside its peers")
struct CatalogPeersTests {
    private static let isSoak = ProcessInfo.processInfo.environment["PGREHEARSE_SOAK"] == "1"
    private static let isRecording = ProcessInfo.processInfo.environment["PGREHEARSE_RECORD"] == "1"

    /// Attributes that neither of the peers sees, one of each kind that must not be missed.
    private static let onlyOurs: [(kind: FactKind, attribute: String)] = [
        (.constraint, "triggers"), (.index, "ready"), (.index, "live"), (.materializedView, "populated"),
        (.column, "statistics"), (.sequence, "last_value"), (.sequence, "is_called"), (.extension, "version"),
        (.database, "collation_version"),
    ]

    @Test(
        "we see every change that they see, and those that they cannot; docs/catalog-peers.md tells",
        .enabled(if: isSoak))
    func comparison() async throws {
        try await CatalogPeers.run { peers in
            try await peers.create()
            let migra = try peers.migra()
            _ = try migra.look()
            var comparisons: [PeerComparison] = []
            var dump = try peers.dump()
            var catalog = try await peers.withFixture { try await $0.catalog() }
            // A database that lets nobody in can be looked at by none of the three.
            let changes = CatalogChangeCases.all.filter { !$0.statements.joined().contains("datallowconn") }
            for change in changes {
                let after = try await peers.withFixture { fixture in
                    try await fixture.execute(change.statements)
                    return try await fixture.catalog()
                }
                let dumped = try peers.dump()
                let answer = try migra.look()
                if !change.expected.isEmpty {
                    comparisons.append(
                        PeerComparison(
                            statements: change.statements, differences: differences(from: catalog, to: after),
                            dump: dumped == dump ? .unseen : .seen, migra: answer))
                }
                (catalog, dump) = (after, dumped)
            }
            try migra.end()
            for comparison in comparisons where comparison.ours != .seen {
                Issue.record("not seen by us: \(comparison.statements)")
            }
            expectOnlyOurs(in: comparisons)
            try expectPage(of: comparisons)
        }
    }

    private func expectOnlyOurs(in comparisons: [PeerComparison]) {
        for (kind, attribute) in Self.onlyOurs {
            #expect(
                comparisons.contains { comparison in
                    comparison.dump == .unseen && comparison.migra != .seen
                        && comparison.differences.contains { $0.kind == kind && $0.attribute == attribute }
                }, "\(kind.rawValue) \(attribute)")
        }
    }

    private func expectPage(of comparisons: [PeerComparison]) throws {
        let text = CatalogPeersPage.text(comparisons)
        let page = try String(contentsOf: CatalogPeersPage.file, encoding: .utf8)
        let recorded = try #require(CatalogPeersPage.page(page, with: text), "the page has no place for the table")
        guard Self.isRecording else {
            #expect(page == recorded, "docs/catalog-peers.md tells something else")
            return
        }
        try Data(recorded.utf8).write(to: CatalogPeersPage.file)
        Issue.record("recorded docs/catalog-peers.md: look at it, then run without PGREHEARSE_RECORD")
    }
}
