public import RehearsalCore

/// What `pgrehearse explain CODE` prints.
public func findingPage(_ code: FindingCode) -> String {
    let rule = code.rule
    var lines = ["\(code.rawValue): \(rule.headline)", weightWords(rule), ""]
    for (title, text) in sections(of: rule) {
        lines.append(title)
        lines += wrapped(text, width: 76).map { "  \($0)" } + [""]
    }
    for (title, example) in examples(of: rule) {
        lines.append(title)
        lines += example.text.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" } + [""]
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
}

/// The code's page in docs/findings, in Markdown. A test holds the committed pages to these words.
public func findingDocument(_ code: FindingCode) -> String {
    let rule = code.rule
    var blocks = [
        "# \(code.rawValue)",
        "\(rule.headline.prefix(1).uppercased())\(rule.headline.dropFirst()). \(weightWords(rule))",
    ]
    blocks += sections(of: rule).flatMap { ["## \($0.title)", wrapped($0.text, width: 110).joined(separator: "\n")] }
    blocks += examples(of: rule).flatMap { title, example in
        ["## \(title)", "```\(example.language.rawValue)\n\(example.text)\n```"]
    }
    return blocks.joined(separator: "\n\n") + "\n"
}

private func sections(of rule: any FindingRule.Type) -> [(title: String, text: String)] {
    [("Raised when", rule.condition), ("In production", rule.effect), ("What to do", rule.wayOut)]
}

private func examples(of rule: any FindingRule.Type) -> [(String, RuleExample)] {
    [("Raises it", rule.badExample), ("Does not", rule.goodExample)]
}

private func weightWords(_ rule: any FindingRule.Type) -> String {
    switch rule.severity {
    case .fail: "Fails the run: exit status \(rule.ending.rawValue), unless it is accepted."
    case .warn: "A warning: fails nothing."
    case .note: "A note: fails nothing."
    }
}
