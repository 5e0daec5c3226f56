extension QueryPlan {
    /// Stands in until the readers' fingerprint is merged; covers types, relations, indexes and shape, in tree order.
    public var shapeFingerprint: String {
        var encoding = SnapshotEncoding()
        Self.append(root, to: &encoding)
        return SHA256Digest(of: encoding.bytes).hexadecimal
    }

    private static func append(_ node: QueryPlanNode, to encoding: inout SnapshotEncoding) {
        encoding.append(node.type)
        encoding.append(optional: node.relation)
        encoding.append(optional: node.indexName)
        for attribute in node.shape {
            encoding.append(attribute.key)
            encoding.append(attribute.value)
        }
        encoding.append(Int64(node.children.count))
        for child in node.children { append(child, to: &encoding) }
    }
}
