import RehearsalCore

/// What was rehearsed, on what: the first lines of a report.
func headLines(_ outcome: Outcome, verb: String, style: TerminalStyle) -> [String] {
    let title = "pgrehearse \(sanitized(outcome.toolVersion)): \(verb) \(sanitized(outcome.project))"
    var lines = [style.painted(title, .bold) + ", run \(sanitized(outcome.runIdentifier))"]
    if let server = outcome.server {
        let collation = server.collationVersion.map { ", collation \($0)" } ?? ""
        lines.append(
            sanitized("  server   PostgreSQL \(server.version), \(server.locale)\(collation), clock \(server.clock)"))
    } else {
        lines.append("  server   none was started")
    }
    if let dataset = outcome.dataset {
        lines.append(
            "  dataset  \(countWords(dataset.rowCount)) rows in \(counted(dataset.tableCount, "table")), "
                + "\(sizeWords(bytes: dataset.databaseBytes)), seed \(dataset.seed), "
                + "scale \(scaleWords(thousandths: dataset.scaleThousandths))")
    } else {
        lines.append("  dataset  none was loaded")
    }
    if let server = outcome.server {
        lines.append(
            server.isDurable
                ? "  times    fsync was on" : "  times    fsync was off: times are not production's")
    }
    return lines
}
