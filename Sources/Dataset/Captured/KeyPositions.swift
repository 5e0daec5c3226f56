/// Where each row of a table lies in the order of its key, from 0 to 1, by its place in the heap.
struct KeyPositions {
    let count: Int
    /// Nil where nothing is known of the key's order.
    private let position: ((Int) -> Double)?

    /// - Parameter isNumber: whether distances count, and not ranks alone.
    init(of key: Program, rowCount: Int, isNumber: Bool) {
        count = rowCount
        position =
            switch key.source {
            case .captured(let codes): Self.position(codes, rowCount, isNumber: isNumber)
            case .heapPosition: Self.position(ofPlaces: rowCount)
            default: nil
            }
    }

    /// Keys in the order of the heap.
    init(ofPlaces rowCount: Int) {
        count = rowCount
        position = Self.position(ofPlaces: rowCount)
    }

    private static func position(ofPlaces rowCount: Int) -> (Int) -> Double {
        { Double($0) / Double(max(1, rowCount - 1)) }
    }

    private static func position(_ codes: CapturedCodes, _ rowCount: Int, isNumber: Bool) -> (Int) -> Double {
        guard isNumber, let bounds = codes.bounds, bounds.lowerBound < bounds.upperBound else {
            return { Double(codes.order.rank(of: $0)) / Double(max(1, rowCount - 1)) }
        }
        let width = Double(bounds.upperBound - bounds.lowerBound)
        return { Double(codes.code(at: $0) - bounds.lowerBound) / width }
    }

    /// For every place its position; by chance where nothing is known.
    func all(key: UInt64) -> [Double] {
        if let position { return (0..<count).map(position) }
        let order = Permutation(count: UInt64(max(1, count)), key: key)
        return (0..<count).map { Double(order(UInt64($0))) / Double(max(1, count - 1)) }
    }
}
