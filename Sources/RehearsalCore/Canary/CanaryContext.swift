/// A session in which the application may write: settings made at the beginning of each transaction.
public struct CanaryContext: Hashable, Sendable, Codable {
    /// Nil for a session without settings.
    public var name: String?
    /// Sorted by name.
    public var settings: [SessionSetting]

    public init(name: String? = nil, settings: [SessionSetting] = []) {
        self.name = name
        self.settings = settings
    }
}

extension Project {
    /// So many sessions are tried at the most: a project with more of them names the same tenants again and again.
    private static let contextLimit = 16

    /// The sessions in which the application is known to work, no two alike: none; those of rehearsal.yaml; then
    /// those that checks and queries of the application role make for themselves.
    public var canaryContexts: [CanaryContext] {
        var contexts = [CanaryContext()]
        func add(_ name: String, _ settings: [SessionSetting]) {
            let isKnown = contexts.contains { $0.settings == settings }
            if !isKnown, contexts.count < Self.contextLimit {
                contexts.append(CanaryContext(name: name, settings: settings))
            }
        }
        for session in sessions { add(session.name, SessionContext.merged(session.settings, [])) }
        for check in checks {
            for variant in check.variants where variant.role == .application {
                add(variant.session ?? "check \(check.name)", variant.settings)
            }
        }
        for query in workload {
            for variant in query.variants where variant.role == .application {
                add(variant.session ?? "query \(query.name)", variant.settings)
            }
        }
        return contexts
    }
}
