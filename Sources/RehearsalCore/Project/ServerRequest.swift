/// The server that a project asks for.
public struct ServerRequest: Hashable, Sendable, Codable {
    /// PostgreSQL's major version, for example 15.
    public var majorVersion: Int
    /// Production's parameters from server.conf, in file order.
    public var parameters: [ServerParameter]
    /// Extensions that the bootstrap role creates, and preloads where they need it.
    public var extensions: [String]
    public var locale: ServerLocale

    public init(majorVersion: Int, parameters: [ServerParameter], extensions: [String], locale: ServerLocale) {
        self.majorVersion = majorVersion
        self.parameters = parameters
        self.extensions = extensions
        self.locale = locale
    }
}

/// One line of a server.conf.
public struct ServerParameter: Hashable, Sendable, Codable {
    public var name: String
    /// The value without its quotes.
    public var value: String
    public var place: SourcePlace

    public init(name: String, value: String, place: SourcePlace) {
        self.name = name
        self.value = value
        self.place = place
    }
}

/// How the cluster compares and sorts text; never inherited from the environment.
public struct ServerLocale: Hashable, Sendable, Codable {
    public enum Provider: String, Hashable, Sendable, Codable, CaseIterable { case icu, libc }
    public var provider: Provider
    /// An ICU locale such as `en-US`, or a libc locale such as `C`.
    public var name: String

    public init(provider: Provider = .icu, name: String = "en-US") {
        self.provider = provider
        self.name = name
    }
}

/// The roles that the rehearsal logs in as, besides the bootstrap superuser.
public struct Roles: Hashable, Sendable, Codable {
    /// Owns the database and runs the steps.
    public var owner: RoleRequest
    /// What the application logs in as.
    public var application: RoleRequest?

    public init(owner: RoleRequest, application: RoleRequest?) {
        self.owner = owner
        self.application = application
    }
}

public struct RoleRequest: Hashable, Sendable, Codable {
    public enum Attribute: String, Hashable, Sendable, Codable, CaseIterable {
        case createrole, createdb, replication, bypassrls
    }
    public var name: String
    /// Sorted by name.
    public var attributes: [Attribute]

    public init(name: String, attributes: [Attribute] = []) {
        self.name = name
        self.attributes = attributes
    }
}
