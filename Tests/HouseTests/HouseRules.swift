/// The house's rules as pure functions over a file: each gives what is wrong, nothing when all is well.
enum HouseRules {
    /// What each room may import, besides Swift itself.
    static let importsByRoom: [String: Set<String>] = [
        "CLibCrypto": [], "CLibPQ": [],
        "RehearsalCore": ["CLibCrypto", "Foundation", "Collections", "Algorithms"],
        "Dataset": ["RehearsalCore"],
        "Postgres": ["CLibPQ", "Foundation", "Synchronization", "Glibc"],
        "Staging": [
            "RehearsalCore", "Dataset", "Postgres", "Subprocess", "SystemPackage", "Foundation", "Synchronization",
            "Glibc",
        ],
        "ProjectFolder": ["RehearsalCore", "Dataset", "Yams", "Foundation"],
        "SnapshotStore": ["RehearsalCore", "GRDB", "GRDBSQLite", "Foundation"],
        "Conductor": ["RehearsalCore", "Dataset", "ProjectFolder", "Staging", "SnapshotStore"],
        "Reports": ["RehearsalCore", "Mustache"],
        "pgrehearse": [
            "ArgumentParser", "Conductor", "Reports", "RehearsalCore", "Dataset", "ProjectFolder", "SnapshotStore",
            "Foundation", "Dispatch", "Synchronization",
        ],
    ]

    static let topLevel: Set<String> = [
        "Package.swift", "Package.resolved", "Sources", "Tests", "fixtures", "snapshots", "README.md", "Makefile",
        "docs", "Benchmarks", ".ci", ".gitattributes", ".gitignore", ".swift-format",
        ".git",
    ]

    static func room(of file: HouseTree.File) -> String {
        file.path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
    }

    /// The modules that a file imports.
    static func imports(in file: HouseTree.File) -> [String] {
        file.lines.compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard let index = words.firstIndex(of: "import"), index + 1 < words.count else { return nil }
            let before = words[..<index]
            let modifiers: Set<Substring> = ["public", "internal", "package", "fileprivate", "private"]
            guard before.allSatisfy({ modifiers.contains($0) || $0.hasPrefix("@") }) else { return nil }
            let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
            let name = kinds.contains(words[index + 1]) ? words.dropFirst(index + 2).first : words[index + 1]
            return name.map { String($0.prefix { $0 != "." }) }
        }
    }

    static func foreignImports(in file: HouseTree.File) -> [String] {
        let room = room(of: file)
        guard let allowed = importsByRoom[room] else { return ["\(file.path): the room \(room) is unknown"] }
        return imports(in: file).filter { !allowed.contains($0) }.map { "\(file.path): \(room) must not import \($0)" }
    }

    static func size(of file: HouseTree.File) -> [String] {
        let lineCount = file.lines.count - (file.text.hasSuffix("\n") ? 1 : 0)
        let long = file.lines.enumerated().filter { $0.element.count > 120 }
        return (lineCount > 300 ? ["\(file.path): \(lineCount) lines, 300 are allowed"] : [])
            + long.map { "\(file.path):\($0.offset + 1): \($0.element.count) columns, 120 are allowed" }
    }

    /// What must not stay in a source file. Spelled in halves, so that this file does not hold them.
    static func leftovers(in file: HouseTree.File) -> [String] {
        var words = [
            "try" + "?", "try" + "!", " as" + "! ", "TO" + "DO", "FIX" + "ME", "XX" + "X", "fatal" + "Error(",
            "Thread." + "sleep", "us" + "leep(",
        ]
        let room = room(of: file)
        if file.path.hasPrefix("Sources/"), room != "pgrehearse" { words.append("print" + "(") }
        return file.lines.enumerated().flatMap { index, line in
            words.filter { holds(line, $0) }.map { "\(file.path):\(index + 1): \($0)" }
        }
    }

    /// True where the text stands in the line by itself, not as a part of another word.
    private static func holds(_ line: Substring, _ word: String) -> Bool {
        line.ranges(of: word).contains { range in
            let continues = word.last.map(isWordPart) == true && line[range.upperBound...].first.map(isWordPart) == true
            guard range.lowerBound > line.startIndex, word.first?.isLetter == true else { return !continues }
            return !continues && !isWordPart(line[line.index(before: range.lowerBound)])
        }
    }

    private static func isWordPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }

    static func name(of file: HouseTree.File) -> [String] {
        let stem = file.name.prefix { $0 != "." }
        let forbidden = ["Utils", "Util", "Helpers", "Helper", "Manager", "Service", "Base"]
        return forbidden.filter { stem.hasSuffix($0) || stem.hasPrefix($0 + "+") }
            .map { "\(file.path): no file is named \($0)" }
    }

    /// A room's header says in comments what the room is for and what it never does.
    static func header(of file: HouseTree.File) -> [String] {
        let comment = file.lines.prefix { $0.hasPrefix("//") }.joined(separator: " ")
        let says = comment.lowercased().contains("never") && comment.count > 60
        return says ? [] : ["\(file.path): begins with no comment on what the room is for and what it never does"]
    }

    /// Folders that exist only on the machine where something was built.
    static func machinePaths(in file: HouseTree.File) -> [String] {
        let folders = ["/wo" + "rk/", "/ho" + "me/", "/ro" + "ot/", "/Us" + "ers/", "/priv" + "ate/"]
        return file.lines.enumerated().flatMap { index, line in
            folders.filter { line.contains($0) }.map { "\(file.path):\(index + 1): names \($0)" }
        }
    }
}
