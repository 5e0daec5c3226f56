import Foundation

/// What the machine around the call looks like: read once, at the start, and handed on as a value.
public struct Host: Sendable {
    /// The environment variables of the call.
    public var environment: [String: String]
    /// Where throw-away directories are made, absolute.
    public var temporaryFolder: String
    public var processIdentifier: Int32
    public var userIdentifier: UInt32
    public var userName: String

    /// Where they are made when the temporary folder's own path is too long for a socket.
    static let shortTemporaryFolder = "/tmp"

    public init(
        environment: [String: String], temporaryFolder: String, processIdentifier: Int32, userIdentifier: UInt32,
        userName: String
    ) {
        self.environment = environment
        self.temporaryFolder = temporaryFolder
        self.processIdentifier = processIdentifier
        self.userIdentifier = userIdentifier
        self.userName = userName
    }

    /// The machine as this process sees it now.
    public static func current() -> Host {
        let environment = ProcessInfo.processInfo.environment
        let temporary = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        return Host(
            environment: environment, temporaryFolder: URL(fileURLWithPath: temporary).path,
            processIdentifier: getpid(), userIdentifier: geteuid(),
            userName: Account.named(byIdentifier: geteuid())?.name ?? "\(geteuid())")
    }
}

/// A row of the machine's user database.
struct Account: Sendable, Hashable {
    var name: String
    var userIdentifier: UInt32
    var home: String

    static func named(_ name: String) -> Account? { getpwnam(name).map { Account($0.pointee) } }

    static func named(byIdentifier identifier: UInt32) -> Account? { getpwuid(identifier).map { Account($0.pointee) } }

    private init(_ row: passwd) {
        name = String(cString: row.pw_name)
        userIdentifier = row.pw_uid
        home = String(cString: row.pw_dir)
    }
}

/// The account that server processes run as.
///
/// PostgreSQL refuses to run as root, so root hands its server processes to an unprivileged account.
struct ServerAccount: Sendable, Hashable {
    var account: Account
    /// True when commands have to drop from root to the account first.
    var dropsPrivileges: Bool

    /// Accounts that root hands server processes to, in order of preference.
    static let candidates = ["postgres", "nobody"]

    static func chosen(on host: Host) throws(ClusterError) -> ServerAccount {
        if host.userIdentifier == 0 {
            for name in candidates {
                if let account = Account.named(name) { return ServerAccount(account: account, dropsPrivileges: true) }
            }
            throw .noServerAccount(tried: candidates)
        }
        guard let account = Account.named(byIdentifier: host.userIdentifier) else {
            throw .noServerAccount(tried: ["uid \(host.userIdentifier)"])
        }
        return ServerAccount(account: account, dropsPrivileges: false)
    }

    /// A command line that runs `command` as the account, with default signal handling.
    func commandLine(_ command: [String]) -> [String] {
        let plain = ["env", "--default-signal"] + command
        guard dropsPrivileges else { return plain }
        let identifier = String(account.userIdentifier)
        return [
            "setpriv", "--reuid=\(identifier)", "--regid=\(Self.group(of: account))", "--clear-groups",
            "--no-new-privs",
        ] + plain
    }

    private static func group(of account: Account) -> String {
        getpwnam(account.name).map { String($0.pointee.pw_gid) } ?? String(account.userIdentifier)
    }
}
