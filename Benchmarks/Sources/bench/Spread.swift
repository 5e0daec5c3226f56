import Foundation

/// Several measurements of one thing.
struct Spread {
    var values: [Double] = []

    var median: Double { values.sorted()[values.count / 2] }

    /// `median (least to most)`, with so many digits after the point.
    func text(digits: Int = 0) -> String {
        guard let least = values.min(), let most = values.max() else { return "nothing measured" }
        let form = "%.\(digits)f"
        return String(format: "\(form)  (\(form) to \(form))", median, least, most)
    }
}

extension Duration {
    var milliseconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) * 1000 + Double(attoseconds) / 1e15
    }
}
