extension QueryPlan {
    /// The version of the rules behind ``shapeFingerprint``; fingerprints of unlike versions are not compared.
    public static let shapeFingerprintVersion = 1

    /// F3: the version, a colon and the SHA-256, in hexadecimal, of the tree's shape.
    ///
    /// Holds node types, join types and sides, relations (partitions as their root, a repeated relation numbered by
    /// position), indexes by definition, sort, aggregate and subplan placement. Holds no costs, rows, conditions,
    /// aliases or index names.
    public var shapeFingerprint: String {
        "\(Self.shapeFingerprintVersion):\(SHA256Digest(of: ShapeTree(root).canonical).hexadecimal)"
    }
}

/// A query plan as an indented text, one node a line, partitions of one root folded, for reports.
public func treeText(_ queryPlan: QueryPlan) -> String { ShapeTree(queryPlan.root).text }
