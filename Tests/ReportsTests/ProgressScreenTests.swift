import RehearsalCore
import Reports
import Testing

@Suite("Progress on stderr")
struct ProgressScreenTests {
    private static let wipe = "\r\u{1B}[K"
    private static let act = ProgressEvent.actBegan(.runStep("001_indexes"), number: 7, of: 17)

    private static func statement(
        _ excerpt: String, tag: String? = nil, complaint: ServerComplaint? = nil, notices: [String] = []
    ) -> ProgressEvent {
        .statementEnded(
            StatementObservation(
                ordinal: 1, place: SourcePlace(file: "migrations/001_a.sql", line: 3, column: 1), excerpt: excerpt,
                elapsedMilliseconds: 12.4, commandTag: tag, notices: notices, complaint: complaint,
                locks: .observed([]), changedObjects: []))
    }

    @Test("A terminal gets one line with the act, its number, the time and the statement, which is rewritten in place")
    func terminal() {
        var screen = ProgressScreen(chatter: .normal, isTerminal: true)
        #expect(screen.ticked(atMilliseconds: 0, columns: 100) == "", "nothing has begun")
        #expect(
            screen.told(Self.act, atMilliseconds: 500, columns: 100)
                == Self.wipe + "act 7 of 17, 0 s: run 001_indexes (0 s)")
        #expect(screen.told(.statementBegan(number: 2, of: 31), atMilliseconds: 550, columns: 100) == "", "10 a second")
        #expect(
            screen.ticked(atMilliseconds: 65_900, columns: 100)
                == Self.wipe + "act 7 of 17, 1 min 05 s: run 001_indexes (1 min 05 s), statement 2 of 31")
        #expect(screen.ticked(atMilliseconds: 66_100, columns: 100) == "", "what stands there needs no drawing")
        #expect(screen.ended() == Self.wipe)
        #expect(screen.ended() == "", "wiped once")
    }

    @Test("A flood of events is drawn ten times a second at the most")
    func rate() {
        var screen = ProgressScreen(chatter: .normal, isTerminal: true)
        _ = screen.told(.actBegan(.loadDataset, number: 4, of: 4), atMilliseconds: 0, columns: 100)
        let drawn = (1...20_000).count { row in
            let event = ProgressEvent.rowsLoaded(Int64(row), of: 20_000)
            return !screen.told(event, atMilliseconds: Double(row) / 10, columns: 100).isEmpty
        }
        #expect(drawn == 20)
    }

    @Test("Rows are counted with their total, never backwards, and go with their act")
    func rows() {
        var screen = ProgressScreen(chatter: .normal, isTerminal: true)
        _ = screen.told(.actBegan(.loadDataset, number: 4, of: 17), atMilliseconds: 0, columns: 100)
        _ = screen.told(.rowsLoaded(120_000, of: 300_000), atMilliseconds: 1, columns: 100)
        _ = screen.told(.rowsLoaded(90_000, of: 300_000), atMilliseconds: 2, columns: 100)
        #expect(screen.ticked(atMilliseconds: 1000, columns: 100).hasSuffix("(1 s), 120,000 of 300,000 rows"))
        let next = screen.told(.actBegan(.restartServer, number: 5, of: 17), atMilliseconds: 3000, columns: 100)
        #expect(next == Self.wipe + "act 5 of 17, 3 s: restart at production's wal_level (0 s)")
    }

    @Test("What drills do stands behind the rehearsal's act, until they are over")
    func drills() {
        var screen = ProgressScreen(chatter: .normal, isTerminal: true)
        func tell(_ event: ProgressEvent, _ now: Double) { _ = screen.told(event, atMilliseconds: now, columns: 200) }
        tell(Self.act, 0)
        let walked = ProgressEvent.actBegan(.walkBack(step: "000_a"), number: 5, of: 17)
        tell(.inDrill(of: "000_a", walked), 1000)
        tell(.inDrill(of: "000_a", .statementBegan(number: 1, of: 2)), 1001)
        #expect(
            screen.ticked(atMilliseconds: 2000, columns: 200)
                == Self.wipe + "act 7 of 17, 2 s: run 001_indexes (2 s); "
                + "beside it: walk back 000_a (1 s), statement 1 of 2")
        tell(.inDrill(of: "000_a", .actBegan(.discardClone(step: "000_a"), number: 6, of: 17)), 2100)
        tell(.inDrill(of: "000_a", .actEnded(.discardClone(step: "000_a"), elapsedMilliseconds: 1)), 2200)
        #expect(
            screen.ticked(atMilliseconds: 3000, columns: 200)
                == Self.wipe + "act 7 of 17, 3 s: run 001_indexes (3 s)")
    }

    @Test("A statement's counter does not outlive its act")
    func statementGoes() {
        var screen = ProgressScreen(chatter: .normal, isTerminal: true)
        _ = screen.told(Self.act, atMilliseconds: 0, columns: 100)
        _ = screen.told(.statementBegan(number: 31, of: 31), atMilliseconds: 1, columns: 100)
        _ = screen.told(.actEnded(.runStep("001_indexes"), elapsedMilliseconds: 5), atMilliseconds: 2, columns: 100)
        #expect(!screen.ticked(atMilliseconds: 1000, columns: 100).contains("statement"))
    }

    @Test("The line is cut to the terminal of the moment, one column short of its width")
    func width() {
        var screen = ProgressScreen(chatter: .normal, isTerminal: true)
        #expect(screen.told(Self.act, atMilliseconds: 0, columns: 21) == Self.wipe + "act 7 of 17, 0 s: r…")
        #expect(screen.ticked(atMilliseconds: 200, columns: 20) == Self.wipe + "act 7 of 17, 0 s: …")
        #expect(screen.ticked(atMilliseconds: 400, columns: 2) == Self.wipe + "…")
        #expect(screen.ticked(atMilliseconds: 600, columns: 0) == Self.wipe)
    }

    @Test("What would steer a terminal does not reach it")
    func steering() {
        var screen = ProgressScreen(chatter: .verbose, isTerminal: true)
        let event = ProgressEvent.actBegan(.runStep("\u{1B}[2J\n"), number: 1, of: 1)
        let shown = screen.told(event, atMilliseconds: 0, columns: 200)
        #expect(shown.contains("\\u{1B}[2J\\u{A}"))
        #expect(!shown.contains("\u{1B}[2J"))
    }

    @Test("Elsewhere a plain line comes every ten seconds, and nothing else")
    func plain() {
        var screen = ProgressScreen(chatter: .normal, isTerminal: false)
        var told: [String] = []
        func keep(_ text: String) { if !text.isEmpty { told.append(text) } }
        keep(screen.told(Self.act, atMilliseconds: 1000, columns: 80))
        keep(screen.told(.statementBegan(number: 2, of: 3), atMilliseconds: 1001, columns: 80))
        for second in 2...32 { keep(screen.ticked(atMilliseconds: Double(second) * 1000, columns: 80)) }
        keep(screen.ended())
        #expect(
            told
                == [10, 20, 30].map {
                    "pgrehearse: act 7 of 17, \($0) s: run 001_indexes (\($0) s), statement 2 of 3\n"
                })
    }

    @Test("Quiet says nothing at all", arguments: [true, false])
    func quiet(isTerminal: Bool) {
        var screen = ProgressScreen(chatter: .quiet, isTerminal: isTerminal)
        #expect(screen.told(Self.act, atMilliseconds: 0, columns: 80) == "")
        #expect(screen.told(Self.statement("SELECT 1", tag: "SELECT 1"), atMilliseconds: 1, columns: 80) == "")
        #expect(screen.ticked(atMilliseconds: 100_000, columns: 80) == "")
        #expect(screen.ended() == "")
    }

    @Test("Verbose tells acts and statements as they begin and end, each with its time")
    func verbose() {
        var screen = ProgressScreen(chatter: .verbose, isTerminal: false)
        #expect(
            screen.told(Self.act, atMilliseconds: 0, columns: 20) == "pgrehearse: act 7 of 17: run 001_indexes\n")
        #expect(screen.told(.statementBegan(number: 1, of: 3), atMilliseconds: 1, columns: 20) == "")
        let made = Self.statement(
            "CREATE TABLE a (b integer)", tag: "CREATE TABLE", notices: ["NOTICE: hello\u{7}"])
        #expect(
            screen.told(made, atMilliseconds: 2, columns: 20)
                == "  migrations/001_a.sql:3:1: CREATE TABLE a (b integer) (CREATE TABLE, 12 ms)\n"
                + "    NOTICE: hello\\u{7}\n")
        let complaint = ServerComplaint(severity: "ERROR", sqlState: "42P07", message: "a 'secret' exists")
        let refused = screen.told(
            Self.statement("CREATE TABLE a ()", complaint: complaint), atMilliseconds: 3, columns: 9)
        #expect(refused == "  migrations/001_a.sql:3:1: CREATE TABLE a () (refused, 42P07, 12 ms)\n")
        let ended = ProgressEvent.actEnded(.runStep("001_indexes"), elapsedMilliseconds: 1240)
        #expect(screen.told(ended, atMilliseconds: 4, columns: 9) == "pgrehearse: 1.24 s for: run 001_indexes\n")
    }

    @Test("Verbose on a terminal puts its lines above the one that is rewritten")
    func verboseTerminal() {
        var screen = ProgressScreen(chatter: .verbose, isTerminal: true)
        let line = "act 7 of 17, 0 s: run 001_indexes (0 s)"
        #expect(
            screen.told(Self.act, atMilliseconds: 0, columns: 99)
                == "pgrehearse: act 7 of 17: run 001_indexes\n" + Self.wipe + line)
        let ended = ProgressEvent.actEnded(.runStep("001_indexes"), elapsedMilliseconds: 12)
        #expect(
            screen.told(ended, atMilliseconds: 12, columns: 99)
                == Self.wipe + "pgrehearse: 12 ms for: run 001_indexes\n" + Self.wipe + line)
    }
}
