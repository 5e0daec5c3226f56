/// The one question that sets many settings, in their order: a round trip for each would cost more than what is asked
/// behind it.
struct SettingsQuestion {
    let sql: String
    let parameters: [String?]

    /// - Parameter isLocal: true for settings that end with the transaction at hand.
    /// - Precondition: there is at least one setting.
    init(_ settings: [(name: String, value: String)], isLocal: Bool) {
        precondition(!settings.isEmpty, "a question sets something")
        // Arguments are evaluated in order.
        let calls = settings.indices.map { "pg_catalog.set_config($\(2 * $0 + 1), $\(2 * $0 + 2), \(isLocal))" }
        sql = "SELECT \(calls.joined(separator: ", "))"
        parameters = settings.flatMap { [$0.name, $0.value] }
    }
}
