extension PostgresConnection {
    /// The name in double quotes, so that it means itself whatever it is made of.
    ///
    /// - Precondition: no NUL byte; the server could not have such a name.
    public static func quotedIdentifier(_ name: String) -> String {
        precondition(!name.utf8.contains(0), "a name has no NUL byte")
        return "\"\(replacing("\"", with: "\"\"", in: name))\""
    }

    /// The text as a literal that means the same whatever `standard_conforming_strings` is.
    ///
    /// - Precondition: no NUL byte; the server could not have such a text.
    public static func quotedLiteral(_ value: String) -> String {
        precondition(!value.utf8.contains(0), "a text has no NUL byte")
        let quoted = "'\(replacing("'", with: "''", in: value))'"
        return value.utf8.contains(UInt8(ascii: "\\")) ? " E\(replacing("\\", with: "\\\\", in: quoted))" : quoted
    }

    /// By scalars: to Swift a quote with a combining mark behind it is another character, to the server it is a quote.
    static func replacing(_ mark: Unicode.Scalar, with replacement: String, in text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == mark {
                result.append(contentsOf: replacement.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
