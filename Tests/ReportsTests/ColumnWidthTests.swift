import Testing

@testable import Reports

@Suite("Columns on a terminal")
struct ColumnWidthTests {
    @Test(
        "are counted as terminals count them",
        arguments: [
            ("a", 1), ("é", 1), ("e\u{301}", 1), ("ß", 1), ("→", 1), ("…", 1), ("漢", 2), ("한", 2), ("Ａ", 2), ("😀", 2),
            ("❤️", 2), ("\u{200B}", 0), ("\u{7}", 0),
        ] as [(Character, Int)])
    func width(_ character: Character, columns: Int) {
        #expect(columnWidth(of: character) == columns)
    }

    @Test(
        "are what a line is cut by",
        arguments: [
            ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("漢字", 4, "漢字"), ("漢字", 3, "漢…"), ("漢字", 2, "…"),
            ("a漢字", 4, "a漢…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("abc", 1, "…"), ("abc", 0, ""),
            ("", 5, ""), ("abc", -3, ""),
        ])
    func cutting(_ line: String, columns: Int, expected: String) {
        let shown = cut(line, toColumns: columns)
        #expect(shown == expected)
        #expect(shown.reduce(0) { $0 + columnWidth(of: $1) } <= max(columns, 0))
    }
}
