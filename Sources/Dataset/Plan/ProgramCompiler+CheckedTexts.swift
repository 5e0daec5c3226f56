import RehearsalCore

extension ProgramCompiler {
    /// Longer texts are not made of a pattern.
    private static let longestMatched = 1000
    /// How much longer than the shortest text of a pattern its texts may be, where nothing was captured.
    private static let room = 64

    /// Texts of the lengths, letters and patterns that CHECK constraints ask for.
    func heldTexts(
        _ made: (CodeSource, ValueMap), _ limits: ColumnLimits, _ column: ColumnLayout, _ site: Site
    ) throws(DatasetError) -> (CodeSource, ValueMap) {
        if let texts = limits.texts { return try listed(made.0, limits.keptTexts(texts), limits, site) }
        guard limits.limitsTexts, case .ranked(var text) = made.1 else { return made }
        let codes: CapturedCodes
        switch made.0 {
        case .captured(let own), .grouped(_, let own): codes = own
        default: return made
        }
        let longest = min(limits.longest, column.characterLimit ?? Int.max)
        let needsBook =
            limits.machine != nil || !LetterSet.digits.union(.lower).subtracting(limits.letters).isEmpty
        if !needsBook {
            guard text.digitCount <= longest, limits.shortest <= longest else {
                throw tooFew(codes, limits, nil, site)
            }
            text.setLengths(
                text.lengths.map { min(max($0, limits.shortest, text.digitCount), longest) }, in: memory)
            return (made.0, .ranked(text))
        }
        let wanted = Int(codes.top) + 1
        guard let book = book(limits, longest: longest, captured: text.lengths, wanted: wanted, column) else {
            throw tooFew(codes, limits, nil, site)
        }
        text.words = memory.list([book])
        text.codeCount = Int64(wanted)
        text.setLengths(text.lengths.map { min(max($0, limits.shortest), longest) }, in: memory)
        return (made.0, .ranked(text))
    }

    /// Texts of the captured lengths where there are enough of them, or of any that are allowed; of small letters and
    /// digits where there are enough of those, or of all signs.
    private func book(
        _ limits: ColumnLimits, longest: Int, captured: FrozenList<Int>, wanted: Int, _ column: ColumnLayout
    ) -> WordBook? {
        let machine = limits.machine ?? .anything
        var windows: [(low: Int, high: Int)] = []
        if let low = captured.first, let high = captured.last {
            windows.append((max(low, limits.shortest), min(max(high, limits.shortest), longest)))
        }
        let least = max(limits.shortest, machine.shortestLength(limits.letters) ?? 0)
        windows.append((limits.shortest, min(longest, max(least, captured.last ?? 0) + Self.room)))
        let machines = [machine.plain(limits.letters)] + (column.typeName == "citext" ? [] : [machine])
        for machine in machines {
            for window in windows where window.low <= window.high && window.high <= Self.longestMatched {
                let book = WordBook(
                    machine, letters: limits.letters, lengths: window.low...window.high, wanted: wanted, in: memory)
                if let book { return book }
            }
        }
        return nil
    }
}
