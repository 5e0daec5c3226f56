/// What a fact is about: an object of one kind under its identity.
///
/// Identities are equal byte by byte, as PostgreSQL tells names apart: `é` as one scalar and as two are two names.
public struct ObjectKey: Hashable, Comparable, Sendable, Codable {
    public var kind: FactKind
    /// As in ``CatalogFact/identity``.
    public var identity: String

    public init(kind: FactKind, identity: String) {
        self.kind = kind
        self.identity = identity
    }

    public static func == (left: ObjectKey, right: ObjectKey) -> Bool {
        left.kind == right.kind && ExactText(left.identity) == ExactText(right.identity)
    }

    public static func < (left: ObjectKey, right: ObjectKey) -> Bool {
        if left.kind != right.kind { return left.kind < right.kind }
        return ExactText(left.identity) < ExactText(right.identity)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(kind)
        hasher.combine(ExactText(identity))
    }
}

extension ObjectKey {
    /// Reads `kind identity`, the form in which grants, comments and settings name their object.
    init?(written text: String) {
        guard let space = text.firstIndex(of: " "), let kind = FactKind(rawValue: String(text[..<space]))
        else { return nil }
        self.init(kind: kind, identity: String(text[text.index(after: space)...]))
    }

    /// The form in which grants, comments and settings name the object: `table public.t`.
    var written: String { "\(kind.rawValue) \(identity)" }
}
