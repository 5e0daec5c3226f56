public import RehearsalCore

/// A message's five parts, for stderr: what failed on the first line, the others under it.
public func messageReport(_ message: FivePartMessage) -> String {
    let style = TerminalStyle(usesColour: false)
    let what = sanitized(message.what, keepingNewlines: true)
    return (["pgrehearse: \(what)"] + partLines(of: message, style: style, withPlace: true)).joined(separator: "\n")
        + "\n"
}

/// The four parts behind what failed, one label each.
func partLines(of message: FivePartMessage, style: TerminalStyle, withPlace: Bool) -> [String] {
    var parts: [(label: String, text: String)] = []
    if withPlace, let place = message.place { parts.append(("where", place)) }
    if let said = message.serverSaid { parts.append(("server said", said)) }
    parts.append(("state now", message.stateNow))
    parts.append(("next", message.next))
    return parts.flatMap { part in
        labelled(
            part.label, sanitized(part.text, keepingNewlines: true), indent: 4, labelWidth: 13, width: style.width)
    }
}
