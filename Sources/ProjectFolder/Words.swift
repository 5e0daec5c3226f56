public import RehearsalCore

//  Every sentence of this room: what is wrong, and what to change.

private let stateNow = "nothing was started, and no file was changed"

extension ProjectFolderError {
    public var message: FivePartMessage {
        guard let first = problems.first else { preconditionFailure("an error without a problem") }
        if problems.count == 1 && leftOutCount == 0 { return first.message }
        let lines = problems.map { problem in
            "  " + (problem.place.map { "\($0): " } ?? "") + problem.fault.words.what + "; " + problem.fault.words.next
        }
        let rest = leftOutCount > 0 ? ["  and \(leftOutCount) more"] : []
        let heading = "\(problems.count + leftOutCount) things are wrong with this project:"
        return FivePartMessage(
            what: ([heading] + lines + rest).joined(separator: "\n"), place: first.place?.description,
            stateNow: stateNow, next: "start with the first: \(first.fault.words.next)")
    }
}

extension Problem {
    /// The message of this problem alone.
    public var message: FivePartMessage {
        FivePartMessage(
            what: fault.words.what, place: place?.description, stateNow: stateNow, next: fault.words.next)
    }
}

extension Fault {
    /// What is wrong, and what to do next; one sentence each.
    var words: (what: String, next: String) {
        switch self {
        case .configuration(let fault): fault.words
        case .file(let fault): fault.words
        case .script(let fault):
            {
                let message = ScriptError(fault, at: SourcePlace(file: "", line: 1, column: 1)).message
                return (message.what, message.next)
            }()
        case .declaration(let fault): fault.words
        case .metaCommand(let fault): fault.words
        case .layout(let fault): fault.words
        case .serverParameters(let fault): fault.words
        case .header(let fault): fault.words
        case .workload(let fault): fault.words
        case .check(let fault): fault.words
        case .shape(let fault): fault.words
        }
    }
}

extension ConfigurationFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .syntax(let problem):
            ("this is not YAML: \(problem)", "correct the indentation, quotes or brackets here")
        case .empty: ("the file says nothing", "write at least project, server, roles, clock and dataset")
        case .reference(let sign):
            (
                "`\(sign)` begins an anchor, an alias or a tag of YAML, which are not read here",
                "write the value out; if it is a text, put a space after the `\(sign)`, in quotes and comments too"
            )
        case .tooManyValues(let limit):
            ("the file stands for more than \(limit) values, its aliases written out", "use fewer aliases")
        case .unknownKey(let key, let path, let suggestion, let known):
            (
                "the key `\(key)` is unknown\(path.isEmpty ? "" : " in `\(path)`")",
                didYouMean(suggestion) ?? "known keys are \(list(known))"
            )
        case .duplicateKey(let key): ("the key `\(key)` stands here more than once", "keep one of them")
        case .missingKey(let path): ("the key `\(path)` is missing", "add `\(path)`")
        case .wrongType(let path, let expected, let found):
            (
                "\(subject(path)) has to be \(expected), and here is \(found)",
                "write \(expected)"
            )
        case .missingUnit(let path, let found, let units):
            (
                "the duration `\(path)` has no unit: `\(found)`",
                "write for example \(list(units.prefix(4).map { found + $0 }))"
            )
        case .unknownChoice(let path, let found, let suggestion, let known):
            (
                "`\(path)` does not know `\(shown(found))`",
                didYouMean(suggestion) ?? "known are \(list(known))"
            )
        case .badValue(let path, let found, let expected):
            ("`\(path)` has to be \(expected), and here is `\(shown(found))`", "write \(expected)")
        case .duplicateEntry(let path, let value):
            ("`\(path)` names `\(shown(value))` more than once", "keep one of them")
        case .onErrorStopWithoutPsql:
            (
                "`on_error_stop` belongs to the runner `psql`; the others always stop at the first error",
                "remove `on_error_stop`, or write `kind: psql`"
            )
        case .sameRoleTwice(let name):
            (
                "the owner and the application are both `\(name)`",
                "leave `application` out if the application logs in as the owner"
            )
        }
    }
}

extension FileFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .missing(let path, let suggestion):
            (
                "there is no `\(shown(path))`",
                didYouMean(suggestion) ?? "create it, or correct the name: paths begin at the project folder"
            )
        case .outside(let path):
            ("`\(shown(path))` leads out of the project folder", "move or copy what it names into the project folder")
        case .notAFile(let path): ("`\(shown(path))` is no regular file", "name a regular file")
        case .notADirectory(let path): ("`\(shown(path))` is no folder", "name a folder")
        case .tooLarge(let path, let limitBytes):
            ("`\(shown(path))` has more than \(limitBytes >> 20) MiB", "divide it into smaller files")
        case .unreadable(let path, let reason):
            ("`\(shown(path))` cannot be read: \(reason)", "make it readable for the user who runs this")
        case .notUTF8(let byteOffset):
            ("the file is not UTF-8: see its byte \(byteOffset)", "save the file as UTF-8")
        case .nulByte(let byteOffset):
            (
                "the file has a NUL byte at byte \(byteOffset), and PostgreSQL cannot take one",
                "remove the byte; if the file is UTF-16, save it as UTF-8"
            )
        case .caseClash(let other):
            (
                "this name and `\(shown(other))` differ only in upper and lower case",
                "rename one of them: some disks can hold only one"
            )
        }
    }
}

extension MetaCommandFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .refused(let name):
            (
                "the meta-command \\\(shown(name)) is refused",
                "write it as SQL, or remove it: a file of this kind holds SQL alone"
            )
        case .tooDeep(let limit): ("includes are nested more than \(limit) deep", "include the file directly")
        case .cycle(let file): ("`\(shown(file))` includes itself, by this line", "remove one include of the circle")
        case .tooMany(let limit): ("the script includes more than \(limit) files", "divide it into several steps")
        case .tooLarge(let limitBytes):
            ("the script has more than \(limitBytes >> 20) MiB with its includes", "divide it into several steps")
        }
    }
}

extension LayoutFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .noMigrations(let directory):
            ("`\(directory)` holds no migration", "put files with names such as 001_first_change.sql there")
        case .badName(let file):
            (
                "`\(shown(file))` is no name of a migration",
                "name it NNN_name.sql: up to 18 digits, an underscore, then letters, digits, `_` and `-`"
            )
        case .duplicateNumber(let number, let other):
            ("the number \(number) belongs to `\(shown(other))` too", "give each migration a number of its own")
        case .rollbackWithoutMigration(let suggestion):
            (
                "this way back has no migration of the same name",
                suggestion.map { "was the migration renamed? then rename this file to `\(shown($0))`" }
                    ?? "remove it, or give it the name of its migration"
            )
        case .unknownStep(let step, let suggestion):
            (
                "there is no step `\(shown(step))`",
                didYouMean(suggestion) ?? "a step is the name of a migration's file without `.sql`"
            )
        case .stepInNoPhase(let step):
            ("the step `\(step)` is in no phase", "add it to the `steps` of one phase")
        case .stepTwice(let step):
            ("the step `\(step)` is named before, in this phase or another", "keep one of them")
        case .stepOutOfOrder(let step, let later):
            (
                "the step `\(step)` stands after `\(later)`, and its number says that it runs before",
                "put the steps of all phases in the order of their numbers"
            )
        case .irreversibleWithWayBack(let step, let file):
            (
                "`\(step)` is declared irreversible and has the way back `\(shown(file))`",
                "remove the file or the declaration"
            )
        }
    }
}

extension ServerParametersFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .badName(let name): ("`\(shown(name))` is no name of a parameter", "write `name = value`")
        case .missingValue(let name): ("`\(shown(name))` has no value", "write `\(shown(name)) = value`")
        case .badValue(let name):
            ("the value of `\(shown(name))` cannot be read", "put it in single quotes on one line")
        case .textAfterValue(let name):
            (
                "there is more than one value for `\(shown(name))`",
                "put the value in single quotes, or a `#` before the rest"
            )
        case .include(let name):
            ("`\(name)` is not followed: what it names lies on another machine", "copy the parameters into this file")
        }
    }
}

extension ShapeFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .emptyList(let path): ("`\(path)` is an empty list", "add a word")
        case .noGenerator(let path, let known): ("`\(path)` names no generator", "write one of \(list(known))")
        case .twoGenerators(let first, let second):
            ("`\(first)` and `\(second)` are two generators for one value", "keep one of them")
        case .notAlone(let name, let suggestion):
            (
                "`\(shown(name))` is no generator that stands alone",
                didYouMean(suggestion) ?? "write { constant: \(shown(name)) } for a fixed value"
            )
        case .noRowCount(let path): ("`\(path)` names no number", "write fixed, total, per with mean, or each")
        case .unknownSeason(let name, let suggestion):
            ("there is no season `\(shown(name))`", didYouMean(suggestion) ?? "add it under `seasons`")
        case .mixNotWhole(let path): ("the shares of `\(path)` are not 100% together", "correct the shares")
        case .namesHashed:
            (
                "the shape's names are hashed",
                "name the file of their key: `names_key` under `dataset` in rehearsal.yaml"
            )
        case .wrongNamesKey:
            (
                "this is not the key by which the shape's names were hashed",
                "name the file that `shape capture --hash-names` was given"
            )
        }
    }
}

/// For the end of a message; nil where nothing is near.
func didYouMean(_ suggestion: String?) -> String? { suggestion.map { "did you mean `\(shown($0))`?" } }

/// Words of the user in code marks.
func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

private func subject(_ path: String) -> String { path.isEmpty ? "the file" : "`\(path)`" }

/// The user's own text, on one line and not without end.
func shown(_ text: String) -> String {
    let limit = 120
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > limit ? line.prefix(limit - 1) + "…" : line
}
