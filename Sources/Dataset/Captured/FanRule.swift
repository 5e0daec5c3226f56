/// How many children each parent has, by what was captured.
struct FanRule {
    let known: CapturedKey?
    /// The shares of rows that point at the parents that most do, the greatest first.
    let common: [Double]
    let isUnique: Bool
    let childrenCount: Int
    let parentCount: Int

    private static let shares = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 1]

    /// A weight for each parent in the order of its heap; nil where there are too few parents.
    func weights(key: UInt64) -> [UInt64]? {
        let order = Permutation(count: UInt64(max(1, parentCount)), key: key)
        let places = (0..<parentCount).map { Int(order(UInt64($0))) }
        if isUnique {
            guard childrenCount <= parentCount else { return nil }
            return places.map { $0 < childrenCount ? 1 : 0 }
        }
        guard let known, let fanOut = known.fanOut, fanOut.count == Self.shares.count - 1 else {
            return [UInt64](repeating: 1, count: parentCount)
        }
        let childless = min(Int((known.childless * Double(parentCount)).rounded()), parentCount - 1)
        let steps = [fanOut[0]] + fanOut
        let children = places.map { place -> Double in
            guard place >= childless else { return 0 }
            let share = Double(place - childless) / Double(max(1, parentCount - childless))
            let step = Self.shares.dropFirst().firstIndex { share < $0 } ?? Self.shares.count - 1
            let part = (share - Self.shares[step - 1]) / (Self.shares[step] - Self.shares[step - 1])
            let children = Double(steps[step - 1]) + part * Double(steps[step] - steps[step - 1])
            return children
        }
        return leading(children)
    }

    /// The most common parents have their own shares, and all others what is left of the rows.
    private func leading(_ children: [Double]) -> [UInt64] {
        let most = children.indices.sorted { (children[$1], $0) < (children[$0], $1) }.prefix(common.count)
        let shares = Dictionary(uniqueKeysWithValues: zip(most, common))
        let rest = children.enumerated().reduce(0.0) { $0 + (shares[$1.offset] == nil ? $1.element : 0) }
        let left = max(0, 1 - common.prefix(most.count).reduce(0, +))
        let unit = Double(1 << 32)
        return children.enumerated().map { index, count in
            let share = shares[index] ?? (rest > 0 ? left * count / rest : 0)
            return UInt64((share * unit).rounded())
        }
    }
}

/// How a row finds the row that it points at: its rank among all rows, and whose child that rank is.
struct FanChooser: Sendable {
    let order: RankOrder
    let fanOut: FanOut
    let target: Int
    let isOneToOne: Bool

    /// The place over there in the heap.
    @inline(__always)
    func parentPlace(of place: Int) -> Int { fanOut.parent(of: order.rank(of: place)) }
}
