/// Where to connect and as whom: a URI or keyword=value string, or keywords and values, as libpq knows them.
///
/// Whatever is left out comes from libpq's usual places (environment, service file, password file, defaults).
/// No description, reflection included, shows a password; the string itself cannot be had back.
public struct ConnectionParameters: Hashable, Sendable {
    let conninfo: String?
    /// Later than ``conninfo``: what stands here wins.
    let keywords: [String: String]

    /// - Parameter conninfo: for example `postgresql://owner@/app?host=/run/postgresql` or `host=db dbname=app`. It is
    ///   read when connecting; a malformed one is ``PostgresError/cannotConnect(reason:)`` then.
    public init(conninfo: String) {
        self.init(conninfo: conninfo, keywords: [:])
    }

    /// - Parameter keywords: `host`, `port`, `dbname`, `user`, `password`, `options`, `sslmode`, …; `dbname` is the
    ///   plain name of a database here, never a connection string.
    public init(keywords: [String: String]) {
        self.init(conninfo: nil, keywords: keywords)
    }

    private init(conninfo: String?, keywords: [String: String]) {
        self.conninfo = conninfo
        self.keywords = keywords
    }

    /// The same parameters with one of them given or replaced.
    public func replacing(_ keyword: String, with value: String) -> ConnectionParameters {
        var keywords = keywords
        keywords[keyword] = value
        return ConnectionParameters(conninfo: conninfo, keywords: keywords)
    }

    /// `keyword=value` pairs sorted by keyword, secrets as `***`; without any of its text when it cannot be read.
    public var redactedDescription: String {
        switch ConnectionString.read(self) {
        case .failure: "(connection parameters that cannot be read)"
        case .success(let options): options.redactedDescription
        }
    }
}

extension ConnectionParameters: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { redactedDescription }
    public var debugDescription: String { redactedDescription }
    public var customMirror: Mirror { Mirror(self, children: ["parameters": redactedDescription]) }
}
