/// Four fingerprints of one query plan, each telling more than the one before: `version:SHA-256 in hexadecimal`.
///
/// Held are node types, join types and sides, relations (partitions as their root, a repeated relation numbered by
/// position), indexes by definition. Held by none are costs, rows, measures, aliases and index names.
public struct PlanFingerprints: Hashable, Sendable, Codable {
    /// F1: how each relation is reached, in no order.
    public var access: String
    /// F2: F1 and the joins: methods, types, order and sides.
    public var join: String
    /// F3: everything structural: sorts, aggregates, subplans, parallel parts.
    public var shape: String
    /// F4: F3 and the conditions, without their constants.
    public var conditions: String
}

extension QueryPlan {
    /// The version of the rules behind the fingerprints; those of unlike versions are not compared.
    public static let shapeFingerprintVersion = 1

    /// F3, by which snapshots are compared: see ``PlanFingerprints``.
    public var shapeFingerprint: String { Self.fingerprint(ShapeTree(root)) }

    public var fingerprints: PlanFingerprints {
        let shape = ShapeTree(root)
        return PlanFingerprints(
            access: Self.fingerprint(shape.accesses), join: Self.fingerprint(shape.joinTree),
            shape: Self.fingerprint(shape), conditions: Self.fingerprint(ShapeTree(withConditions: root)))
    }

    private static func fingerprint(_ tree: ShapeTree) -> String {
        "\(shapeFingerprintVersion):\(SHA256Digest(of: tree.canonical).hexadecimal)"
    }
}

/// A query plan as an indented text, one node a line, partitions of one root folded, for reports.
public func treeText(_ queryPlan: QueryPlan) -> String { ShapeTree(queryPlan.root).text }
