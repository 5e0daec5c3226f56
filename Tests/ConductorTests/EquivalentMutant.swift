/// A statement of a way back whose absence no drill can see, and why that is so.
struct EquivalentMutant {
    var step: String
    /// What the statement begins with.
    var opening: String
    var reason: String

    static let all: [EquivalentMutant] = []

    func isTold(by mutant: WayBackMutant) -> Bool {
        step == mutant.step && mutant.missing.text.hasPrefix(opening)
    }
}
