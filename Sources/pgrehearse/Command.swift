//  pgrehearse is the command: words in, an ending out, one file for each verb.
//  It never talks to a server itself and holds no rule of its own: it hands on and prints.

import ArgumentParser

/// The command with its verbs.
@main
struct Command: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pgrehearse",
        abstract: "Rehearses a PostgreSQL change before production meets it.",
        discussion: """
            pgrehearse run fixtures/advisoros
            pgrehearse run . --format json > run.json
            pgrehearse explain rollback-schema-differs
            """,
        version: toolVersion,
        subcommands: [
            RunCommand.self, DrillCommand.self, AcceptCommand.self, ShowCommand.self, DiffCommand.self,
            LoadCommand.self, HorizonCommand.self,
            ShapeCommand.self, WorkloadCommand.self, HistoryCommand.self, ExplainCommand.self,
        ])
}

/// The version that `--version`, reports and the run history tell.
let toolVersion = "0.1.0"
