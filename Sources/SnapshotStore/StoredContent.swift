internal import Foundation

/// What a stored content is.
enum ContentKind: String, CaseIterable {
    /// One object of the schema with its attributes.
    case object
    /// One captured query plan.
    case queryPlan = "query_plan"
    /// One table's digest.
    case tableDigest = "table_digest"
    /// One table's statistics.
    case tableStatistics = "table_statistics"
    /// The objects of one kind in one snapshot: a step that changes an index leaves the list of columns alone.
    case objectList = "object_list"
    /// A list of the contents that make a snapshot.
    case snapshot
    /// A run's outcome.
    case outcome
}

/// One unit of storage: JSON with sorted keys, under its hash.
struct StoredContent: Hashable {
    let hash: ContentHash
    let kind: ContentKind
    let body: Data

    init(kind: ContentKind, body: Data) {
        self.kind = kind
        self.body = body
        hash = ContentHash(of: kind, body: body)
    }

    /// - Throws: `EncodingError` for a number that JSON does not have.
    init(kind: ContentKind, encoding value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.init(kind: kind, body: try encoder.encode(value))
    }

    /// - Throws: `DecodingError` when the body does not hold a `Value`.
    func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: body)
    }
}
