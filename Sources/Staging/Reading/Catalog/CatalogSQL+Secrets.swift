/// Options and settings with the values that must not be told.
///
/// `name=value` lists become two facts: one with every secret replaced by `(secret)`, and one that holds the secrets
/// alone, which `FactQuery` hashes with the reader's key before it becomes a fact.
extension CatalogSQL {
    /// Names of options and settings whose values are secrets.
    static let secretPattern =
        "pass|secret|token|credential|pwd|api_?key|access_?key|private_?key|account_?key|(^|[._-])key$|sslkey|conninfo"

    /// Values that are no secret, whatever their name: foreign tables mark key columns with `key 'true'`.
    private static let plainPattern = "^(true|false|on|off|yes|no|0|1|)$"

    private static func name(_ item: String) -> String { "pg_catalog.split_part(\(item), '=', 1)" }

    private static func value(_ item: String) -> String {
        "pg_catalog.substr(\(item), pg_catalog.strpos(\(item), '=') + 1)"
    }

    /// Whether `name=value` holds a secret.
    static func isSecret(_ item: String) -> String {
        "(\(name(item)) ~* '\(secretPattern)' AND \(value(item)) !~* '\(plainPattern)')"
    }

    /// Whether an option of a user mapping holds a secret: all but the name of the user.
    static func isMappingSecret(_ item: String) -> String { "\(name(item)) <> 'user'" }

    /// The list sorted by name, each secret as `name=(secret)`; NULL for an empty one.
    static func told(_ array: String, secret: (String) -> String = isSecret) -> String {
        """
        (SELECT pg_catalog.string_agg(CASE WHEN \(secret("item")) THEN \(name("item")) || '=(secret)' ELSE item END,
                ', ' ORDER BY item COLLATE pg_catalog."C")
            FROM pg_catalog.unnest(\(array)) AS item)
        """
    }

    /// The secrets of the list alone; NULL for none. Only for columns of the class `secret`.
    static func untold(_ array: String, secret: (String) -> String = isSecret) -> String {
        """
        (SELECT pg_catalog.string_agg(item, E'\\n' ORDER BY item COLLATE pg_catalog."C")
            FROM pg_catalog.unnest(\(array)) AS item WHERE \(secret("item")))
        """
    }
}
