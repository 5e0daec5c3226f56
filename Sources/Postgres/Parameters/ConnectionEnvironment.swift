import Foundation

/// The environment variables that libpq reads by itself.
public enum ConnectionEnvironment {
    /// What says how to prove who one is, and how the way there is protected; none of it says where to go.
    private static let kept: Set<String> = [
        "PGPASSWORD", "PGPASSFILE", "PGSSLMODE", "PGSSLROOTCERT", "PGSSLCERT", "PGSSLKEY", "PGSSLCRL", "PGSSLCRLDIR",
        "PGSSLMINPROTOCOLVERSION", "PGSSLMAXPROTOCOLVERSION", "PGSSLSNI", "PGSSLNEGOTIATION", "PGCHANNELBINDING",
        "PGREQUIREAUTH", "PGREQUIREPEER", "PGREQUIRESSL", "PGGSSENCMODE", "PGKRBSRVNAME", "PGGSSLIB",
        "PGGSSDELEGATION",
    ]

    /// Takes from this process every variable of libpq's that could lead a connection elsewhere or change what it
    /// does: PGHOST, PGHOSTADDR, PGPORT, PGDATABASE, PGUSER, PGSERVICE, PGOPTIONS and those that nobody has thought of.
    ///
    /// An explicit `host` does not help against PGHOSTADDR, and an empty keyword counts as none: only a variable that
    /// is gone is not read. Happens once for the process, however many ask. Not safe beside other threads that read the
    /// environment; call it before the first connection.
    public static func forgetRedirections() { forgotten }

    private static let forgotten: Void = {
        let names = ProcessInfo.processInfo.environment.keys.filter { name in
            name.hasPrefix("PG") && !name.hasPrefix("PGREHEARSE_") && !kept.contains(name)
        }
        for name in names.sorted() { unsetenv(name) }
    }()
}
