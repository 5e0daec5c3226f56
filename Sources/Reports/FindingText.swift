import RehearsalCore

/// The most findings that a terminal report shows in full.
let findingLimit = 20

/// A finding's first line: `file:line:column: severity: code: what`, the form that editors jump from.
func headLine(of finding: Finding, style: TerminalStyle) -> String {
    let place = finding.place.map { sanitized($0.description) } ?? finding.step.map { sanitized($0) } ?? "run"
    let severity = style.painted(severityWord(finding), severityInk(finding))
    return "\(place): \(severity): \(finding.code.rawValue): \(sanitized(finding.message.what))"
}

private func severityWord(_ finding: Finding) -> String {
    finding.acceptedReason == nil ? finding.severity.rawValue : "accepted"
}

private func severityInk(_ finding: Finding) -> Ink {
    guard finding.acceptedReason == nil else { return .dim }
    switch finding.severity {
    case .fail: return .bad
    case .warn: return .doubtful
    case .note: return .dim
    }
}

/// A finding with its five parts; a note that asks for nothing is its first line alone.
func findingLines(_ finding: Finding, style: TerminalStyle) -> [String] {
    var lines = [headLine(of: finding, style: style)]
    if finding.severity == .note && finding.message.next == "nothing" { return lines }
    if let reason = finding.acceptedReason {
        lines += labelled("accepted", sanitized(reason), indent: 4, labelWidth: 13, width: style.width)
    } else if let words = finding.expiredAcceptance {
        lines += labelled("was accepted", sanitized(words), indent: 4, labelWidth: 13, width: style.width)
    }
    let repeatsPlace = finding.message.place == finding.place?.description
    return lines + partLines(of: finding.message, style: style, withPlace: !repeatsPlace)
}

/// `2 fail, 1 warn, 3 note, 1 accepted`: those that there are.
func tally(_ findings: [Finding]) -> String {
    let open = findings.filter { $0.acceptedReason == nil }
    var parts = Severity.allCases.compactMap { severity in
        let count = open.count { $0.severity == severity }
        return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    if open.count < findings.count { parts.append("\(findings.count - open.count) accepted") }
    return parts.joined(separator: ", ")
}
