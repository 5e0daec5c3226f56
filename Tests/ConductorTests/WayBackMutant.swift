import RehearsalCore

/// A way back with one statement taken out.
struct WayBackMutant: CustomStringConvertible {
    var step: String
    /// 1-based number of the statement that is missing.
    var ordinal: Int
    var missing: Statement
    var script: Script

    var description: String {
        "\(script.file):\(missing.place.line): without statement \(ordinal): \(firstLine)"
    }

    /// The missing statement's first line.
    var firstLine: String { String(missing.text.prefix { $0 != "\n" }) }
}

extension Step {
    /// The step's way back without each of its statements in turn; none where there is nothing to walk.
    var mutants: [WayBackMutant] {
        guard case .script(let script) = wayBack else { return [] }
        return script.statements.indices.map { index in
            var shortened = script
            let missing = shortened.statements.remove(at: index)
            return WayBackMutant(step: name, ordinal: index + 1, missing: missing, script: shortened)
        }
    }
}
