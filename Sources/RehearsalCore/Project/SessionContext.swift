/// A session of rehearsal.yaml: whom somebody who logs in acts for, under a name.
public struct SessionContext: Hashable, Sendable, Codable {
    public var name: String
    /// Made at the beginning of each transaction, sorted by name.
    public var settings: [SessionSetting]
    /// What `{name}` in a query's parameters stands for.
    public var values: [String: String]

    public init(name: String, settings: [SessionSetting], values: [String: String]) {
        self.name = name
        self.settings = settings
        self.values = values
    }

    /// The session's settings with others on top, sorted by name. Names are compared as PostgreSQL does: without case.
    public static func merged(_ settings: [SessionSetting], _ others: [SessionSetting]) -> [SessionSetting] {
        var byName: [String: SessionSetting] = [:]
        for setting in settings + others { byName[setting.name.lowercased()] = setting }
        return byName.values.sorted { $0.name < $1.name }
    }
}

/// One `SET name = value` of a session.
public struct SessionSetting: Hashable, Sendable, Codable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
