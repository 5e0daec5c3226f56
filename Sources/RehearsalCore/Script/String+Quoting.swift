//  Quoting by scalars: to Swift a quote with a combining mark behind it is another character, to PostgreSQL, to a shell
//  and to every reader of bytes it is a quote.

extension String {
    /// The text with `replacement` for every `mark`.
    public func replacing(scalar mark: Unicode.Scalar, with replacement: String) -> String {
        guard unicodeScalars.contains(mark) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars {
            if scalar == mark {
                result.append(contentsOf: replacement.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    /// The text between two marks, each mark inside written twice.
    public func quoted(_ mark: Unicode.Scalar) -> String {
        "\(mark)\(replacing(scalar: mark, with: "\(mark)\(mark)"))\(mark)"
    }

    /// What ``quoted(_:)`` quoted; nil for a text that does not begin and end with the mark.
    public func unquoted(_ mark: Unicode.Scalar) -> String? {
        let scalars = unicodeScalars
        guard scalars.count > 1, scalars.first == mark, scalars.last == mark else { return nil }
        var result = String.UnicodeScalarView()
        var isOpen = false
        for scalar in scalars.dropFirst().dropLast() {
            isOpen = scalar == mark && !isOpen
            if !isOpen { result.append(scalar) }
        }
        return String(result)
    }
}
