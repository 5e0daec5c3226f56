internal import Foundation
internal import GRDB
public import RehearsalCore

/// The file of runs: every run's outcome and snapshots, appended, never changed.
///
/// Two processes may record at once: one waits for the other. A run is recorded in one transaction, so a process
/// that is killed leaves the history as it was before the run.
public struct RunHistory: Sendable {
    public let path: String
    private let queue: DatabaseQueue
    private var place: StorePlace { StorePlace(path: path, purpose: .history) }

    /// Opens the file, and makes it with its folder where there is none.
    /// - Throws: ``StoreError`` for anything but a sound history of ours.
    public static func open(_ path: String) throws(StoreError) -> RunHistory {
        try open(path, pageLimit: nil)
    }

    /// - Parameter pageLimit: stands for a full disk in tests.
    static func open(_ path: String, pageLimit: Int?) throws(StoreError) -> RunHistory {
        let place = StorePlace(path: path, purpose: .history)
        let isThere = try place.explaining(isWriting: false) {
            guard let identity = try StoreFile.identity(of: path) else { return false }
            if identity.byteCount == 0 { throw StoreFault.empty }
            return true
        }
        if !isThere {
            try place.explaining(isWriting: true) {
                try StoreFile.createFolder(of: path)
                let bytes = try StoreImage.making(purpose: .history, head: .init(format: .plain)) { _ in }
                try StoreFile.createUnlessThere(path, with: bytes)
            }
        }
        return try place.explaining(isWriting: false) {
            let queue = try DatabaseQueue(path: path, configuration: StoreConnection.configuration)
            try queue.inDatabase { database in
                _ = try StoreSchema.check(database, purpose: .history)
                try database.execute(sql: "PRAGMA journal_mode = DELETE")
                if let pageLimit { try database.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
            }
            return RunHistory(path: path, queue: queue)
        }
    }

    /// Opens the file for reading alone: nothing is written to it or beside it. Nil when there is none.
    /// - Throws: ``StoreError`` for anything but a sound history of ours.
    public static func openForReading(_ path: String) throws(StoreError) -> RunHistory? {
        let place = StorePlace(path: path, purpose: .history)
        return try place.explaining(isWriting: false) {
            guard let identity = try StoreFile.identity(of: path) else { return nil }
            if identity.byteCount == 0 { throw StoreFault.empty }
            var configuration = StoreConnection.configuration
            configuration.readonly = true
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try queue.inDatabase { _ = try StoreSchema.check($0, purpose: .history) }
            return RunHistory(path: path, queue: queue)
        }
    }

    /// Remembers a run: its outcome, and its snapshots in the order given.
    /// - Throws: ``StoreError``; nothing of the run is then in the history.
    public func record(outcome: Outcome, snapshots: [Snapshot]) throws(StoreError) {
        try place.explaining(isWriting: true) {
            let run = try RunContents(outcome: outcome, snapshots: snapshots)
            try queue.writeWithoutTransaction { database in
                try database.inTransaction(.immediate) {
                    try run.insert(into: database)
                    return .commit
                }
            }
        }
    }

    /// The runs that were recorded last, newest first.
    /// - Parameters:
    ///   - project: only this project's, when given.
    ///   - folder: only those of this project folder, as it was spelled then, when given.
    ///   - limit: at most so many.
    public func runs(
        project: String? = nil, folder: String? = nil, limit: Int
    ) throws(StoreError) -> [RecordedRun] {
        try reading { try RunContents.runs(project: project, folder: folder, limit: limit, in: $0) }
    }

    /// The run that was recorded last, if any.
    /// - Parameters:
    ///   - project: only this project's, when given.
    ///   - folder: only those of this project folder, as it was spelled then, when given.
    public func latestRun(project: String? = nil, folder: String? = nil) throws(StoreError) -> RecordedRun? {
        try runs(project: project, folder: folder, limit: 1).first
    }

    /// What a run found out.
    /// - Throws: ``StoreError``, also when there is no such run.
    public func outcome(ofRun runIdentifier: String) throws(StoreError) -> Outcome {
        try reading { try RunContents.outcome(ofRun: runIdentifier, in: $0) }
    }

    /// A run's snapshots, in the order in which they were recorded.
    /// - Throws: ``StoreError``, also when there is no such run.
    public func snapshots(ofRun runIdentifier: String) throws(StoreError) -> [Snapshot] {
        try reading { try RunContents.snapshots(ofRun: runIdentifier, in: $0) }
    }

    /// One snapshot of a run; nil where none was recorded of that state.
    /// - Throws: ``StoreError``, also when there is no such run.
    public func snapshot(of state: StateName, ofRun runIdentifier: String) throws(StoreError) -> Snapshot? {
        try reading { try RunContents.snapshots(ofRun: runIdentifier, in: $0) { $0 == state }.first }
    }

    private func reading<Result>(_ read: (Database) throws -> Result) throws(StoreError) -> Result {
        try place.explaining(isWriting: false) { try queue.read(read) }
    }
}
