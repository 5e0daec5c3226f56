public import RehearsalCore

extension DatasetError {
    /// What failed, where, and what to change.
    public var message: FivePartMessage {
        let (what, next) = nameSentences ?? fitSentences ?? checkSentences ?? linkSentences
        return FivePartMessage(what: what, place: place?.description, stateNow: "no row was made", next: next)
    }

    /// The words for names that are wrong, missing or there twice.
    private var nameSentences: (what: String, next: String)? {
        if case .unknownTable(let name, let suggestion) = problem {
            return ("the shape names the table \(name), which does not exist", Self.correction(suggestion, "table"))
        }
        if case .unknownColumn(let table, let column, let suggestion) = problem {
            return ("the table \(table) has no column \(column)", Self.correction(suggestion, "column"))
        }
        if case .unknownWords(let name, let suggestion) = problem {
            return ("there is no list \(name) under words", Self.correction(suggestion, "list of words"))
        }
        if case .tableTwice(let name) = problem {
            return ("the shape names the table \(name) twice", "remove one of the two")
        }
        if case .columnTwice(let name) = problem {
            return ("the shape names the column \(name) twice", "remove one of the two")
        }
        if case .tablesNotInShape(let names) = problem {
            return ("the shape does not name \(Self.listed(names))", "add each under tables, or to empty: [...]")
        }
        if case .columnWithoutGenerator(let table, let column) = problem {
            return (
                "the column \(table).\(column) is NOT NULL and has neither a default nor a generator",
                "give \(column) a generator in the shape"
            )
        }
        if case .generatedColumn(let column) = problem {
            return ("the server computes the column \(column) itself", "remove its generator from the shape")
        }
        return nil
    }

    /// The words for values that do not fit.
    private var fitSentences: (what: String, next: String)? {
        if case .generatorDoesNotFit(let column, let makes, let type) = problem {
            return (
                "the generator of \(column) makes \(makes), but the column is \(type)", "choose another generator"
            )
        }
        if case .typeNotSupported(let column, let type) = problem {
            return (
                "the column \(column) is \(type), a type that the dataset cannot write",
                "leave the column out, so that its default or NULL stands there"
            )
        }
        if case .mayBeNull(let column) = problem {
            return (
                "the column \(column) is NOT NULL, but its generator may give NULL", "make every row have a value"
            )
        }
        if case .uniqueKeyNotMet(let table, let columns, let rowCount) = problem {
            return (
                "nothing keeps \(rowCount) rows of \(table) apart in the key (\(columns.joined(separator: ", ")))",
                "use key, uuid, serial, in_order, {row} or {scatter:n} in a template, or a distinct reference"
            )
        }
        if case .notEnoughDistinct(let what, let wanted, let available) = problem {
            return (
                "\(what) needs \(wanted) different values and has \(available)", "widen it, or ask for fewer rows"
            )
        }
        if case .badTemplate(let template, let reason) = problem {
            return ("the template \(template) cannot be read: \(reason)", "correct the part in braces")
        }
        if case .outOfRange(let what, let expected) = problem {
            return ("\(what) is out of range", "write \(expected)")
        }
        return nil
    }

    /// The words for columns and tables that do not fit each other.
    private var linkSentences: (what: String, next: String) {
        switch problem {
        case .referenceToEmptyTable(let column, let table):
            ("\(column) refers to \(table), which has no rows", "give \(table) rows, or make the column null")
        case .foreignKeyNotFollowed(let column, let references):
            (
                "the column \(column) is a foreign key to \(references), but its generator makes other values",
                "use parent, reference or copy"
            )
        case .notAReference(let column):
            ("\(column) points at no row, so nothing can be copied through it", "name a parent or reference column")
        case .notANumber(let column): ("\(column) holds no numbers", "name a column of numbers")
        case .notATime(let column): ("\(column) holds no times", "name a column of times")
        case .notListed(let column):
            (
                "\(column) has no listed values to decide by",
                "name a column with one_of, constant, in_order or boolean"
            )
        case .valueNotListed(let column, let value, let suggestion):
            ("\(column) never has the value \(value)", Self.correction(suggestion, "value"))
        case .noAncestor(let table, let ancestor):
            ("the rows of \(table) do not belong to rows of \(ancestor)", "name a table that rows: leads up to")
        case .cycle(let names):
            ("these depend on each other in a circle: \(names.joined(separator: " -> "))", "break the circle")
        case .unknownTable, .unknownColumn, .unknownWords, .tableTwice, .columnTwice, .tablesNotInShape,
            .columnWithoutGenerator, .generatedColumn, .generatorDoesNotFit, .typeNotSupported, .mayBeNull,
            .uniqueKeyNotMet, .notEnoughDistinct, .badTemplate, .outOfRange, .checkNotHeld, .fewValuesAllowed,
            .exclusionNotHeld:
            preconditionFailure("the other properties have the words for this problem")
        }
    }

    private static func correction(_ suggestion: String?, _ kind: String) -> String {
        suggestion.map { "did you mean \($0)?" } ?? "name an existing \(kind)"
    }

    /// At most ten names, and how many were left out.
    private static func listed(_ names: [String]) -> String {
        let shown = names.prefix(10).joined(separator: ", ")
        return names.count > 10 ? "\(shown) and \(names.count - 10) more" : shown
    }
}
