import ArgumentParser

@main
struct PGRehearse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pgrehearse")
}
