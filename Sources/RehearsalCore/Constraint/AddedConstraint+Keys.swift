extension AddedConstraint {
    /// Names in the definition of a key that no two rows may have alike, its columns among them; nil for other kinds.
    ///
    /// PostgreSQL writes the columns behind the method, and a condition behind them.
    public var keyNames: Set<String>? {
        switch kind {
        case .uniqueIndex, .primaryKey, .exclusion: break
        case .check, .foreignKey, .notNull, .domainCheck: return nil
        }
        let words = tokens(of: definition)
        let start = words.firstIndex { $0.keyword == "using" } ?? words.startIndex
        let end = words.firstIndex { $0.keyword == "where" } ?? words.endIndex
        return Set(words[min(start, end)..<end].compactMap(\.name))
    }
}
