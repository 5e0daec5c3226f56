//  A script as psql reads it: variables put in, branches chosen, and only statements and includes left.
//
//  psql reads line by line and acts as it reads, so what a line means hangs on the lines before it. Everything that
//  decides it is in the files, but for what a query answers (\gset, \gexec, :ROW_COUNT) and what a program prints
//  (backquotes): those are refused, and so a script can be read to its end before anything runs.
//
//  \if may stand in the midst of a statement. psql then takes the text back to where the skipped branch began, which is
//  what `Branch.statement` is kept for.

/// The walk through one file; included files have walks of their own, with the same variables.
public struct PsqlScript {
    /// What is left to do.
    public enum Item: Hashable, Sendable {
        case statement(Statement)
        /// `\i` or, where `isRelative`, `\ir`: go through that file before the next item.
        case include(path: String, isRelative: Bool, place: SourcePlace)
    }

    private var splitter: ScriptSplitter
    /// The open `\if`s, outermost first.
    private var branches: [Branch] = []

    /// - Parameter file: what the places name, relative to the project folder.
    public init(text: String, file: String) { splitter = ScriptSplitter(text: text, file: file) }

    /// The next item; nil at the end of the file.
    ///
    /// - Parameter variables: as the items before left them; `\set` and `\unset` change them.
    public mutating func next(_ variables: inout PsqlVariables) throws(ScriptError) -> Item? {
        while true {
            if let branch = branches.last, !branch.isActive {
                guard let command = try splitter.nextWhileSkipping() else { throw unterminatedIf() }
                try skip(command, &variables)
                continue
            }
            switch try splitter.next(variables) {
            case nil:
                guard branches.isEmpty else { throw unterminatedIf() }
                return nil
            case .statement(var statement)?:
                statement.onErrorStop = variables.onErrorStop
                return .statement(statement)
            case .metaCommand(let command)?:
                if let item = try perform(command, &variables) { return item }
            }
        }
    }

    /// The innermost `\if` is named: those around it are open because of it, or will be told next.
    private func unterminatedIf() -> ScriptError {
        guard let branch = branches.last else { preconditionFailure("only an open \\if is unterminated") }
        return ScriptError(.unterminatedIf, at: branch.place)
    }

    /// What one meta-command leaves to do; nil where it is done.
    private mutating func perform(
        _ command: MetaCommand, _ variables: inout PsqlVariables
    ) throws(ScriptError) -> Item? {
        var arguments = MetaArguments(bytes: splitter.lexer.bytes, offset: splitter.lexer.offset, variables: variables)
        let backslash = splitter.lexer.offset - command.name.utf8.count - 1
        do throws(ScriptError.Fault) {
            switch MetaCommandKind(name: command.name) {
            case .include(let isRelative):
                guard !splitter.isInsideStatement else { throw .metaCommandInsideStatement(name: command.name) }
                guard let path = try arguments.next(dropsSemicolons: true), !path.isEmpty else {
                    throw .missingArgument(command: command.name)
                }
                try end(&arguments, splitter.breakOff(at: backslash))
                return .include(path: path, isRelative: isRelative, place: command.place)
            case .conditional(let conditional):
                let statement = splitter.breakOff(at: backslash)
                try take(conditional, command, &arguments, statement)
            case .set:
                let statement = splitter.breakOff(at: backslash)
                try set(&variables, from: &arguments)
                try end(&arguments, statement)
            case .unset:
                let statement = splitter.breakOff(at: backslash)
                guard let name = try arguments.next() else { throw .missingArgument(command: command.name) }
                try variables.unset(name)
                try end(&arguments, statement)
            case .shows:
                let statement = splitter.breakOff(at: backslash)
                while try arguments.next() != nil {}
                try end(&arguments, statement)
            case .refused, .refusedWithItsLine: throw .metaCommandRefused(name: command.name)
            case .unknown: throw .metaCommandUnknown(name: command.name)
            }
            return nil
        } catch {
            throw error.isAboutArgument
                ? splitter.error(error, at: arguments.offset) : ScriptError(error, at: command.place)
        }
    }

    /// Goes on behind a command's line, or behind its `\\`.
    private mutating func end(
        _ arguments: inout MetaArguments, _ statement: OpenStatement
    ) throws(ScriptError.Fault) {
        try arguments.finish()
        splitter.resume(statement, at: arguments.offset)
    }

    /// `\set name value…`: the arguments behind the name, one behind the other.
    private func set(
        _ variables: inout PsqlVariables, from arguments: inout MetaArguments
    ) throws(ScriptError.Fault) {
        guard let name = try arguments.next() else { return }
        var value = ""
        while let piece = try arguments.next() { value += piece }
        try variables.set(name, to: value)
    }
}

//  Branches.

extension PsqlScript {
    /// One open `\if`.
    struct Branch {
        enum State: Hashable {
            /// Its statements run.
            case active
            /// Skipped, and a later `\elif` or `\else` may be active.
            case waiting
            /// Skipped, and everything up to the `\endif` is.
            case over
        }

        var state: State
        var hasElse = false
        /// The place of the `\if`.
        var place: SourcePlace
        /// The statement that was open when the branch that is skipped now began.
        var statement: OpenStatement

        var isActive: Bool { state == .active }
    }

    /// A conditional in a part that runs.
    private mutating func take(
        _ conditional: MetaCommandKind.Conditional, _ command: MetaCommand, _ arguments: inout MetaArguments,
        _ statement: OpenStatement
    ) throws(ScriptError.Fault) {
        switch conditional {
        case .opens:
            let isTrue = try truth(&arguments, command)
            branches.append(Branch(state: isTrue ? .active : .waiting, place: command.place, statement: statement))
        case .turns, .turnsLast:
            guard var branch = branches.popLast() else { throw .unmatchedConditional(command: command.name) }
            guard !branch.hasElse else { throw .conditionalAfterElse(command: command.name) }
            // The text of the branch that ran stays; the condition behind it is not looked at.
            arguments = MetaArguments(bytes: arguments.bytes, offset: arguments.offset, variables: nil)
            branch.statement = statement
            branch.state = .over
            branch.hasElse = conditional == .turnsLast
            branches.append(branch)
        case .closes:
            guard branches.popLast() != nil else { throw .unmatchedConditional(command: command.name) }
        }
        try end(&arguments, statement)
    }

    /// Any command in a part that is skipped.
    private mutating func skip(_ command: MetaCommand, _ variables: inout PsqlVariables) throws(ScriptError) {
        guard var branch = branches.popLast() else { preconditionFailure("only a branch is skipped") }
        var arguments = MetaArguments(bytes: splitter.lexer.bytes, offset: splitter.lexer.offset, variables: nil)
        do throws(ScriptError.Fault) {
            switch MetaCommandKind(name: command.name) {
            case .conditional(.opens):
                branches.append(branch)
                branch = Branch(state: .over, place: command.place, statement: branch.statement)
            case .conditional(.turns):
                guard !branch.hasElse else { throw .conditionalAfterElse(command: command.name) }
                if branch.state == .waiting {
                    arguments = MetaArguments(
                        bytes: arguments.bytes, offset: arguments.offset, variables: variables)
                    if try truth(&arguments, command) { branch.state = .active }
                }
            case .conditional(.turnsLast):
                guard !branch.hasElse else { throw .conditionalAfterElse(command: command.name) }
                branch.hasElse = true
                branch.state = branch.state == .waiting ? .active : .over
            case .conditional(.closes):
                // Where the outer branch is skipped as well, its own statement takes the place of this one.
                try end(&arguments, branch.statement)
                return
            case .refusedWithItsLine: arguments.skipLine()
            case .include, .set, .unset, .shows, .refused: break
            case .unknown: throw .metaCommandUnknown(name: command.name)
            }
            try arguments.finish()
        } catch {
            throw error.isAboutArgument
                ? splitter.error(error, at: arguments.offset) : ScriptError(error, at: command.place)
        }
        branches.append(branch)
        if branch.isActive {
            splitter.resume(branch.statement, at: arguments.offset)
        } else {
            splitter.lexer.offset = arguments.offset
        }
    }

    /// The condition of an `\if` or `\elif`.
    private func truth(
        _ arguments: inout MetaArguments, _ command: MetaCommand
    ) throws(ScriptError.Fault) -> Bool {
        let start = arguments.offset
        var words: [String] = []
        while let word = try arguments.next() { words.append(word) }
        guard let isTrue = psqlBoolean(words.joined(separator: " ")) else {
            let written = String(decoding: arguments.bytes[start..<arguments.offset], as: UTF8.self)
            throw .notBoolean(
                command: command.name,
                written: written.split(whereSeparator: \.isWhitespace)
                    .joined(separator: " "))
        }
        return isTrue
    }
}
