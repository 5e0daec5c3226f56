import Testing

@testable import Postgres

@Suite("The watchdog of all statements")
struct WatchdogTests {
    private static func biting(_ watchdog: Watchdog, milliseconds: Int) async -> Bool {
        await withCheckedContinuation { continuation in
            if watchdog.arm(milliseconds: milliseconds, { continuation.resume(returning: true) }) == nil {
                continuation.resume(returning: false)
            }
        }
    }

    @Test("bites behind a limit that passes before the one it sleeps for")
    func earlierLimit() async {
        let watchdog = Watchdog()
        let long = watchdog.arm(milliseconds: Int.max) { Issue.record("a limit of centuries has passed") }
        #expect(long != nil)
        for milliseconds in [40, 1, 20] { #expect(await Self.biting(watchdog, milliseconds: milliseconds)) }
    }

    @Test("does not bite what has been crossed out, and bites all others once")
    func crossedOut() async throws {
        let watchdog = Watchdog()
        let bites = Monitor<[Int]>([])
        let gate = Monitor((isHeld: false, isOpen: false))
        // While its thread is held, limits pass and none of them is looked at.
        _ = watchdog.arm(milliseconds: 1) {
            gate.change { $0.isHeld = true }
            gate.wait { $0.isOpen ? () : nil }
        }
        gate.wait { $0.isHeld ? () : nil }
        for number in 0..<200 {
            let ticket = try #require(watchdog.arm(milliseconds: 1) { bites.change { $0.append(number) } })
            if number.isMultiple(of: 2) { watchdog.disarm(ticket) }
        }
        gate.change { $0.isOpen = true }
        // Behind all others, so that whatever is to bite has bitten.
        #expect(await Self.biting(watchdog, milliseconds: 50))
        #expect(bites.change { $0.sorted() } == (0..<200).filter { !$0.isMultiple(of: 2) })
    }
}
