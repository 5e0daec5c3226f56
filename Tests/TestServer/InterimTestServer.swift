import Foundation
public import Postgres

/// Runs `body` with a new, empty database that nobody else uses, and drops it afterwards.
///
/// All calls share one throw-away cluster, which is made by the first and ends with this process.
public func withTestDatabase(_ body: @Sendable (ConnectionParameters) async throws -> Void) async throws {
    let server = try await InterimTestServer.shared.parameters()
    let name = "test_\(UUID().uuidString.lowercased())"
    let administrator = try await PostgresConnection.connect(to: server)
    let quoted = PostgresConnection.quotedIdentifier(name)
    _ = try await administrator.execute("CREATE DATABASE \(quoted) TEMPLATE template0")
    let ending: Result<Void, any Error>
    do {
        ending = .success(try await body(server.replacing("dbname", with: name)))
    } catch {
        ending = .failure(error)
    }
    _ = try await administrator.execute("DROP DATABASE \(quoted) WITH (FORCE)")
    await administrator.close()
    try ending.get()
}

/// One cluster per test process, held by a shell whose stdin is a pipe from here: when this process ends, however it
/// ends, the shell reads end-of-file, stops the server and removes its files.
actor InterimTestServer {
    static let shared = InterimTestServer()
    private var start: Task<ConnectionParameters, any Error>?
    private var shell: Process?

    struct CannotStart: Error { let output: String }

    func parameters() async throws -> ConnectionParameters {
        if let start { return try await start.value }
        let start = Task { try launch() }
        self.start = start
        return try await start.value
    }

    private func launch() throws -> ConnectionParameters {
        let shell = Process()
        let input = Pipe()
        let output = Pipe()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", Self.script]
        shell.standardInput = input
        shell.standardOutput = output
        try shell.run()
        self.shell = shell
        var text = ""
        while !text.hasSuffix("\n") {
            let piece = output.fileHandleForReading.availableData
            guard !piece.isEmpty else { throw CannotStart(output: text) }
            text += String(decoding: piece, as: UTF8.self)
        }
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 3, words[0] == "ready" else { throw CannotStart(output: text) }
        return ConnectionParameters(keywords: [
            "host": words[1], "user": "postgres", "password": words[2], "dbname": "postgres",
        ])
    }

    private static let script = """
        set -eu
        bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
        directory=$(mktemp -d /tmp/pgrehearse-test-XXXXXX)
        trap 'rm -rf "$directory"' EXIT
        trap '' INT TERM HUP
        password=$(od -An -N 16 -tx1 /dev/urandom | tr -d ' \\n')
        printf '%s\\n' "$password" > "$directory/password"
        drop=''
        if [ "$(id -u)" = 0 ]; then
            chown -R postgres: "$directory"
            drop='setpriv --reuid=postgres --regid=postgres --clear-groups --'
        fi
        cd "$directory"
        $drop "$bin/initdb" --no-sync -D "$directory/data" -U postgres -A scram-sha-256 \\
            --pwfile="$directory/password" -E UTF8 --locale=C.UTF-8 > "$directory/initdb.log" 2>&1
        $drop "$bin/pg_ctl" -D "$directory/data" -w -l "$directory/server.log" -o \\
            "-c listen_addresses= -c unix_socket_directories=$directory -c fsync=off -c max_connections=200" \\
            start > /dev/null
        echo "ready $directory $password"
        read -r _ || true
        $drop "$bin/pg_ctl" -D "$directory/data" -m immediate -w stop > /dev/null
        """
}
