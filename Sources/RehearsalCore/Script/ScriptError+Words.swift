//  The sentences of ScriptError.

extension ScriptError {
    public var message: FivePartMessage {
        FivePartMessage(
            what: what, place: place.description, stateNow: "Nothing of this file was sent to a server.", next: next)
    }

    private var what: String {
        switch fault {
        case .unterminatedString: "A string begins here and does not end before the file does."
        case .unterminatedQuotedIdentifier: "A quoted name begins here and does not end before the file does."
        case .unterminatedDollarString(let tag):
            "A dollar quote begins here and the file ends without a second \(tag)."
        case .unterminatedComment: "A comment begins here and does not end before the file does."
        case .unterminatedParenthesis: "A parenthesis is opened here and not closed before the file ends."
        case .unterminatedBody: "A function body begins here and the file ends without its END."
        case .unterminatedCopyData: "The data of this COPY … FROM stdin has no line \\. at its end."
        case .textAfterCopy: "There is text between the semicolon of COPY … FROM stdin and its data."
        case .nulByte: "There is a NUL byte here, which PostgreSQL cannot take."
        case .metaCommandInsideStatement(let name): "The meta-command \\\(name) stands inside a statement."
        }
    }

    private var next: String {
        switch fault {
        case .unterminatedString: "Close the string with a quote; a quote inside it is written twice."
        case .unterminatedQuotedIdentifier: "Close the name with a double quote; one inside it is written twice."
        case .unterminatedDollarString(let tag): "Close it with \(tag), spelled exactly as it was opened."
        case .unterminatedComment: "Close the comment with */; every /* inside it needs a */ of its own."
        case .unterminatedParenthesis: "Close the parenthesis; psql does not end a statement inside one."
        case .unterminatedBody: "Close the body with END, and every CASE in it; psql ends no statement inside one."
        case .unterminatedCopyData: "Write a line with nothing but \\. after the last row."
        case .textAfterCopy: "Begin the data on the line after the semicolon, and put statements after the line \\. ."
        case .nulByte: "Remove the byte; if the file is UTF-16, save it as UTF-8."
        case .metaCommandInsideStatement: "End the statement with a semicolon before the meta-command, or remove it."
        }
    }
}
