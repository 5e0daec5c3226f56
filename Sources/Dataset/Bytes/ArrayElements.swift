/// One element of an array.
enum ArrayElement {
    case null
    case word(FrozenList<UInt8>)
    case value(RowValue)
}

/// Goes through the elements of an array value.
struct ArrayElements {
    let evaluator: RowEvaluator

    func forEach(_ value: RowValue, _ body: (ArrayElement) -> Void) {
        let draw = CounterRandom.draw(value.program.key, value.counter)
        if case .list(let element, let low, let width) = value.program.map {
            for index in 0..<(low + Int(CounterRandom.below(width, draw))) {
                let counter = CounterRandom.key(value.counter, index) >> 2
                if let found = evaluator.value(element, value.row, counter) { body(.value(found)) } else { body(.null) }
            }
        }
        if case .arrays(let element, let starts, let codes) = value.program.map {
            let number = Int(value.code)
            for index in starts[number]..<starts[number + 1] {
                body(
                    .value(RowValue(program: element, code: codes[index], row: value.row, counter: value.counter)))
            }
        }
        if case .pick(let words, let low, let width) = value.program.map {
            let key = CounterRandom.key(value.program.key, Int(truncatingIfNeeded: value.counter))
            let order = Permutation(count: UInt64(words.texts.count), key: key)
            for index in 0..<(low + Int(CounterRandom.below(width, draw))) {
                body(.word(words.texts[Int(order(UInt64(index)))]))
            }
        }
    }
}
