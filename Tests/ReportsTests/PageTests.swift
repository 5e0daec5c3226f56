import Foundation
import RehearsalCore
import Reports
import Testing

@Suite("Pages and short reports")
struct PageTests {
    @Test("The page of a finding in docs equals the words of its rule", arguments: FindingCode.allCases)
    func findingDocuments(_ code: FindingCode) throws {
        try Golden.expect(findingDocument(code), equalsFile: "docs/findings/\(code.rawValue).md")
    }

    @Test("explain prints every part of a rule", arguments: FindingCode.allCases)
    func explain(_ code: FindingCode) {
        let page = findingPage(code)
        #expect(page.hasPrefix("\(code.rawValue): "))
        for title in ["Raised when", "In production", "What to do", "Raises it", "Does not"] {
            #expect(page.contains("\n\(title)\n  "))
        }
        #expect(page.split(separator: "\n").allSatisfy { $0.count <= 110 })
    }

    @Test("A message shows its five parts, a label each")
    func message() throws {
        let failure = try #require(SampleOutcome.endedEarly.failure)
        let expected = """
            pgrehearse: the cluster did not start
                where        /usr/lib/postgresql/15/bin/postgres
                server said  FATAL: could not create shared memory segment
                             HINT: reduce shared_buffers
                state now    the directory was removed
                next         correct server.conf, then: pgrehearse run .

            """
        #expect(messageReport(failure) == expected)
    }

    @Test("A dry run lists acts in order, those of drills set in, with their conditions")
    func dryRun() {
        let report = dryRunReport([
            PlannedAct(.finishDrills, .always), PlannedAct(.walkBack(step: "001"), .cloneStands("001"), drill: "001"),
        ])
        #expect(report.hasPrefix("  1  finish the drills\n  2    walk back 001    if the clone of 001 stands\n"))
    }

    @Test("A history lists runs with their endings; an empty one says so")
    func history() {
        #expect(historyReport([], of: "shop") == "no run of shop is recorded here\n")
        let report = historyReport([("20250315T090000Z-0a1b", .refused, 3)], of: "shop")
        #expect(report.contains("  20250315T090000Z-0a1b  REFUSED     2          3\n"))
    }
}
