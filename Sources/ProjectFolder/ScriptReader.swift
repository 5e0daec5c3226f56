import RehearsalCore

/// Reads scripts with their includes as psql reads them: ``PsqlScript`` acts on the meta-commands, and this on `\i`.
///
/// psql resolves `\i` against the directory it was started in; here that is the project folder. `\ir` goes by the
/// file that it stands in. For the runner `one_message` there is no psql: the file is SQL alone.
struct ScriptReader {
    /// The most bytes that one script may have, its includes counted as often as they are included.
    static let limitBytes = 100 << 20
    /// How many includes may be open at once.
    static let depthLimit = 32
    /// How many includes one script may make.
    static let includeLimit = 10_000

    let files: ProjectFiles
    /// What psql's own variables `DBNAME`, `USER` and `SERVER_VERSION_NUM` are made of.
    let session: ScriptSession

    /// The script in `file`; nil after reporting what is wrong with it.
    func script(_ file: String, runner: Runner, namedAt place: SourcePlace?) -> Script? {
        var reading = Reading(files: files, runner: runner, session: session)
        guard reading.read(file, namedAt: place) else { return nil }
        return Script(
            file: file, statements: reading.statements, runner: runner, declaredLosses: reading.declaredLosses)
    }

    /// One script's way through its includes.
    private struct Reading {
        let files: ProjectFiles
        var statements: [Statement] = []
        private(set) var declaredLosses: [LossDeclaration] = []
        private let runner: Runner
        private var variables: PsqlVariables
        private var open: [String] = []
        private var includeCount = 0
        private var byteCount = 0

        init(files: ProjectFiles, runner: Runner, session: ScriptSession) {
            self.files = files
            self.runner = runner
            variables = PsqlVariables(
                database: session.database, user: session.user, majorVersion: session.majorVersion, runner: runner)
        }

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
            let (first, firstLoss) = (statements.count, declaredLosses.count)
            do {
                let isRead =
                    switch runner {
                    case .psql, .singleTransaction: try perform(text, in: file)
                    case .oneMessage: try take(text, in: file)
                    }
                guard isRead else { return false }
            } catch {
                problems.report(.script(error.fault), at: error.place)
                return false
            }
            // A file's own before those of what it includes.
            declaredLosses.insert(
                contentsOf: LossDeclarations(file: file, problems: problems)
                    .declarations(in: text, among: statements[first...]), at: firstLoss)
            return true
        }

        private mutating func perform(_ text: String, in file: String) throws(ScriptError) -> Bool {
            var script = PsqlScript(text: text, file: file)
            while let item = try script.next(&variables) {
                switch item {
                case .statement(let statement): statements.append(statement)
                case .include(let path, let isRelative, let place):
                    let directory = isRelative ? file.lastIndex(of: "/").map { String(file[...$0]) } ?? "" : ""
                    guard include(path.hasPrefix("/") ? path : directory + path, namedAt: place) else { return false }
                }
            }
            return true
        }

        /// A file that goes to the server as one message.
        private mutating func take(_ text: String, in file: String) throws(ScriptError) -> Bool {
            do throws(ScriptError) {
                for item in try scriptItems(of: text, file: file) {
                    switch item {
                    case .statement(let statement) where statement.copyData != nil:
                        throw ScriptError(.copyInMessage, at: statement.place)
                    case .statement(let statement): statements.append(statement)
                    case .metaCommand(let command):
                        throw ScriptError(.metaCommandInMessage(name: command.name), at: command.place)
                    }
                }
                return true
            } catch {
                if [.unterminatedCopyData, .textAfterCopy].contains(error.fault) {
                    throw ScriptError(.copyInMessage, at: error.place)
                }
                guard case .metaCommandInsideStatement(let name) = error.fault else { throw error }
                throw ScriptError(.metaCommandInMessage(name: name), at: error.place)
            }
        }

        private mutating func include(_ path: String, namedAt place: SourcePlace) -> Bool {
            guard open.count <= ScriptReader.depthLimit else {
                problems.report(.metaCommand(.tooDeep(limit: ScriptReader.depthLimit)), at: place)
                return false
            }
            includeCount += 1
            guard includeCount <= ScriptReader.includeLimit else {
                problems.report(.metaCommand(.tooMany(limit: ScriptReader.includeLimit)), at: place)
                return false
            }
            return read(path, namedAt: place)
        }
    }
}

/// The session in which the project's scripts run, as psql's variables tell it.
struct ScriptSession {
    var database: String
    var user: String
    var majorVersion: Int
}
