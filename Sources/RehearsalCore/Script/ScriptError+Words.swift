//  The sentences of ScriptError.

extension ScriptError {
    public var message: FivePartMessage {
        FivePartMessage(
            what: what, place: place.description, stateNow: "nothing of this file was sent to a server", next: next)
    }

    private var what: String {
        switch fault {
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
        case .metaCommandInsideStatement(let name): "the meta-command \\\(name) stands inside a statement"
        }
    }

    private var next: String {
        switch fault {
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
        }
    }
}
