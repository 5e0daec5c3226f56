//  What a script has to do with the server's own end: it was lost, or its disk was full.

extension ScriptJudge {
    func lostServer() -> Finding {
        let last = lastPlace()
        let number = lastSent.map { " while statement \($0.ordinal) ran" } ?? ""
        let said = server.shownLog.isEmpty ? nil : server.shownLog.joined(separator: "\n")
        let state = "whether the statement took effect is unknown; \(rehearsed.consequence)"
        if server.saysDiskFull {
            return DiskFull.finding(
                step: rehearsed.step, place: last.place,
                message: FivePartMessage(
                    what: "the disk was full and the server went down\(number), in \(rehearsed.words)",
                    place: last.words, serverSaid: said, stateNow: diskWords + state, next: roomAdvice))
        }
        return ServerLost.finding(
            step: rehearsed.step, place: last.place,
            message: FivePartMessage(
                what: "the connection was lost\(number), in \(rehearsed.words)", place: last.words, serverSaid: said,
                stateNow: state,
                next: "see to what the server's log names, to memory and disk, then: \(runCommand)"))
    }

    var roomAdvice: String { "make room there, or set TMPDIR to a folder on a bigger disk, then: \(runCommand)" }

    /// What is full and how much there is, in front of the rest of a state.
    var diskWords: String { server.disk.map { $0.words + "; " } ?? "" }
}
