public import RehearsalCore
public import Staging

/// Why a state that the user named cannot be shown.
public enum StateError: ExplainedError, Hashable {
    case noFile(String)
    /// `state` is nil where the user named none and one is needed.
    case noSuchState(state: String?, place: String, known: [String])
    case ambiguousState(state: String, place: String, meant: [String])
    case noSuchKey(key: String, place: String, known: [String])
    case severalKeys(place: String, known: [String])
    case noSuchRun(run: String, place: String, known: [String])
    case noSuchQuery(query: String, place: String, known: [String])
    case nothingAccepted(place: String, project: String)
    case noRun(place: String, folder: String)
    /// A run's state of an accepted store, or the other way round.
    case otherFile(place: String, isHistory: Bool)
    /// Rows or query plans of a server.
    case readForSchemaAlone
    case malformedURI(reason: String)
    case passwordInURI(redacted: String)
    case serverTooOld(version: String, server: String)
    case serverNotRead(words: String, server: String)
    case superuser(server: String)
    case noCounters(WorkloadObstacle, server: String)

    init(_ failure: NamedServer.Failure, of uri: String) {
        self =
            switch failure {
            case .malformed(let reason): .malformedURI(reason: reason)
            case .holdsSecret(let redacted): .passwordInURI(redacted: redacted)
            case .tooOld(let version): .serverTooOld(version: version, server: uri)
            case .notRead(let words): .serverNotRead(words: words, server: uri)
            case .superuser: .superuser(server: uri)
            case .noCounters(let obstacle): .noCounters(obstacle, server: uri)
            }
    }

    public var ending: Ending {
        switch self {
        case .nothingAccepted, .noRun: .notComparable
        case .serverTooOld, .serverNotRead: .infrastructure
        case .noFile, .noSuchState, .ambiguousState, .noSuchKey, .severalKeys, .noSuchRun, .noSuchQuery, .otherFile,
            .readForSchemaAlone, .malformedURI, .passwordInURI, .superuser, .noCounters:
            .usage
        }
    }

    public var message: FivePartMessage {
        FivePartMessage(
            what: what.sentence, place: what.place, serverSaid: what.serverSaid, stateNow: stateNow, next: next)
    }

    private var what: (sentence: String, place: String?, serverSaid: String?) {
        switch self {
        case .noFile(let path): ("there is no such file", path, nil)
        case .noSuchState(nil, let place, _): ("which state is meant is not said", place, nil)
        case .noSuchState(let state?, let place, _): ("there is no state \(state)", place, nil)
        case .ambiguousState(let state, let place, _): ("\(state) may mean several states", place, nil)
        case .noSuchKey(let key, let place, _): ("nothing was accepted under a key \(key)", place, nil)
        case .severalKeys(let place, _): ("snapshots were accepted under several keys", place, nil)
        case .noSuchRun(let run, let place, _): ("there is no recorded run \(run)", place, nil)
        case .noSuchQuery(let query, let place, _): ("there is no query \(query)", place, nil)
        case .nothingAccepted(let place, let project):
            ("nothing was accepted yet\(project.isEmpty ? "" : " for \(project)")", place, nil)
        case .noRun(let place, _): ("no run is recorded", place, nil)
        case .otherFile(let place, let isHistory):
            (
                isHistory
                    ? "the file is a run history, not an accepted store"
                    : "the file is an accepted store, not a run history",
                place, nil
            )
        case .readForSchemaAlone:
            ("a server is read for its schema alone: it has no digests and no query plans here", nil, nil)
        case .malformedURI(let reason): ("the server's URI cannot be read: \(reason)", nil, nil)
        case .passwordInURI(let redacted): ("the server's URI holds a password", redacted, nil)
        case .serverTooOld(let version, let server):
            ("the server is PostgreSQL \(version): 14 and later are read", server, nil)
        case .serverNotRead(let words, let server): ("the server could not be read whole", server, words)
        case .noCounters(let obstacle, let server): (obstacle.sentence, server, nil)
        case .superuser(let server): ("the role is a superuser: its session could do more than read", server, nil)
        }
    }

    private var stateNow: String {
        switch self {
        case .passwordInURI:
            "nothing was sent; but the call has stood in this machine's list of processes, where every user can read it"
        case .malformedURI, .readForSchemaAlone: "nothing was sent to any server"
        case .superuser, .noCounters: "nothing was read and nothing was changed"
        case .serverTooOld, .serverNotRead: "nothing was changed on the server, and nothing is shown"
        case .noFile, .noSuchState, .ambiguousState, .noSuchKey, .severalKeys, .noSuchRun, .noSuchQuery,
            .nothingAccepted, .noRun, .otherFile:
            "nothing is shown"
        }
    }

    private var next: String {
        switch self {
        case .noFile: "name a store file, a state, or a server: pgrehearse show --help"
        case .noSuchState(nil, _, let known): "name one of: \(Self.list(known))"
        case .noSuchState(let state?, _, let known):
            Self.suggestion(for: state, among: known)
                + "there are: \(Self.list(known)); a file's name needs a slash: ./\(state)"
        case .ambiguousState(_, _, let meant): "name one of: \(Self.list(meant))"
        case .noSuchKey(_, _, let known), .severalKeys(_, let known):
            "name one of: \(Self.list(known.map { "key:\($0)/STATE" }))"
        case .noSuchRun(let run, _, let known):
            Self.suggestion(for: run, among: known)
                + "there are: \(Self.list(known)); or name the latest: run:latest/STATE"
        case .noSuchQuery(let query, _, let known):
            Self.suggestion(for: query, among: known)
                + (known.isEmpty ? "the workload has no queries" : "there are: \(Self.list(known))")
        case .nothingAccepted: "pgrehearse run ., look at its report, then: pgrehearse accept . --reason \"…\""
        case .noRun(_, let folder): "pgrehearse run \(folder)"
        case .otherFile(let place, let isHistory):
            isHistory ? "name a run's state: \(place)#run:latest/STATE" : "name an accepted state: \(place)#STATE"
        case .readForSchemaAlone: "leave out --digests, --query-plans and --query"
        case .malformedURI: "write it as postgresql://user@host:5432/database"
        case .passwordInURI:
            "leave it out of the URI and give it in PGPASSWORD or in a password file (~/.pgpass, PGPASSFILE); "
                + "change it if others use this machine"
        case .superuser:
            "name a role that may read the tables (GRANT pg_read_all_data TO …), or say --as-superuser"
        case .noCounters(let obstacle, _): obstacle.next
        case .serverTooOld: "pg_dump --schema-only reads older servers"
        case .serverNotRead:
            "look at the address, the password (PGPASSWORD, ~/.pgpass) and what the role may read; then type it again"
        }
    }

    private static func suggestion(for name: String, among known: [String]) -> String {
        NearestName.suggestion(for: name, among: known).map { "did you mean \($0)? " } ?? ""
    }

    /// The most names that a message lists.
    private static let nameLimit = 20

    private static func list(_ names: [String]) -> String {
        let left = names.count - nameLimit
        return names.prefix(nameLimit).joined(separator: ", ") + (left > 0 ? " and \(left) more" : "")
    }
}
