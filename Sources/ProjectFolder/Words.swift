public import RehearsalCore

//  Every sentence of this room: what is wrong, and what to change.

private let stateNow = "Nothing was started, and no file was changed."

extension ProjectFolderError {
    public var message: FivePartMessage {
        guard let first = problems.first else { preconditionFailure("an error without a problem") }
        if problems.count == 1 && leftOutCount == 0 { return first.message }
        let lines = problems.map { problem in
            "  " + (problem.place.map { "\($0): " } ?? "") + problem.fault.words.what + " " + problem.fault.words.next
        }
        let rest = leftOutCount > 0 ? ["  and \(leftOutCount) more"] : []
        let heading = "\(problems.count + leftOutCount) things are wrong with this project:"
        return FivePartMessage(
            what: ([heading] + lines + rest).joined(separator: "\n"), place: first.place?.description,
            stateNow: stateNow, next: "Start with the first: \(first.fault.words.next)")
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
        case .metaCommand(let fault): fault.words
        case .layout(let fault): fault.words
        case .serverParameters(let fault): fault.words
        case .workload(let fault): fault.words
        }
    }
}

extension ConfigurationFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .syntax(let problem):
            ("This is not YAML: \(problem).", "Correct the indentation, quotes or brackets here.")
        case .empty: ("The file says nothing.", "Write at least project, server, roles, clock and dataset.")
        case .reference(let sign):
            (
                "`\(sign)` begins an anchor, an alias or a tag of YAML, which are not read here.",
                "Write the value out; if it is a text, put a space after the `\(sign)`, in quotes and comments too."
            )
        case .unknownKey(let key, let path, let suggestion, let known):
            (
                "The key `\(key)` is unknown\(path.isEmpty ? "" : " in `\(path)`").",
                didYouMean(suggestion) ?? "Known keys are \(list(known))."
            )
        case .duplicateKey(let key): ("The key `\(key)` stands here more than once.", "Keep one of them.")
        case .missingKey(let path): ("The key `\(path)` is missing.", "Add `\(path)`.")
        case .wrongType(let path, let expected, let found):
            (
                "\(subject(path)) has to be \(expected), and here is \(found).",
                "Write \(expected)."
            )
        case .missingUnit(let path, let found):
            ("The duration `\(path)` has no unit: `\(found)`.", "Write for example \(found)s or \(found)min.")
        case .unknownChoice(let path, let found, let suggestion, let known):
            (
                "`\(path)` does not know `\(shown(found))`.",
                didYouMean(suggestion) ?? "Known are \(list(known))."
            )
        case .badValue(let path, let found, let expected):
            ("`\(path)` has to be \(expected), and here is `\(shown(found))`.", "Write \(expected).")
        case .duplicateEntry(let path, let value):
            ("`\(path)` names `\(shown(value))` more than once.", "Keep one of them.")
        case .onErrorStopWithoutPsql:
            (
                "`on_error_stop` belongs to the runner `psql`; a single transaction always stops at the first error.",
                "Remove `on_error_stop`, or write `kind: psql`."
            )
        case .sameRoleTwice(let name):
            (
                "The owner and the application are both `\(name)`.",
                "Leave `application` out if the application logs in as the owner."
            )
        }
    }
}

extension FileFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .missing(let path, let suggestion):
            (
                "There is no `\(shown(path))`.",
                didYouMean(suggestion) ?? "Create it, or correct the name: paths begin at the project folder."
            )
        case .outside(let path):
            ("`\(shown(path))` leads out of the project folder.", "Move or copy what it names into the project folder.")
        case .notAFile(let path): ("`\(shown(path))` is no regular file.", "Name a regular file.")
        case .notADirectory(let path): ("`\(shown(path))` is no folder.", "Name a folder.")
        case .tooLarge(let path, let limitBytes):
            ("`\(shown(path))` has more than \(limitBytes >> 20) MiB.", "Divide it into smaller files.")
        case .unreadable(let path, let reason):
            ("`\(shown(path))` cannot be read: \(reason).", "Make it readable for the user who runs this.")
        case .notUTF8(let byteOffset):
            ("The file is not UTF-8: see its byte \(byteOffset).", "Save the file as UTF-8.")
        case .nulByte(let byteOffset):
            (
                "The file has a NUL byte at byte \(byteOffset), and PostgreSQL cannot take one.",
                "Remove the byte; if the file is UTF-16, save it as UTF-8."
            )
        case .caseClash(let other):
            (
                "This name and `\(shown(other))` differ only in upper and lower case.",
                "Rename one of them: some disks can hold only one."
            )
        }
    }
}

extension MetaCommandFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .refused(let name):
            (
                "The meta-command \\\(shown(name)) is refused.",
                "Write it as SQL, or remove it; only \\i, \\ir, \\restrict and \\unrestrict are read."
            )
        case .unreadableFileName(let arguments):
            (
                "`\(shown(arguments))` is not one plain file name.",
                "Write one name without variables; a name with blanks stands in single quotes."
            )
        case .tooDeep(let limit): ("Includes are nested more than \(limit) deep.", "Include the file directly.")
        case .cycle(let file): ("`\(shown(file))` includes itself, by this line.", "Remove one include of the circle.")
        case .tooMany(let limit): ("The script includes more than \(limit) files.", "Divide it into several steps.")
        case .tooLarge(let limitBytes):
            ("The script has more than \(limitBytes >> 20) MiB with its includes.", "Divide it into several steps.")
        }
    }
}

extension LayoutFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .noMigrations(let directory):
            ("`\(directory)` holds no migration.", "Put files with names such as 001_first_change.sql there.")
        case .badName(let file):
            (
                "`\(shown(file))` is no name of a migration.",
                "Name it NNN_name.sql: up to 18 digits, an underscore, then letters, digits, `_` and `-`."
            )
        case .duplicateNumber(let number, let other):
            ("The number \(number) belongs to `\(shown(other))` too.", "Give each migration a number of its own.")
        case .rollbackWithoutMigration(let suggestion):
            (
                "This way back has no migration of the same name.",
                suggestion.map { "Was the migration renamed? Then rename this file to `\(shown($0))`." }
                    ?? "Remove it, or give it the name of its migration."
            )
        case .unknownStep(let step, let suggestion):
            (
                "There is no step `\(shown(step))`.",
                didYouMean(suggestion) ?? "A step is the name of a migration's file without `.sql`."
            )
        case .stepInNoPhase(let step):
            ("The step `\(step)` is in no phase.", "Add it to the `steps` of one phase.")
        case .stepTwice(let step):
            ("The step `\(step)` is named before, in this phase or another.", "Keep one of them.")
        case .stepOutOfOrder(let step, let later):
            (
                "The step `\(step)` stands after `\(later)`, and its number says that it runs before.",
                "Put the steps of all phases in the order of their numbers."
            )
        case .irreversibleWithWayBack(let step, let file):
            (
                "`\(step)` is declared irreversible and has the way back `\(shown(file))`.",
                "Remove the file or the declaration."
            )
        }
    }
}

extension ServerParametersFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .badName(let name): ("`\(shown(name))` is no name of a parameter.", "Write `name = value`.")
        case .missingValue(let name): ("`\(shown(name))` has no value.", "Write `\(shown(name)) = value`.")
        case .badValue(let name):
            ("The value of `\(shown(name))` cannot be read.", "Put it in single quotes on one line.")
        case .textAfterValue(let name):
            (
                "There is more than one value for `\(shown(name))`.",
                "Put the value in single quotes, or a `#` before the rest."
            )
        case .include(let name):
            ("`\(name)` is not followed: what it names lies on another machine.", "Copy the parameters into this file.")
        }
    }
}

extension WorkloadFault {
    fileprivate var words: (what: String, next: String) {
        switch self {
        case .unknownHeader(let key, let suggestion, let known):
            (
                "The header `\(shown(key))` is unknown.",
                (didYouMean(suggestion) ?? "Known are \(list(known)).")
                    + " A remark at the top must not have a colon."
            )
        case .duplicateHeader(let key): ("The header `\(key)` stands here more than once.", "Keep one of them.")
        case .badHeader(let key, let found, let expected):
            ("`\(key)` has to be \(expected), and here is `\(shown(found))`.", "Write \(expected).")
        case .noApplicationRole:
            (
                "The query asks as the application, and the project has no such role.",
                "Add `roles.application` to rehearsal.yaml."
            )
        case .statementCount(let count):
            ("A file of the workload holds one query, and here are \(count).", "Give each query a file of its own.")
        case .parameterCount(let needed, let given):
            (
                "The query has \(needed) parameters, and \(given) are given.",
                "Write `-- parameters: [ … ]` with \(needed) values."
            )
        case .duplicateName(let name, let other):
            (
                "The query `\(shown(name))` of `\(shown(other))` has the same name.",
                "Give one of them another `-- name:`."
            )
        }
    }
}

private func didYouMean(_ suggestion: String?) -> String? { suggestion.map { "Did you mean `\(shown($0))`?" } }

private func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }

private func subject(_ path: String) -> String { path.isEmpty ? "The file" : "`\(path)`" }

/// The user's own text, on one line and not without end.
private func shown(_ text: String) -> String {
    let limit = 120
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > limit ? line.prefix(limit - 1) + "…" : line
}
