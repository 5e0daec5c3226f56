extension FactClass {
    /// The order in which the worst class wins, worst first.
    ///
    /// What no snapshot's hash covers (`data`, `environment`, `physical`) comes behind what it covers.
    static let worstFirst: [FactClass] = [.semantic, .security, .performance, .data, .environment, .physical]

    /// The worst class among several; nil for none.
    public static func worst(of classes: some Sequence<FactClass>) -> FactClass? {
        let seen = Set(classes)
        return worstFirst.first { seen.contains($0) }
    }
}
