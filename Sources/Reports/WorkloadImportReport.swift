public import RehearsalCore

/// The files that an import wrote, a path on each line.
public func workloadImportReport(_ imported: ImportedWorkload) -> String {
    imported.written.map { sanitized($0) + "\n" }.joined()
}

/// Sentences about everything that did not become a file, and about what a file lacks.
public func workloadImportRemarks(_ imported: ImportedWorkload) -> [String] {
    let refused = imported.refused.map { refused in
        let words = refused.words.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "the server refused \(sanitized(refused.excerpt)): \(sanitized(words))"
    }
    let kept = imported.kept.map { "is there already, and stays as it is: \(sanitized($0))" }
    let leftOut = imported.leftOut.sorted { $0.key < $1.key }.map { "left out: \(entries($1)), \($0.words)" }
    var told = refused + kept + leftOut
    if imported.lowerCount > 0 {
        told.append("not asked for: \(imported.lowerCount) more, which touch fewer buffers; --top takes more of them")
    }
    if imported.isCut { told.append("the server has more entries than were read: those that touch the most were") }
    if imported.maskedCount > 0 { told.append("literals were masked in \(queries(imported.maskedCount))") }
    if imported.unexplainedCount > 0 {
        told.append(
            "the server does not explain \(queries(imported.unexplainedCount)) to the role: "
                + "columns were found by the text"
        )
    }
    if imported.unratedCount > 0 {
        told.append(
            "calls per day of \(queries(imported.unratedCount)) are not known: "
                + "--days says over how many days they were counted")
    }
    return told + ["\(queries(imported.written.count)) written"]
}

private func entries(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count) entries" }

private func queries(_ count: Int) -> String { count == 1 ? "1 query" : "\(count) queries" }

extension LeftOutReason {
    fileprivate var words: String {
        switch self {
        case .notQuery: "no SELECT, INSERT, UPDATE, DELETE or MERGE"
        case .truncated: "of which the text is cut off"
        case .several: "more than one statement each"
        case .hidden: "of which the role may not see the text"
        case .own: "of this tool, or about pg_stat_statements"
        case .noTable: "reading no table of users"
        }
    }
}
