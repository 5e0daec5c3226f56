import RehearsalCore
import Testing

@Suite("What the machine says of a server")
struct ServerConditionTests {
    @Test("quotes the cause out of a log that goes on behind it, and the last lines where none is named")
    func log() {
        let recovery = (1...30).map { "LOG:  checkpoint \($0)" }
        let killed = "LOG:  server process (PID 7) was terminated by signal 9: Killed"
        #expect(ServerCondition(logTail: ["LOG:  start", killed] + recovery).shownLog == ["server log: " + killed])
        #expect(ServerCondition(logTail: recovery).shownLog == (26...30).map { "server log: LOG:  checkpoint \($0)" })
        #expect(ServerCondition(logTail: ["PANIC: \u{1B}[2J"]).shownLog == ["server log: PANIC: \\u{1B}[2J"])
        #expect(ServerCondition().shownLog == [])
    }

    @Test("knows a full disk by the log and by its room, and says what is full and how much there is")
    func disk() {
        #expect(ServerCondition(logTail: ["PANIC:  could not write: No space left on device"]).saysDiskFull)
        #expect(!ServerCondition(logTail: ["LOG:  fine"]).saysDiskFull)
        let full = DiskSpace(folder: "/tmp/a b", freeBytes: (1 << 20) - 1, totalBytes: 64 << 20)
        #expect(full.isFull)
        #expect(full.words == "the disk of /tmp/a b has 64 MiB, 0 MiB of them free")
        #expect(!DiskSpace(folder: "/", freeBytes: 1 << 20, totalBytes: 64 << 20).isFull)
    }
}
