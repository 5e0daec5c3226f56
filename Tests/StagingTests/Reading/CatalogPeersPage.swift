import Foundation
import RehearsalCore

/// One change, and who saw it.
struct PeerComparison {
    let statements: [String]
    let differences: [CatalogDifference]
    let dump: CatalogPeers.Answer
    let migra: CatalogPeers.Answer

    var ours: CatalogPeers.Answer { differences.isEmpty ? .unseen : .seen }
    /// The kind of object that the change is about.
    var group: String { differences.first.map { $0.kind.rawValue.replacing("_", with: " ") } ?? "none" }
}

/// The part of docs/catalog-peers.md that is measured.
enum CatalogPeersPage {
    static let file = CatalogPeers.root.appending(path: "docs/catalog-peers.md")
    static let opening = "<!-- Written by `PGREHEARSE_RECORD=1 make soak`, compared by every other `make soak`. -->\n"
    static let closing = "<!-- The end of what is written by `make soak`. -->\n"

    /// The page with another measured part; nil where it has no place for one.
    static func page(_ page: String, with text: String) -> String? {
        let parts = page.components(separatedBy: opening)
        guard parts.count == 2, let behind = parts[1].components(separatedBy: closing).last, parts[1] != behind else {
            return nil
        }
        return parts[0] + opening + "\n" + text + "\n" + closing + behind
    }

    static func text(_ comparisons: [PeerComparison]) -> String {
        let groups = Dictionary(grouping: comparisons, by: \.group).sorted { $0.key < $1.key }
        var lines = [
            "| changed | cases | pg_dump -s -C and pg_dumpall -g | migra | pgrehearse |", "|---|--:|--:|--:|--:|",
        ]
        for (group, members) in groups + [("**all**", comparisons)] { lines.append(summary(group, members)) }
        lines += ["", "| change | pg_dump, pg_dumpall | migra | pgrehearse |", "|---|---|---|---|"]
        lines += comparisons.map { comparison in
            let told = comparison.differences.map { "\($0.kind.rawValue) \($0.attribute ?? $0.change.rawValue)" }
            return "| \(cell(comparison.statements.joined(separator: "; "))) | \(word(comparison.dump)) "
                + "| \(word(comparison.migra)) | \(Set(told).sorted().joined(separator: ", ")) |"
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func summary(_ group: String, _ members: [PeerComparison]) -> String {
        let refusals = members.count { $0.migra == .refused }
        let migra = "\(members.count { $0.migra == .seen })" + (refusals > 0 ? ", \(refusals) errors" : "")
        return "| \(group) | \(members.count) | \(members.count { $0.dump == .seen }) | \(migra) "
            + "| \(members.count { $0.ours == .seen }) |"
    }

    private static func word(_ answer: CatalogPeers.Answer) -> String {
        switch answer {
        case .seen: "yes"
        case .unseen: "–"
        case .refused: "error"
        }
    }

    /// A statement on one line of a table, cut where it is long.
    private static func cell(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").replacing("|", with: "\\|")
        return "`" + (line.count > 100 ? line.prefix(99) + "…" : line).replacing("`", with: "'") + "`"
    }
}
