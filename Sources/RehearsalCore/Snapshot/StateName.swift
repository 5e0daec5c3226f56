/// A moment of the rehearsal at which a snapshot is taken.
public enum StateName: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Baseline applied and dataset loaded, before the first step.
    case baseline
    /// After a step's migration.
    case after(step: String)
    /// After a step's way back, on a clone.
    case down(step: String)
    /// After the migration was run again behind the way back, on a clone.
    case again(step: String)

    /// `baseline`, `after NAME`, `down NAME` or `again NAME`: the form kept in the store and shown in reports.
    public var description: String {
        switch self {
        case .baseline: "baseline"
        case .after(let step): "after \(step)"
        case .down(let step): "down \(step)"
        case .again(let step): "again \(step)"
        }
    }

    /// Reads ``description`` back; nil for any other text.
    public init?(_ description: String) {
        if description == "baseline" {
            self = .baseline
            return
        }
        guard let space = description.firstIndex(of: " ") else { return nil }
        let step = String(description[description.index(after: space)...])
        guard !step.isEmpty else { return nil }
        switch description[..<space] {
        case "after": self = .after(step: step)
        case "down": self = .down(step: step)
        case "again": self = .again(step: step)
        default: return nil
        }
    }

    /// The step that the state belongs to; nil for the baseline.
    public var step: String? {
        switch self {
        case .baseline: nil
        case .after(let step), .down(let step), .again(let step): step
        }
    }

    public static func < (left: StateName, right: StateName) -> Bool { left.description < right.description }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let state = StateName(text) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\(text) is no state"))
        }
        self = state
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
