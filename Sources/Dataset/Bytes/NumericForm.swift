/// PostgreSQL's binary numeric: groups of four decimal digits, the weight of the first, a sign and a display scale.
struct NumericForm {
    let unscaled: Int64
    let scale: Int

    private static let groupBase: UInt64 = 10_000

    func write(to buffer: RowBuffer) {
        let power = PowersOfTen.value(scale).magnitude
        var groups: [UInt16] = []
        var whole = unscaled.magnitude / power
        while whole > 0 {
            groups.append(UInt16(whole % Self.groupBase))
            whole /= Self.groupBase
        }
        groups.reverse()
        var weight = groups.count - 1
        var fraction = unscaled.magnitude % power
        var digitsLeft = scale
        while fraction > 0 {
            // The next four digits, filled up with zeros where fewer are left.
            let taken = min(4, digitsLeft)
            let divisor = PowersOfTen.value(digitsLeft - taken).magnitude
            groups.append(UInt16(fraction / divisor * PowersOfTen.value(4 - taken).magnitude))
            fraction %= divisor
            digitsLeft -= taken
        }
        while groups.first == 0 {
            groups.removeFirst()
            weight -= 1
        }
        while groups.last == 0 { groups.removeLast() }
        if groups.isEmpty { weight = 0 }
        buffer.append(network: Int16(groups.count))
        buffer.append(network: Int16(weight))
        buffer.append(network: UInt16(unscaled < 0 ? 0x4000 : 0))
        buffer.append(network: Int16(scale))
        for group in groups { buffer.append(network: group) }
    }
}
