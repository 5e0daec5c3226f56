/// PostgreSQL's binary numeric: groups of four decimal digits, the weight of the first, a sign and a display scale.
struct NumericForm {
    let unscaled: Int64
    let scale: Int

    private static let groupBase: UInt64 = 10_000

    /// Appends the number behind its length.
    @inline(__always)
    func write(to buffer: RowBuffer) {
        // From the last group on: 19 digits, of which the last group may have one only. Zeros at the end are left out.
        var groups = InlineArray<6, UInt16>(repeating: 0)
        var (count, firstKept) = (0, 6)
        var rest = unscaled.magnitude
        let digitsOfLast = scale & 3
        if digitsOfLast > 0 {
            let power = PowersOfTen.value(digitsOfLast).magnitude
            let (above, last) = rest.quotientAndRemainder(dividingBy: power)
            groups[0] = UInt16(truncatingIfNeeded: last &* (Self.groupBase / power))
            if last > 0 { firstKept = 0 }
            (rest, count) = (above, 1)
        }
        while rest > 0 {
            let above = rest / Self.groupBase
            let group = UInt16(truncatingIfNeeded: rest &- above &* Self.groupBase)
            groups[count] = group
            if group > 0, count < firstKept { firstKept = count }
            count += 1
            rest = above
        }
        let kept = max(0, count - firstKept)
        let weight = kept == 0 ? 0 : count - 1 - (scale + 3) / 4
        buffer.append(network: Int32(8 + 2 * kept))
        buffer.append(network: UInt16(kept))
        buffer.append(network: Int16(weight))
        buffer.append(network: UInt16(unscaled < 0 ? 0x4000 : 0))
        buffer.append(network: Int16(scale))
        for index in 0..<kept { buffer.append(network: groups[count - 1 - index]) }
    }
}
