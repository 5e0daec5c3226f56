import Foundation
import TestGround
import Testing

/// `diff --query`, `--bundle` and `history --query` on a run of a small project.
@Suite("One query of a small project")
struct OneQueryTests {
    private static let step = "DROP INDEX orders_customer_id_idx;"
    private static let wayBack = "CREATE INDEX orders_customer_id_idx ON orders (customer_id);"

    @Test("is told in two states, run by run, and bundled")
    func told() throws {
        let scratch = try ScratchFolder()
        let tool = Tool(folder: scratch.path)
        let project = try scratch.miniProject(step: Self.step, wayBack: Self.wayBack)
        let none = try tool.call("history", project, "--query", "customer_orders")
        #expect(none.status == 0 && none.output.contains("no recorded run of mini asked query customer_orders"))
        _ = try tool.run(project)

        let states = ["run:latest/baseline", "run:latest/after:001", "--project", project, "--query"]
        let diff = try tool.started(["diff"] + states + ["customer_orders", "--bundle", "bundle"]).finished()
        #expect(diff.status == 1)
        #expect(diff.output.contains("has another query plan\n"))
        #expect(diff.output.contains(" + ") && diff.output.contains("Seq Scan on public.orders"))
        #expect(diff.output.contains("=>  Filter (customer_id = ?)"))
        let folder = scratch.path + "/bundle"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(
            names == [
                "after.txt", "before.txt", "difference.txt", "parameters.txt", "query.sql", "schema-before.sql",
                "schema.sql", "settings.txt", "statistics.txt",
            ])
        let schema = try String(contentsOfFile: folder + "/schema-before.sql", encoding: .utf8)
        #expect(schema.contains("CREATE INDEX orders_customer_id_idx") && !schema.contains("customers ("))

        let statistics = try String(contentsOfFile: folder + "/statistics.txt", encoding: .utf8)
        #expect(statistics.hasPrefix("table public.orders: ") && statistics.contains("\n  customer_id "))

        let again = try tool.started(["diff"] + states + ["customer_orders", "--bundle", "bundle"]).finished()
        #expect(again.status == 64 && again.chatter.contains("is not empty") && again.output.isEmpty)
        let wrong = try tool.started(["diff"] + states + ["customer_order"]).finished()
        #expect(wrong.status == 64 && wrong.chatter.contains("did you mean customer_orders?"))
        #expect(try tool.call("diff", "baseline", "baseline", "--bundle", "x").status == 64)

        let history = try tool.call("history", project, "--query", "customer_orders")
        let lines = history.output.split(separator: "\n").dropFirst(2)
        #expect(history.status == 0 && lines.count >= 2)
        #expect(lines.first?.contains("baseline") == true && lines.first?.contains("*") == false)
        #expect(lines.dropFirst().first?.hasSuffix("* changed") == true)
        let one = try tool.call("history", project, "--query", "customer_orders", "--state", "after:001")
        #expect(one.output.split(separator: "\n").count == 3)
        let unknown = try tool.call("history", project, "--query", "customer_order")
        #expect(unknown.status == 64 && unknown.chatter.contains("did you mean customer_orders?"))
        #expect(try tool.call("history", project, "--query", "customer_orders", "--state", "after:9").status == 64)
        #expect(try tool.call("history", project, "--state", "baseline").status == 64)
    }
}
