extension ShapeTree {
    /// One node a line, two spaces a level.
    var text: String { lines(level: 0).joined(separator: "\n") }

    private func lines(level: Int) -> [String] {
        [String(repeating: "  ", count: level) + label] + children.flatMap { $0.lines(level: level + 1) }
    }

    /// `Index Scan using a_idx on public.t [Join Type Left]`; what every plan says is left out.
    static func label(of node: QueryPlanNode, relation root: String?) -> String {
        var label = ""
        var notes: [String] = []
        for attribute in node.shape where ExplainKeys.hashed.contains(attribute.key) {
            switch attribute.key {
            case "Parent Relationship", ExplainKeys.indexIdentity: continue
            case "Subplan Name": label = "\(value(of: attribute)): "
            case "Parallel Aware": if attribute.value == "true" { label += "Parallel " }
            case "Partial Mode": if attribute.value != "Simple" { notes.append(attribute.value) }
            case "Join Type": if attribute.value != "Inner" { notes.append(attribute.value) }
            case "Strategy", "Operation", "Command": notes.append(attribute.value)
            default: notes.append("\(attribute.key) \(attribute.value)")
            }
        }
        label += node.type
        if let index = node.indexName { label += " using \(index)" }
        if let relation = root ?? node.relation { label += " on \(relation)" }
        return notes.isEmpty ? label : "\(label) [\(notes.joined(separator: ", "))]"
    }
}
