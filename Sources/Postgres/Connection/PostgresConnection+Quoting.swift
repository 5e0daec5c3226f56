extension PostgresConnection {
    /// The name in double quotes, so that it means itself whatever it is made of.
    ///
    /// - Precondition: no NUL byte; the server could not have such a name.
    public static func quotedIdentifier(_ name: String) -> String {
        precondition(!name.utf8.contains(0), "a name has no NUL byte")
        return "\"\(name.replacing("\"", with: "\"\""))\""
    }

    /// The text as a literal that means the same whatever `standard_conforming_strings` is.
    ///
    /// - Precondition: no NUL byte; the server could not have such a text.
    public static func quotedLiteral(_ value: String) -> String {
        precondition(!value.utf8.contains(0), "a text has no NUL byte")
        let quoted = "'\(value.replacing("'", with: "''"))'"
        return value.contains("\\") ? " E\(quoted.replacing("\\", with: "\\\\"))" : quoted
    }
}
