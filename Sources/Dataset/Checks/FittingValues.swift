import RehearsalCore

/// Single values that the columns of a table may have, for a row that has no other to follow.
///
/// CHECK constraints are kept as far as they are understood; the server judges the rest. Pure, like all of this room.
public struct FittingValues: Sendable {
    private let layout: TableLayout
    private var limits: [String: ColumnLimits] = [:]
    /// Codes of columns that are not texts.
    private var codes: [String: Int64] = [:]

    /// Longer texts are not made.
    private static let longestText = 200

    /// - Parameter now: the server's clock in microseconds since 2000-01-01.
    public init(_ layout: TableLayout, now: Int64 = 0) {
        self.layout = layout
        var ordered: [(lower: String, upper: String)] = []
        for check in layout.checks {
            for condition in CheckReader(layout, check).conditions(of: check.definition) ?? [] {
                if case .ordered(let lower, let upper, _) = condition {
                    ordered.append((lower, upper))
                } else if let name = condition.columns.first, let column = Self.column(name, layout) {
                    var found = limits[name] ?? ColumnLimits()
                    // What is not understood is left to the server.
                    if found.add(condition, CodeForm(column), typeName: column.typeName, clock: now) {
                        limits[name] = found
                    }
                }
            }
        }
        for column in layout.columns { codes[column.name] = Self.code(column, limits[column.name]) }
        for _ in ordered {
            for (lower, upper) in ordered {
                guard let low = codes[lower], let high = codes[upper], low >= high,
                    let forms = Self.column(lower, layout).map(CodeForm.init), let column = Self.column(upper, layout),
                    forms == CodeForm(column)
                else { continue }
                codes[upper] = low + forms.unit
            }
        }
    }

    private static func column(_ name: String, _ layout: TableLayout) -> ColumnLayout? {
        layout.columns.first { $0.name == name }
    }

    /// A value of the column as the server reads it; nil for types of which none is known.
    ///
    /// - Parameter number: other numbers give other values, where the column's type and its constraints have so many.
    public func text(for name: String, number: Int) -> String? {
        guard let column = Self.column(name, layout) else { return nil }
        let form = CodeForm(column)
        switch form {
        case .labels(let labels):
            let kept = limits[name]?.texts ?? labels
            return kept.isEmpty ? nil : kept[number % kept.count]
        case .json: return "{}"
        case .text:
            if column.typeName == "bytea" { return "\\x" }
            return word(column, limits[name] ?? ColumnLimits(), number)
        case .number, .time, .duration, .boolean:
            if let listed = limits[name]?.codes, let limit = limits[name] {
                let kept = limit.keptCodes(listed)
                return kept.isEmpty ? nil : Self.text(of: kept[number % kept.count], form, column)
            }
            guard let code = codes[name] else { return nil }
            return Self.text(of: code, form, column)
        case .other: return nil
        }
    }

    private func word(_ column: ColumnLayout, _ limits: ColumnLimits, _ number: Int) -> String? {
        if let texts = limits.texts {
            let kept = limits.keptTexts(texts)
            return kept.isEmpty ? nil : kept[number % kept.count]
        }
        let longest = min(column.characterLimit ?? Self.longestText, limits.longest, Self.longestText)
        let machine = limits.machine ?? .anything
        let least = max(limits.shortest, machine.shortestLength(limits.letters) ?? 0)
        guard least <= longest else { return nil }
        let lengths = least...min(longest, least + 12)
        let memory = FrozenMemory()
        for machine in [machine.plain(limits.letters), machine] {
            let book = WordBook(machine, letters: limits.letters, lengths: lengths, wanted: 1, in: memory)
            guard let book else { continue }
            let buffer = RowBuffer(capacity: 256)
            book.write(number % book.count, length: lengths.upperBound, draws: UInt64(number), to: buffer)
            return String(decoding: buffer.bytes, as: UTF8.self)
        }
        return nil
    }

    /// A small code within the limits, and 1 where nothing limits it.
    private static func code(_ column: ColumnLayout, _ limits: ColumnLimits?) -> Int64? {
        let start: Int64
        switch CodeForm(column) {
        case .number(let scale, _): start = PowersOfTen.value(scale)
        case .time: start = 0
        case .duration, .boolean: start = 1
        case .labels, .text, .json, .other: return nil
        }
        guard let limits else { return start }
        var code = min(max(start, limits.low), limits.high)
        let step: Int64 = code == limits.high ? -1 : 1
        while limits.excluded.contains(code) { code += step * CodeForm(column).unit }
        if CodeForm(column) == .time(isDate: true) {
            // The limits may lie within a day.
            let day = CivilDate.microsecondsPerDay
            code = code.quotientRoundedDown(by: day) * day
            if code < limits.low { code += day }
        }
        return code
    }

    private static func text(of code: Int64, _ form: CodeForm, _ column: ColumnLayout) -> String? {
        switch form {
        case .number(let scale, _):
            let whole = PowersOfTen.value(scale)
            let digits = String((code.magnitude % whole.magnitude) + whole.magnitude).dropFirst()
            let sign = code < 0 ? "-" : ""
            return "\(sign)\(code.magnitude / whole.magnitude)\(scale == 0 ? "" : ".\(digits)")"
        case .time(let isDate):
            let date = CivilDate(time: code)
            let day = "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
            if isDate { return day }
            let rest = code - Int64(CivilDate.day(of: code)) * CivilDate.microsecondsPerDay
            return "\(day) \(clock(rest))\(column.typeName == "timestamp with time zone" ? "+00" : "")"
        case .duration: return clock(code)
        case .boolean: return code == 0 ? "f" : "t"
        case .labels, .text, .json, .other: return nil
        }
    }

    /// `08:30:00.000005`.
    private static func clock(_ microseconds: Int64) -> String {
        let seconds = microseconds / 1_000_000
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded(Int($0), 2) }
        return "\(parts.joined(separator: ":")).\(padded(Int(microseconds % 1_000_000), 6))"
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
