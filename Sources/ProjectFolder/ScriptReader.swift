import RehearsalCore

/// Reads scripts with their includes, by psql's rules where they can be had without psql.
///
/// psql resolves `\i` against the directory it was started in; here that is the project folder. `\ir` goes by the
/// file that it stands in. `\restrict` and `\unrestrict`, which open and close every newer pg_dump file, do
/// nothing. Every other meta-command is refused: it would have to run on the user's machine or change where the
/// script is sent.
struct ScriptReader {
    /// The most bytes that one script may have, its includes counted as often as they are included.
    static let limitBytes = 100 << 20
    /// How many includes may be open at once.
    static let depthLimit = 32
    /// How many includes one script may make.
    static let includeLimit = 10_000

    let files: ProjectFiles

    /// The script in `file`; nil after reporting what is wrong with it.
    func script(_ file: String, runner: Runner, namedAt place: SourcePlace?) -> Script? {
        var reading = Reading(files: files)
        guard reading.read(file, namedAt: place) else { return nil }
        return Script(file: file, statements: reading.statements, runner: runner)
    }

    /// One script's way through its includes.
    private struct Reading {
        let files: ProjectFiles
        var statements: [Statement] = []
        private var open: [String] = []
        private var includeCount = 0
        private var byteCount = 0

        init(files: ProjectFiles) { self.files = files }

        private var problems: ProblemList { files.problems }

        /// False after reporting why the rest is not read.
        mutating func read(_ path: String, namedAt place: SourcePlace?) -> Bool {
            guard let resolved = files.resolve(path, namedAt: place) else { return false }
            let file = files.relative(resolved)
            if open.contains(resolved) {
                problems.report(.metaCommand(.cycle(file: file)), at: place)
                return false
            }
            guard let text = files.text(of: resolved, limitBytes: ScriptReader.limitBytes, namedAt: place) else {
                return false
            }
            byteCount += text.utf8.count
            guard byteCount <= ScriptReader.limitBytes else {
                problems.report(.metaCommand(.tooLarge(limitBytes: ScriptReader.limitBytes)), at: place)
                return false
            }
            open.append(resolved)
            defer { open.removeLast() }
            do {
                return perform(try scriptItems(of: text, file: file), in: file)
            } catch {
                report(error)
                return false
            }
        }

        /// A refused command inside a statement is named as refused: where it stands is the smaller trouble.
        private func report(_ error: ScriptError) {
            if case .metaCommandInsideStatement(let name) = error.fault, !Command.isKnown(name) {
                problems.report(.metaCommand(.refused(name: name)), at: error.place)
            } else {
                problems.report(.script(error.fault), at: error.place)
            }
        }

        private mutating func perform(_ items: [ScriptItem], in file: String) -> Bool {
            var isComplete = true
            for item in items {
                switch item {
                case .statement(let statement): statements.append(statement)
                case .metaCommand(let command): isComplete = perform(command, in: file) && isComplete
                }
                guard includeCount <= ScriptReader.includeLimit, byteCount <= ScriptReader.limitBytes else {
                    return false
                }
            }
            return isComplete
        }

        private mutating func perform(_ metaCommand: MetaCommand, in file: String) -> Bool {
            switch Command(rawValue: metaCommand.name) {
            case .restrict?, .unrestrict?: return true
            case .include?, .includeLong?: return include(metaCommand, from: "")
            case .includeRelative?, .includeRelativeLong?:
                let directory = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
                return include(metaCommand, from: directory)
            case nil:
                problems.report(.metaCommand(.refused(name: metaCommand.name)), at: metaCommand.place)
                return false
            }
        }

        private mutating func include(_ command: MetaCommand, from directory: String) -> Bool {
            guard let name = ScriptReader.fileName(in: command.arguments) else {
                problems.report(
                    .metaCommand(.unreadableFileName(arguments: command.arguments)), at: command.place)
                return false
            }
            guard open.count <= ScriptReader.depthLimit else {
                problems.report(.metaCommand(.tooDeep(limit: ScriptReader.depthLimit)), at: command.place)
                return false
            }
            includeCount += 1
            guard includeCount <= ScriptReader.includeLimit else {
                problems.report(.metaCommand(.tooMany(limit: ScriptReader.includeLimit)), at: command.place)
                return false
            }
            return read(name.hasPrefix("/") ? name : directory + name, namedAt: command.place)
        }
    }

    private enum Command: String {
        case include = "i"
        case includeLong = "include"
        case includeRelative = "ir"
        case includeRelativeLong = "include_relative"
        case restrict, unrestrict

        static func isKnown(_ name: String) -> Bool { Command(rawValue: name) != nil }
    }

    /// One file name, bare or in single quotes; nil for what psql would expand, run or split.
    private static func fileName(in arguments: String) -> String? {
        if arguments.hasPrefix("'") {
            let inside = arguments.dropFirst().dropLast()
            guard arguments.count > 2, arguments.hasSuffix("'"), !inside.contains("\\") else { return nil }
            let name = inside.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'")
            return name.filter { $0 == "'" }.count * 2 == inside.filter { $0 == "'" }.count ? name : nil
        }
        let special: Set<Character> = ["'", "\"", "`", "\\", "|", "~", ":"]
        guard !arguments.isEmpty, !arguments.contains(where: { special.contains($0) || $0.isWhitespace }) else {
            return nil
        }
        return arguments
    }
}
