public import RehearsalCore

/// The room's words: what happened, what is true now, what to do next.
extension StoreError {
    public var message: FivePartMessage {
        FivePartMessage(what: what, place: path, stateNow: stateNow, next: next)
    }

    private var name: String {
        switch purpose {
        case .accepted: "accepted store"
        case .history: "run history"
        }
    }

    private var what: String {
        switch problem {
        case .empty: "The \(name) is a file without bytes: something cut it off or made it by hand."
        case .notAFile: "The \(name)'s path names something that is not a file."
        case .notSQLite: "The \(name) is not a SQLite database."
        case .foreign: "The \(name)'s path names a SQLite database that pgrehearse did not make."
        case .otherPurpose: "The file is a pgrehearse store, but not the \(name)."
        case .newerFormat(let found, let known):
            "The \(name) has format \(found), and this pgrehearse knows formats up to \(known)."
        case .olderFormat(let found, let known):
            "The \(name) has format \(found), and this pgrehearse reads formats from \(known) on."
        case .damaged(let detail): "The \(name) does not hold what was written to it: \(detail)."
        case .unreadable(let reason): "The \(name) cannot be read: \(reason)."
        case .unwritable(let reason): "The \(name) cannot be written: \(reason)."
        case .diskFull: "The \(name) could not be written: no space is left."
        case .busy: "The \(name) is being written by another process, which did not finish in time."
        case .changedMeanwhile: "Another process replaced the \(name) while this one was about to."
        case .textHoldsNull(let text):
            "The \(name) cannot keep the text \(text.debugDescription): it contains a NUL character."
        case .numberNotFinite: "The \(name) cannot keep a query plan whose cost or row estimate is not finite."
        case .stateTwice(let state): "Two snapshots were given for the state \u{201C}\(state)\u{201D}."
        case .runRecordedBefore(let identifier): "The \(name) already holds a run \(identifier)."
        case .runUnknown(let identifier): "The \(name) holds no run \(identifier)."
        }
    }

    private var stateNow: String {
        switch problem {
        case .empty, .notAFile, .notSQLite, .foreign, .otherPurpose, .newerFormat, .olderFormat, .unreadable:
            "The file was not changed and nothing was taken from it."
        case .damaged: "Nothing that was read from the file is used."
        case .unwritable, .diskFull, .busy, .changedMeanwhile, .textHoldsNull, .numberNotFinite, .stateTwice,
            .runRecordedBefore:
            "Nothing was added; what the file held before is still there."
        case .runUnknown: "The file was read and is in order."
        }
    }

    private var next: String {
        let file = path.quotedForShell
        switch problem {
        case .empty, .notSQLite, .damaged:
            return switch purpose {
            case .accepted: "Fetch the committed file again: git checkout -- \(file)"
            case .history: "Move it away, the next run starts a new one: mv \(file) \("\(path).damaged".quotedForShell)"
            }
        case .notAFile, .foreign, .otherPurpose:
            return switch purpose {
            case .accepted: "Look at it (ls -l \(file)), and name another file under `store:` in rehearsal.yaml."
            case .history: "Look at it (ls -l \(file)), and move it away."
            }
        case .newerFormat: return "Use the pgrehearse that wrote it, or a later one."
        case .olderFormat:
            return switch purpose {
            case .accepted: "Remove it (git rm \(file)), run, look at the report, and accept anew."
            case .history: "Move it away, the next run starts a new one: mv \(file) \("\(path).old".quotedForShell)"
            }
        case .unreadable, .unwritable: return "Look at who may read and write it: ls -ld \(folder) \(file)"
        case .diskFull: return "Free some space (df -h \(folder)) and run the same command again."
        case .busy, .changedMeanwhile: return "Run the same command again."
        case .textHoldsNull: return "Take the NUL character out of that text."
        case .numberNotFinite: return "Look for an infinite cost among the planner settings of server.conf."
        case .stateTwice, .runRecordedBefore: return "Run the rehearsal again."
        case .runUnknown: return "Name a run that the history holds."
        }
    }

    private var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash]).quotedForShell
    }
}

extension String {
    /// The text as one word of a POSIX shell.
    fileprivate var quotedForShell: String {
        let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+@%"
        if !isEmpty, allSatisfy({ plain.contains($0) }), !hasPrefix("-") { return self }
        let inner = split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
        return "'\(inner)'"
    }
}
