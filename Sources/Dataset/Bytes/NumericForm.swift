/// PostgreSQL's binary numeric: groups of four decimal digits, the weight of the first, a sign and a display scale.
struct NumericForm {
    let unscaled: Int64
    let scale: Int

    private static let groupBase: UInt64 = 10_000

    func write(to buffer: RowBuffer) {
        let power = PowersOfTen.value(scale).magnitude
        // Five groups before the point hold 19 digits, and five behind it as many as a scale can have.
        var groups = InlineArray<10, UInt16>(repeating: 0)
        var first = 5
        var last = 5
        var whole = unscaled.magnitude / power
        while whole > 0 {
            first -= 1
            groups[first] = UInt16(whole % Self.groupBase)
            whole /= Self.groupBase
        }
        var fraction = unscaled.magnitude % power
        var digitsLeft = scale
        while fraction > 0 {
            // The next four digits, filled up with zeros where fewer are left.
            let taken = min(4, digitsLeft)
            let divisor = PowersOfTen.value(digitsLeft - taken).magnitude
            groups[last] = UInt16(fraction / divisor * PowersOfTen.value(4 - taken).magnitude)
            last += 1
            fraction %= divisor
            digitsLeft -= taken
        }
        while first < last, groups[first] == 0 { first += 1 }
        while last > first, groups[last - 1] == 0 { last -= 1 }
        buffer.append(network: Int16(last - first))
        buffer.append(network: Int16(first < last ? 4 - first : 0))
        buffer.append(network: UInt16(unscaled < 0 ? 0x4000 : 0))
        buffer.append(network: Int16(scale))
        for index in first..<last { buffer.append(network: groups[index]) }
    }
}
