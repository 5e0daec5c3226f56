//  The sentences of ScriptError.

extension ScriptError {
    public var message: FivePartMessage {
        FivePartMessage(
            what: fault.what, place: place.description, stateNow: "nothing of this file was sent to a server",
            next: fault.next)
    }
}

extension ScriptError.Fault {
    fileprivate var what: String {
        switch self {
        case .unterminatedString: "a string begins here and does not end before the file does"
        case .unterminatedQuotedIdentifier: "a quoted name begins here and does not end before the file does"
        case .unterminatedDollarString(let tag):
            "a dollar quote begins here and the file ends without a second \(tag)"
        case .unterminatedComment: "a comment begins here and does not end before the file does"
        case .unterminatedParenthesis: "a parenthesis is opened here and not closed before the file ends"
        case .unterminatedBody: "a function body begins here and the file ends without its END"
        case .unterminatedCopyData: "the data of this COPY … FROM stdin has no line \\. at its end"
        case .textAfterCopy: "there is text between the semicolon of COPY … FROM stdin and its data"
        case .nulByte: "there is a NUL byte here, which PostgreSQL cannot take"
        case .metaCommandInsideStatement(let name): "the meta-command \(shown(name)) stands inside a statement"
        case .metaCommandRefused(let name): "the meta-command \(shown(name)) is refused: \(refusal(of: name).what)"
        case .metaCommandUnknown("."): "a line \\. stands here, and no COPY … FROM stdin that runs stands before it"
        case .metaCommandUnknown(let name): "psql has no meta-command \(shown(name)), and says so even where it skips"
        case .metaCommandInMessage(let name):
            "the meta-command \(shown(name)) is psql's, and the runner one_message would send it to the server"
        case .copyInMessage: "COPY … FROM stdin wants data, and the runner one_message sends nothing but one text"
        case .missingArgument(let command): "\\\(command) says nothing about what it is to work on"
        case .unterminatedArgument: "a quote begins here and does not end before its line does"
        case .backquotes: "the backquotes are refused: they run a program on the machine of whoever runs psql"
        case .unreadableArgument: "a backslash sequence before this place makes a byte that is no text"
        case .badVariableName(let name): "`\(name)` cannot be a variable's name"
        case .notOnOrOff(let name): "the variable \(name) is on or off, and this is neither"
        case .variableRefused(let name): "this value of \(name) is refused: \(reason(against: name))"
        case .variableUndefined(let name, _):
            "the variable `\(name)` is not set: psql would send the colon, which the server cannot read here"
        case .variableOfTheRun(let name): "nobody knows the variable \(name) before the script runs"
        case .variableInItself(let name): "the value of the variable `\(name)` holds the variable itself"
        case .variableLeavesOpen(let name):
            "the value of the variable `\(name)` opens a quote or comment and leaves it open"
        case .metaCommandInVariable(let name): "the value of the variable `\(name)` holds a backslash outside of quotes"
        case .copyInVariable(let name): "the value of the variable `\(name)` ends a COPY … FROM stdin"
        case .notBoolean(let command, let written):
            written.isEmpty
                ? "\\\(command) has no condition"
                : "the condition `\(written)` of \\\(command) is neither true nor false"
        case .unmatchedConditional(let command): "there is no open \\if for this \\\(command)"
        case .conditionalAfterElse(let command): "\\\(command) stands behind the \\else of the same \\if"
        case .unterminatedIf: "an \\if begins here and the file ends without its \\endif"
        }
    }

    fileprivate var next: String {
        switch self {
        case .unterminatedString: "close the string with a quote; a quote inside it is written twice"
        case .unterminatedQuotedIdentifier: "close the name with a double quote; one inside it is written twice"
        case .unterminatedDollarString(let tag): "close it with \(tag), spelled exactly as it was opened"
        case .unterminatedComment: "close the comment with */; every /* inside it needs a */ of its own"
        case .unterminatedParenthesis: "close the parenthesis; psql does not end a statement inside one"
        case .unterminatedBody: "close the body with END, and every CASE in it; psql ends no statement inside one"
        case .unterminatedCopyData: "write a line with nothing but \\. after the last row"
        case .textAfterCopy: "begin the data on the line after the semicolon, and put statements after the line \\."
        case .nulByte: "remove the byte; if the file is UTF-16, save it as UTF-8"
        case .metaCommandInsideStatement: "end the statement with a semicolon before the meta-command, or remove it"
        case .metaCommandRefused(let name): refusal(of: name).next
        case .metaCommandUnknown("."):
            "put the whole COPY, data and all, into a file and \\ir it: psql reads rows in a skipped branch as SQL"
        case .metaCommandUnknown: "correct its name, or remove it"
        case .metaCommandInMessage: "write it as SQL, or choose the runner psql"
        case .copyInMessage: "write the rows as INSERT, or choose the runner psql"
        case .missingArgument(let command): "write a name behind \\\(command)"
        case .unterminatedArgument: "close the quote on the same line; a quote inside single quotes is written twice"
        case .backquotes: "write the value out"
        case .unreadableArgument: "write the character itself, in UTF-8"
        case .badVariableName: "use letters, digits and underscores"
        case .notOnOrOff: "write on or off"
        case .variableRefused: "remove the line"
        case .variableUndefined(let name, let suggestion):
            suggestion.map { "did you mean `\($0)`?" }
                ?? "set it before with \\set \(name) VALUE; a colon that is meant is written \\:"
        case .variableOfTheRun: "decide it in SQL, in a DO block, or write the value out"
        case .variableInItself: "write one of the two values out"
        case .variableLeavesOpen: "keep quotes and comments within one value, or use :'name' for a whole string"
        case .metaCommandInVariable: "write the meta-command into the file"
        case .copyInVariable: "write the semicolon and the data into the file"
        case .notBoolean:
            "write true or false, yes or no, on or off, 1 or 0; \\if :{?name} asks whether a variable is set"
        case .unmatchedConditional: "write the \\if before it, in the same file"
        case .conditionalAfterElse: "put it before the \\else, or close the \\if with \\endif first"
        case .unterminatedIf: "close it with \\endif, in the same file"
        }
    }
}

/// A command's name for a message, without what could disturb a terminal.
private func shown(_ name: String) -> String {
    let plain = name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    return "\\" + String(String.UnicodeScalarView(plain.prefix(60)))
}

private func reason(against variable: String) -> String {
    switch variable {
    case "AUTOCOMMIT": "the end of the script would roll back what it did"
    case "ON_ERROR_ROLLBACK": "psql would set a savepoint before every statement"
    case "ON_ERROR_STOP": "the script is one transaction by its runner, which ends with the first error"
    case "SINGLELINE": "every line's end would end a statement"
    case "SINGLESTEP": "psql would ask before every statement"
    default: "psql would send another statement than the one that is written"
    }
}

/// Why a command is refused, and what to do instead.
private func refusal(of name: String) -> (what: String, next: String) {
    switch name {
    case "c", "connect":
        (
            "what follows would run in another session, which the rehearsal does not watch",
            "divide the script into steps; another role is taken with SET ROLE"
        )
    case "!": ("it runs a program on the machine of whoever runs psql", "remove it")
    case "copy":
        (
            "it reads or writes a file on the machine of whoever runs psql",
            "write COPY … FROM stdin with the rows behind it, and a line \\. at their end"
        )
    case "o", "out", "w", "write": ("it writes to a file or a program", "remove it")
    case "g", "gx": ("it may write to a file or a program", "end the statement with a semicolon instead")
    case "gset":
        (
            "it makes variables of a row, which nobody knows before the script runs",
            "decide it in SQL, in a DO block, or write the values out with \\set"
        )
    case "gexec":
        (
            "it runs statements that are made of rows, which nobody knows before the script runs",
            "write a DO block that makes and runs them with EXECUTE format(…)"
        )
    case "gdesc", "crosstabview", "watch", "bind":
        ("it ends a statement in a way of its own", "end the statement with a semicolon instead")
    case ";": ("it sends several statements as one", "write a plain semicolon, or choose the runner one_message")
    case "q", "quit":
        ("what follows in the file would never be rehearsed", "put what is not to run between \\if and \\endif")
    case "prompt": ("it asks a person", "set the variable with \\set")
    case "getenv", "setenv", "cd": ("it works with the machine of whoever runs psql", "set the variable with \\set")
    case "encoding": ("project files are UTF-8", "save the file as UTF-8 and remove it")
    case "password": ("it asks a person for a password", "write ALTER ROLE")
    case "e", "edit", "ef", "ev", "p", "print", "r", "reset", "s":
        ("it is for a person at psql's prompt", "remove it")
    default: ("it does not belong into a migration", "write it as SQL, or remove it")
    }
}
