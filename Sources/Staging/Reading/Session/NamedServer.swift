import Postgres
public import RehearsalCore

/// A server that the user named by a URI on the command line: the only one that we did not start and talk to.
///
/// Its catalogs are read, by two connections where it grants a second, in READ ONLY transactions of one snapshot, and
/// nothing else is asked of it. The sessions begin with `default_transaction_read_only` and with limits for statements
/// and for locks. They are parameters of the connection's start and not SET statements: behind a pooler those would
/// stay with a server's session that others use next. There is no limit for idling in the transaction: on a server of
/// ours, whose day is pinned, it would ring at once (see `ServerSettings`).
public struct NamedServer: Sendable {
    /// The limit for each of the reader's statements.
    static let statementLimitMilliseconds = 60_000
    static let settings = [
        "default_transaction_read_only=on", "statement_timeout=\(statementLimitMilliseconds)", "lock_timeout=5000",
    ]
    /// The oldest server whose catalogs are known.
    static let oldestVersion = 14

    public enum Failure: Error, Hashable, Sendable {
        /// The URI cannot be read; `reason` quotes none of it.
        case malformed(reason: String)
        /// The URI holds a secret, which every user of this machine can see among the processes.
        case holdsSecret(redacted: String)
        case tooOld(version: String)
        /// No connection, or none any more; or the server refused to be read. `words` are redacted.
        case notRead(words: String)
        /// The role is a superuser, and nobody said that it may be.
        case superuser
        /// What its statements cost is not told.
        case noCounters(WorkloadObstacle)
    }

    let parameters: ConnectionParameters

    /// - Parameter uri: `postgresql://…`, without a password.
    public init(uri: String) throws(Failure) {
        let named = ConnectionParameters(conninfo: uri)
        do {
            guard try named.givenSecrets().isEmpty else {
                throw Failure.holdsSecret(redacted: named.redactedDescription)
            }
            parameters = try Self.adding(Self.settings, to: named)
                .replacing("application_name", with: "pgrehearse").replacing("tcp_user_timeout", with: "30000")
        } catch let error as Failure {
            throw error
        } catch PostgresError.cannotConnect(let reason) {
            throw .malformed(reason: reason)
        } catch {
            throw .malformed(reason: serverWords(of: error))
        }
    }

    /// The same parameters, with which a session begins with more settings.
    private static func adding(
        _ settings: [String], to parameters: ConnectionParameters
    ) throws(PostgresError) -> ConnectionParameters {
        let options = [try parameters.given()["options"]].compactMap(\.self) + settings.map { "-c \($0)" }
        return parameters.replacing("options", with: options.joined(separator: " "))
    }

    /// Runs `body` on a connection of its own, which is closed behind it. A password may come from PGPASSWORD or a
    /// password file.
    ///
    /// - Parameter settings: that the session begins with, besides those of every session here.
    func withConnection<Value: Sendable>(
        settings: [String] = [], _ body: (PostgresConnection) async throws -> Value
    ) async throws(Failure) -> Value {
        ConnectionEnvironment.forgetRedirections()
        do {
            if try parameters.given()["dbname"] == StretchedDatabase.name {
                throw Failure.notRead(words: StretchedDatabase.mark)
            }
            let connection = try await PostgresConnection.connect(to: Self.adding(settings, to: parameters))
            let version = ServerVersion(number: connection.serverVersionNumber)
            guard version.major >= Self.oldestVersion else { throw Failure.tooOld(version: "\(version.major)") }
            let value = try await body(connection)
            await connection.close()
            return value
        } catch let failure as Failure {
            throw failure
        } catch {
            throw .notRead(words: serverWords(of: error))
        }
    }

    /// A second connection; nil where the server has none to spare.
    private func companion() async throws -> PostgresConnection? {
        do { return try await PostgresConnection.connect(to: parameters) } catch PostgresError.cannotConnect {
            return nil
        }
    }

    /// Reads the schema.
    public func readCatalog() async throws(Failure) -> Catalog {
        try await withConnection { connection in
            let reader = CatalogReader(statementLimitMilliseconds: Self.statementLimitMilliseconds)
            let companion = try await companion()
            let catalog = try await reader.readCatalog(on: connection, with: companion)
            await companion?.close()
            return catalog
        }
    }
}
