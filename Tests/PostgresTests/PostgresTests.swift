//  PostgresTests drive libpq against a real server: every case has a database of its own.
import Foundation
import Postgres
import Testing

/// Waits on a condition, looking again after other work had its turn; false when the limit passed.
func eventually(
    withinSeconds limit: Double = 20, _ condition: () async throws -> Bool
) async throws -> Bool {
    let end = ContinuousClock.now + .seconds(limit)
    while ContinuousClock.now < end {
        if try await condition() { return true }
        await Task.yield()
    }
    return false
}

/// The server's refusal that `work` runs into; anything else is a failure of the test.
func refusal(_ work: () async throws -> Void) async throws -> ServerErrorFields {
    let error = try await postgresError(work)
    guard case .server(let fields) = error else { throw Unexpected(error: error) }
    return fields
}

func postgresError(_ work: () async throws -> Void) async throws -> PostgresError {
    do {
        try await work()
    } catch let error as PostgresError {
        return error
    }
    throw Unexpected(error: nil)
}

struct Unexpected: Error { let error: PostgresError? }

extension PostgresError {
    var isConnectionLost: Bool {
        if case .connectionLost = self { true } else { false }
    }

    var isUnsupportedText: Bool {
        if case .unsupportedText = self { true } else { false }
    }

    var connectReason: String? {
        if case .cannotConnect(let reason) = self { reason } else { nil }
    }
}
