public import RehearsalCore

/// What can keep a throw-away cluster from standing.
public enum ClusterError: ExplainedError, Hashable {
    /// - Parameter override: the folder that PGBIN names, where it is set: no other is looked at then.
    case binariesMissing(majorVersion: Int, found: [String], override: String?)
    case noServerAccount(tried: [String])
    /// The janitor, which makes the cluster's folder, would not start or answered that it failed.
    case janitorFailed(act: String, folder: String, said: String)
    case fakeClockMissing(searched: [String])
    case serverDidNotStart(folder: String, logTail: [String], parameter: ServerParameter?)
    case cannotConnect(target: String, reason: String)
    case temporaryFolderUnusable(folder: String, reason: String)
    case diskFull(DiskSpace, said: String)

    public var ending: Ending {
        switch self {
        case .serverDidNotStart(_, _, let parameter): parameter == nil ? .infrastructure : .usage
        case .binariesMissing, .noServerAccount, .janitorFailed, .fakeClockMissing, .cannotConnect,
            .temporaryFolderUnusable, .diskFull:
            .infrastructure
        }
    }
}

extension ClusterError {
    public var message: FivePartMessage {
        let nothingLeft = "no server runs and no folder of ours was left behind"
        switch self {
        case .binariesMissing(let major, let found, let override?):
            return FivePartMessage(
                what: "PGBIN names a folder without PostgreSQL \(major)'s server programs (initdb, postgres, pg_ctl)",
                place: found.first.map { "found " + $0 } ?? "PGBIN=\(override)", stateNow: nothingLeft,
                next: "let PGBIN name the folder of PostgreSQL \(major)'s programs, or unset it to have them searched")
        case .binariesMissing(let major, let found, nil):
            return FivePartMessage(
                what: "PostgreSQL \(major)'s server programs (initdb, postgres, pg_ctl) were not found",
                place: found.isEmpty ? "no installation was found" : "found only " + found.joined(separator: ", "),
                stateNow: nothingLeft,
                next: "install them (Debian: apt-get install postgresql-\(major)), or name their folder in PGBIN")
        case .noServerAccount(let tried):
            return FivePartMessage(
                what: "there is no unprivileged account to run PostgreSQL as, and PostgreSQL refuses to run as root",
                place: "tried " + tried.joined(separator: ", "), stateNow: nothingLeft,
                next: "create one (Debian: adduser --system --group postgres), or call the tool as an ordinary user")
        case .janitorFailed(let act, let folder, let said):
            return FivePartMessage(
                what: "the throw-away cluster could not be made: \(act) failed", place: folder, serverSaid: said,
                stateNow: nothingLeft,
                next: "check that the folder above can be written and has room, or set TMPDIR to one that can")
        case .fakeClockMissing(let searched):
            return FivePartMessage(
                what: "libfaketime was not found, and rehearsal.yaml pins the server's clock",
                place: "searched " + searched.joined(separator: ", "), stateNow: nothingLeft,
                next: "install it (Debian: apt-get install libfaketime)")
        case .serverDidNotStart(let folder, let logTail, let parameter):
            return FivePartMessage(
                what: parameter.map { "the server does not accept \($0.name) = '\($0.value)'" }
                    ?? "the throw-away server did not start",
                place: parameter.map(\.place.description) ?? folder,
                serverSaid: logTail.joined(separator: "\n"), stateNow: nothingLeft,
                next: parameter == nil
                    ? "read the server's words above" : "correct the parameter in the file above")
        case .cannotConnect(let target, let reason):
            return FivePartMessage(
                what: "the throw-away server cannot be reached", place: target, serverSaid: reason,
                stateNow: nothingLeft,
                next: "run the command again; if it stays, run it with --keep and look at the log")
        case .diskFull(let disk, let said):
            return FivePartMessage(
                what: "the disk is full: there is no room for the throw-away cluster", place: disk.words,
                serverSaid: said.isEmpty ? nil : said, stateNow: nothingLeft,
                next: "make room there, or set TMPDIR to a folder on a bigger disk, and run the command again")
        case .temporaryFolderUnusable(let folder, let reason):
            return FivePartMessage(
                what: "the temporary folder cannot be used: \(reason)", place: folder, stateNow: nothingLeft,
                next: "set TMPDIR to a folder that the server's account can enter and write")
        }
    }
}
