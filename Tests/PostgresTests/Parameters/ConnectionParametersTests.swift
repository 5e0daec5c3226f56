import Testing
import TestServer

@testable import Postgres

@Suite("Connection parameters")
struct ConnectionParametersTests {
    static let canary = "CANARY-7f3a"

    @Test(
        "No description shows a password, however it was given",
        arguments: [
            ConnectionParameters(conninfo: "postgresql://u:CANARY-7f3a@localhost/db"),
            ConnectionParameters(conninfo: "postgresql://u@localhost/db?password=CANARY-7f3a&user=v"),
            ConnectionParameters(conninfo: "host=localhost password='CANARY-7f3a' sslpassword=CANARY-7f3a-too"),
            ConnectionParameters(conninfo: "postgresql://u:CANARY-7f3a@[::1/db"),
            ConnectionParameters(conninfo: "postgresql://u:x@CANARY-7f3a@localhost/db"),
            ConnectionParameters(keywords: ["password": "CANARY-7f3a", "host": "localhost"]),
            ConnectionParameters(conninfo: "user=u").replacing("password", with: "CANARY-7f3a"),
        ])
    func redacted(_ parameters: ConnectionParameters) {
        var dumped = ""
        dump(parameters, to: &dumped)
        for shown in [parameters.redactedDescription, "\(parameters)", String(reflecting: parameters), dumped] {
            #expect(!shown.contains(Self.canary))
            #expect(!shown.isEmpty)
        }
    }

    @Test("A description is sorted and says the rest")
    func described() {
        let parameters = ConnectionParameters(conninfo: "postgresql://owner:x@db.example:5433/app?sslmode=require")
        let expected = "dbname=app host=db.example password=*** port=5433 sslmode=require user=owner"
        #expect(parameters.redactedDescription == expected)
        let spaced = ConnectionParameters(keywords: ["options": "-c a=b", "host": "h"])
        #expect(spaced.redactedDescription == "host=h options='-c a=b'")
    }

    @Test(
        "A malformed connection string is refused without quoting any of it",
        arguments: [
            "postgresql://u:CANARY-7f3a@[::1/db", "postgresql://u:CANARY%zz-7f3a@h/db",
            "postgresql://u:part@CANARY-7f3a@h/db", "postgresql://u:part/CANARY-7f3a@h/db",
            "postgresql://u:CANARY-7f3a/part@h/db", "host=h password=my CANARY-7f3a",
            "host=h password='CANARY-7f3a", "host=h password=my CANARY-7f3a=x", "postgresql://u:CANARY-7f3a",
            "CANARY-7f3a", "postgresql://u@h/db?CANARY-7f3a", "postgresql://u@h/db?password=a=CANARY-7f3a",
            "host=h port=CANARY-7f3a",
        ])
    func malformed(_ conninfo: String) async throws {
        let error = try await postgresError {
            _ = try await PostgresConnection.connect(to: ConnectionParameters(conninfo: conninfo))
        }
        let reason = try #require(error.connectReason)
        #expect(!reason.contains("CANARY"))
        #expect(!reason.contains("7f3a"))
        #expect(!reason.contains("part"))
    }

    @Test("A wrong password is refused without being shown")
    func wrongPassword() async throws {
        let right = try await TestServer.shared.passwordRole()
        let connection = try await PostgresConnection.connect(to: right)
        await connection.close()
        let wrong = right.replacing("password", with: "CANARY-7f3a!%40'\"<")
        let error = try await postgresError { _ = try await PostgresConnection.connect(to: wrong) }
        let reason = try #require(error.connectReason)
        #expect(reason.contains("password authentication failed"))
        #expect(!reason.contains("CANARY"))
        #expect(!"\(error) \(String(reflecting: error))".contains("7f3a"))
    }

    @Test("A password that libpq quotes after all is struck out of the reason")
    func quotedPassword() async throws {
        let error = try await postgresError {
            _ = try await PostgresConnection.connect(
                to: ConnectionParameters(keywords: ["host": "/CANARY-7f3a", "password": "CANARY-7f3a"]))
        }
        let reason = try #require(error.connectReason)
        #expect(reason.contains("/***/.s.PGSQL"))
        #expect(!reason.contains("CANARY"))
    }

    @Test("URI and keyword strings both connect, with what they say")
    func connectsByString() async throws {
        try await withTestDatabase { parameters in
            let given = parameters.keywords
            let host = try #require(given["host"])
            let password = given["password"] ?? "none"
            let database = try #require(given["dbname"])
            let user = try #require(given["user"])
            let port = given["port"] ?? "5432"
            let encodedHost = host.replacing("/", with: "%2F")
            let strings = [
                "postgresql://\(user):\(password)@\(encodedHost):\(port)/\(database)?application_name=named",
                "postgres://\(user)@/\(database)?host=\(host)&port=\(port)&password=\(password)&application_name=named",
                "host='\(host)' port=\(port) user=\(user) password='\(password)' dbname=\(database)"
                    + " application_name=named",
            ]
            for string in strings {
                let connection = try await PostgresConnection.connect(to: ConnectionParameters(conninfo: string))
                let row = try await connection.query(
                    "SELECT pg_catalog.current_database() AS db, pg_catalog.current_setting('application_name') AS name"
                )
                #expect(try row.rows[0].text("db") == database)
                #expect(try row.rows[0].text("name") == "named")
            }
        }
    }

    @Test("A session speaks UTF-8 and calls itself pgrehearse, and a database name is never a connection string")
    func defaults() async throws {
        try await withTestDatabase { parameters in
            let latin = parameters.replacing("client_encoding", with: "LATIN1")
            let connection = try await PostgresConnection.connect(to: latin)
            let result = try await connection.query(
                """
                SELECT pg_catalog.current_setting('application_name') AS name,
                       pg_catalog.current_setting('client_encoding') AS encoding
                """)
            #expect(result.rows[0].values == ["pgrehearse", "UTF8"])
            #expect(connection.serverVersionNumber >= 150000)
            #expect(connection.backendProcessID > 0)
            let odd = try await postgresError {
                _ = try await PostgresConnection.connect(to: parameters.replacing("dbname", with: "user=nobody"))
            }
            #expect(odd.connectReason?.contains("database \"user=nobody\" does not exist") == true)
        }
    }
}
