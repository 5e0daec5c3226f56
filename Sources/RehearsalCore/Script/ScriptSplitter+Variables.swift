//  What psql puts in for its variables.

extension ScriptSplitter {
    /// A variable whose value is being read, and where it stands in the file.
    private struct Insertion {
        var place: SourcePlace
        var offset: Int
        /// The variables whose values hold one another, outermost first.
        var names: [String]
    }

    /// Puts in what the colon at `start` begins a reference to; false where it begins none, or psql leaves it.
    mutating func insertVariable(at start: Int, _ variables: PsqlVariables?) throws(ScriptError) -> Bool {
        guard let variables,
            let reference = VariableReference(in: lexer.bytes, at: start, end: lexer.bytes.count)
        else { return false }
        let insertion = Insertion(place: places.place(of: start, in: lexer.bytes), offset: start, names: [])
        guard let text = try text(of: reference, variables, insertion) else { return false }
        current.breakOff(at: start, of: lexer.bytes)
        lexer.offset = reference.range.upperBound
        try insert(reference, text, variables, insertion)
        if current.hasBegun {
            let end = reference.range.upperBound
            current.resume(at: end, place: places.place(of: end, in: lexer.bytes))
        }
        return true
    }

    /// Nil where psql leaves the reference as it is and the server may understand it: between square brackets.
    private func text(
        of reference: VariableReference, _ variables: PsqlVariables, _ insertion: Insertion
    ) throws(ScriptError) -> String? {
        do throws(ScriptError.Fault) {
            if insertion.names.contains(reference.name) && reference.form == .plain {
                throw ScriptError.Fault.variableInItself(name: reference.name)
            }
            if let text = try variables.text(of: reference) { return text }
            guard current.shape.openBracketCount == 0 else { return nil }
            throw ScriptError.Fault.variableUndefined(
                name: reference.name, suggestion: variables.suggestion(for: reference.name))
        } catch {
            throw ScriptError(error, at: insertion.place)
        }
    }

    private mutating func insert(
        _ reference: VariableReference, _ text: String, _ variables: PsqlVariables, _ insertion: Insertion
    ) throws(ScriptError) {
        switch reference.form {
        case .plain:
            var insertion = insertion
            insertion.names.append(reference.name)
            try insert(value: Array(text.utf8), variables, insertion)
        case .literal: current.insert(.string, Array(text.utf8)[...], from: insertion.place, at: insertion.offset)
        case .identifier:
            current.insert(.quotedIdentifier, Array(text.utf8)[...], from: insertion.place, at: insertion.offset)
        case .isDefined:
            // No word to psql, which counts words to find the bodies of functions.
            current.insert(.number, Array(text.utf8)[...], from: insertion.place, at: insertion.offset)
        }
    }

    /// The tokens of a plain value, which may end statements and hold further variables.
    private mutating func insert(
        value: [UInt8], _ variables: PsqlVariables, _ insertion: Insertion
    ) throws(ScriptError) {
        let name = insertion.names.last ?? ""
        var inner = SQLLexer(bytes: value)
        while let lexeme = inner.next() {
            guard lexeme.isTerminated else { throw ScriptError(.variableLeavesOpen(name: name), at: insertion.place) }
            let start = lexeme.range.lowerBound
            let bytes = value[lexeme.range]
            switch lexeme.kind {
            case .whitespace, .comment: current.insertBlank(bytes, from: insertion.place)
            case .backslash: throw ScriptError(.metaCommandInVariable(name: name), at: insertion.place)
            case .punctuation where value[start] == Letters.semicolon && current.shape.isOutside:
                guard !current.shape.readsStandardInput else {
                    throw ScriptError(.copyInVariable(name: name), at: insertion.place)
                }
                try finishStatement(at: insertion.offset)
            case .punctuation where value[start] == Letters.colon && lexeme.range.count == 1:
                guard let reference = VariableReference(in: value, at: start, end: value.count),
                    let text = try text(of: reference, variables, insertion)
                else { fallthrough }
                inner.offset = reference.range.upperBound
                try insert(reference, text, variables, insertion)
            case .word, .quotedIdentifier, .string, .dollarString, .number, .parameter, .operatorSymbol, .punctuation:
                current.insert(lexeme.kind, bytes, from: insertion.place, at: insertion.offset)
            }
        }
    }
}
