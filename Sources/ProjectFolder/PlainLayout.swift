import RehearsalCore

/// The layout `plain`: `NNN_name.sql` in one folder, a way back of the same name in another.
///
/// The number orders the files; leading zeros do not count. Folders and files that do not end in `.sql` are left
/// alone.
struct PlainLayout {
    /// One migration's files.
    struct Migration {
        /// `NNN_name`.
        var step: String
        var number: UInt64
        var file: String
        /// Where its way back is looked for.
        var rollbackFile: String
        var hasRollback: Bool
    }

    /// In the order of their numbers.
    let migrations: [Migration]

    /// Nil after reporting why not.
    init?(_ entry: MigrationsEntry, in files: ProjectFiles) {
        let directory = trimmed(entry.directory.value)
        let rollbackDirectory = trimmed(entry.rollbacks.path)
        guard let names = files.scriptNames(in: directory, namedAt: entry.directory.place) else { return nil }
        let needsRollbacks = entry.rollbacks.place != nil || files.exists(rollbackDirectory)
        let rollbacks =
            needsRollbacks
            ? Set(files.scriptNames(in: rollbackDirectory, namedAt: entry.rollbacks.place) ?? []) : []

        var found: [Migration] = []
        for name in names {
            let file = files.joined(directory, name)
            guard let number = Self.number(of: name) else {
                files.problems.report(.layout(.badName(file: name)), at: Self.start(of: file))
                continue
            }
            found.append(
                Migration(
                    step: String(name.dropLast(4)), number: number, file: file,
                    rollbackFile: files.joined(rollbackDirectory, name), hasRollback: rollbacks.contains(name)))
        }
        if names.isEmpty {
            files.problems.report(.layout(.noMigrations(directory: directory)), at: entry.directory.place)
        }
        migrations = found.sorted { ($0.number, $0.step) < ($1.number, $1.step) }
        for (earlier, later) in zip(migrations, migrations.dropFirst()) where earlier.number == later.number {
            let fault = LayoutFault.duplicateNumber(number: String(later.number), with: earlier.file)
            files.problems.report(.layout(fault), at: Self.start(of: later.file))
        }
        let withoutRollback = found.filter { !$0.hasRollback }.map { $0.step + ".sql" }
        for name in rollbacks.subtracting(names).sorted() {
            let near =
                NearestName.suggestion(for: name, among: withoutRollback)
                ?? withoutRollback.first { Self.sameNumber($0, name) }
            files.problems.report(
                .layout(.rollbackWithoutMigration(suggestion: near.map { files.joined(rollbackDirectory, $0) })),
                at: Self.start(of: files.joined(rollbackDirectory, name)))
        }
    }

    /// The number of `NNN_name.sql`; nil for every other name.
    static func number(of file: String) -> UInt64? {
        let digits = file.prefix { $0.isASCII && $0.isNumber }
        let rest = file.dropFirst(digits.count)
        guard digits.count <= 18, let number = UInt64(digits), rest.hasPrefix("_"), rest.hasSuffix(".sql") else {
            return nil
        }
        let name = rest.dropFirst().dropLast(4)
        let isPlain = name.utf8.allSatisfy { byte in
            (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x30 && byte <= 0x39)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
        return !name.isEmpty && isPlain ? number : nil
    }

    private static func sameNumber(_ left: String, _ right: String) -> Bool {
        guard let number = number(of: left) else { return false }
        return number == Self.number(of: right)
    }

    private static func start(of file: String) -> SourcePlace { SourcePlace(file: file, line: 1, column: 1) }
}

/// A folder's name as paths are made from it: `./a/` is `a`.
func trimmed(_ directory: String) -> String {
    var parts = directory.split(separator: "/", omittingEmptySubsequences: true)
    parts.removeAll { $0 == "." }
    let path = parts.joined(separator: "/")
    if directory.hasPrefix("/") { return "/" + path }
    return path.isEmpty ? "." : path
}
