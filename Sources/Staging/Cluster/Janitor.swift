import RehearsalCore
import Subprocess
import SystemPackage

/// The other end of the janitor's pipe: sends a verb, waits for its one-line answer.
///
/// The janitor outlives every way in which this process can end, because the end of its input is its signal.
actor Janitor {
    private struct Request: Sendable {
        var line: String
        var answer: CheckedContinuation<String, any Error>
    }

    private struct Gone: Error {}

    private let requests: AsyncStream<Request>.Continuation
    private let session: Task<Void, Never>
    let folder: String

    private init(folder: String, requests: AsyncStream<Request>.Continuation, session: Task<Void, Never>) {
        self.folder = folder
        self.requests = requests
        self.session = session
    }

    /// Starts a janitor as the server's account; it makes `folder` with mode 0700 before it answers.
    static func started(
        folder: String, owner: String, cacheFolder: String, cacheName: String, account: ServerAccount,
        environment: [String: String]
    ) async throws(ClusterError) -> Janitor {
        let (stream, requests) = AsyncStream.makeStream(of: Request.self)
        let command = account.commandLine(
            ["sh", "-c", janitorScript, "pgrehearse-janitor", folder, owner, cacheFolder, cacheName])
        let (firstAnswer, reportFirst) = AsyncStream.makeStream(of: String.self)
        var options = PlatformOptions()
        options.createSession = true
        let configuration = Configuration(
            executable: .name(command[0]), arguments: Arguments(Array(command.dropFirst())),
            environment: .custom(
                environment.reduce(into: [:]) { $0[Environment.Key(stringLiteral: $1.key)] = $1.value }),
            workingDirectory: "/", platformOptions: options)
        let session = Task.detached {
            await converse(configuration, stream, reportFirst)
        }
        let janitor = Janitor(folder: folder, requests: requests, session: session)
        var answers = firstAnswer.makeAsyncIterator()
        let first = await answers.next() ?? "failed the janitor did not start"
        guard first.hasPrefix("ok") else {
            // A cancelled caller hears nothing, though the janitor may be about to answer: it is waited for anyway.
            requests.finish()
            await session.value
            throw .janitorFailed(act: "making its folder", folder: folder, said: String(first.dropFirst(7)))
        }
        return janitor
    }

    /// Sends one verb and returns what follows `ok `.
    func ask(_ verb: String, _ argument: String = "", act: String) async throws(ClusterError) -> String {
        let line = argument.isEmpty ? verb : "\(verb) \(argument)"
        precondition(!line.contains("\n"), "a verb is one line")
        let answer: String
        do {
            answer = try await withCheckedThrowingContinuation { continuation in
                let request = Request(line: line, answer: continuation)
                if case .terminated = requests.yield(request) { continuation.resume(throwing: Gone()) }
            }
        } catch {
            throw .janitorFailed(act: act, folder: folder, said: "the janitor is gone")
        }
        if answer.hasPrefix("ok") { return String(answer.dropFirst(3)) }
        throw .janitorFailed(act: act, folder: folder, said: String(answer.dropFirst(7)))
    }

    /// Closes the pipe and waits until the janitor has cleaned up.
    func dismissed() async {
        requests.finish()
        await session.value
    }

    private static func converse(
        _ configuration: Configuration, _ stream: AsyncStream<Request>, _ reportFirst: AsyncStream<String>.Continuation
    ) async {
        do {
            _ = try await run(configuration, input: .inputWriter, output: .sequence, error: .discarded) { execution in
                var lines = execution.standardOutput.strings().makeAsyncIterator()
                reportFirst.yield(try await lines.next()?.trimmedLine ?? "failed the janitor did not start")
                for await request in stream {
                    do {
                        _ = try await execution.standardInputWriter.write(request.line + "\n")
                        guard let line = try await lines.next() else { throw Gone() }
                        request.answer.resume(returning: line.trimmedLine)
                    } catch {
                        request.answer.resume(throwing: error)
                    }
                }
                try await execution.standardInputWriter.finish()
            }
        } catch {
            reportFirst.yield("failed \(error)")
        }
        reportFirst.finish()
        // Whoever still waits hears that nobody will answer.
        for await request in stream { request.answer.resume(throwing: Gone()) }
    }
}

extension String {
    fileprivate var trimmedLine: String { hasSuffix("\n") ? String(dropLast()) : self }
}
