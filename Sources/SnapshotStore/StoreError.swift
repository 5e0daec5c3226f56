public import RehearsalCore

/// Which of the two files a store is.
public enum StorePurpose: String, Hashable, Sendable, CaseIterable {
    /// The committed file of expectations.
    case accepted
    /// The file of runs, not committed.
    case history
}

/// A store that cannot be used, or a write that did not happen. Always ends the call with ``Ending/storeUnusable``.
public struct StoreError: ExplainedError, Hashable {
    /// What is wrong.
    public enum Problem: Hashable, Sendable {
        /// The file has no bytes.
        case empty
        /// The path names a directory, a device or another thing that is no file.
        case notAFile
        /// The bytes are no SQLite database.
        case notSQLite
        /// A SQLite database that this tool did not make.
        case foreign
        /// A store of ours for the other purpose.
        case otherPurpose
        /// Written by a later version of the tool.
        case newerFormat(found: Int, known: Int)
        /// Written by an earlier version of the tool, which kept other things.
        case olderFormat(found: Int, known: Int)
        /// What is stored is not what was written.
        case damaged(detail: String)
        /// The operating system or SQLite does not let us read it.
        case unreadable(reason: String)
        /// The operating system or SQLite does not let us write it.
        case unwritable(reason: String)
        case diskFull
        /// Another process is writing.
        case busy
        /// Another process replaced the file while this one was at work.
        case changedMeanwhile
        /// A text that SQLite cannot hold, because it contains a NUL character.
        case textHoldsNull(text: String)
        /// A cost or estimate that is no finite number.
        case numberNotFinite
        /// One snapshot list names a state twice.
        case stateTwice(StateName)
        case runRecordedBefore(runIdentifier: String)
        case runUnknown(runIdentifier: String)
    }

    /// As the caller spelled it.
    public var path: String
    public var purpose: StorePurpose
    public var problem: Problem

    public init(path: String, purpose: StorePurpose, problem: Problem) {
        self.path = path
        self.purpose = purpose
        self.problem = problem
    }

    public var ending: Ending { .storeUnusable }
}
