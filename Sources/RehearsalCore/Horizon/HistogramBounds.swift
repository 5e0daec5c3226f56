/// Bounds of a histogram that has more of them when there are more values.
enum HistogramBounds {
    /// Bounds between those that are there, evenly; the same where one of them is no number and no time.
    ///
    /// - Parameters:
    ///   - count: of bounds, at least as many as there are.
    ///   - common: values that are in the list of common ones: ANALYZE makes none of them a bound.
    static func lengthened(
        _ bounds: [String], to count: Int, type: HorizonValueType, besides common: Set<String>
    ) -> [String] {
        let places = bounds.compactMap { place(of: $0, type: type) }
        guard bounds.count >= 2, count >= bounds.count, places.count == bounds.count else { return bounds }
        // Times that are all midnights are days.
        let isDays = type == .timestamp && places.allSatisfy { $0.remainder(dividingBy: 86_400) == 0 }
        return (0..<count).map { number in
            let part = Double(number) * Double(bounds.count - 1) / Double(count - 1)
            let below = min(Int(part), bounds.count - 1)
            let above = min(below + 1, bounds.count - 1)
            let share = part - Double(below)
            var between = places[below] + (places[above] - places[below]) * share
            if isDays { between = (between / 86_400).rounded(.down) * 86_400 }
            var bound = share > 1e-9 ? text(between, like: bounds[below], type: type) ?? bounds[below] : bounds[below]
            // The next whole one that is not common; of other types hardly any bound meets one.
            var steps = 0
            while case .whole = type, common.contains(bound), steps < common.count {
                (between, steps) = ((between + 1).rounded(.down), steps + 1)
                guard let next = text(between, like: bound, type: type), next != bound else { break }
                bound = next
            }
            return bound
        }
    }

    private static func place(of text: String, type: HorizonValueType) -> Double? {
        switch type {
        case .whole, .decimal: Double(text).flatMap { $0.isFinite ? $0 : nil }
        case .date: CivilDate(text).map { Double($0.daysSince1970) }
        case .timestamp: TimeText(text)?.epochSeconds
        case .text, .uuid, .other: nil
        }
    }

    private static func text(_ place: Double, like bound: String, type: HorizonValueType) -> String? {
        switch type {
        case .whole: HistogramMap.written(place.rounded(.down), as: type)
        case .decimal: HistogramMap.written(place, as: type)
        case .date:
            CivilDate(daysSince1970: Int(place.rounded(.down))).text
        case .timestamp: TimeText(bound).flatMap { TimeText(epochSeconds: place, zone: $0.zone)?.text }
        case .text, .uuid, .other: nil
        }
    }
}
