import Foundation
import RehearsalCore

/// The files of one project folder: the only place where this room touches the disk.
///
/// Every path is resolved with its symbolic links before it is opened, and has to end inside the folder.
struct ProjectFiles {
    /// Absolute, without symbolic links.
    let root: String
    let problems: ProblemList

    init?(root folder: String, problems: ProblemList) {
        self.problems = problems
        guard let resolved = realPath(folder) else {
            problems.report(.file(.missing(path: folder, suggestion: nil)), at: nil)
            return nil
        }
        guard kind(of: resolved) == .directory else {
            problems.report(.file(.notADirectory(path: folder)), at: nil)
            return nil
        }
        root = resolved
    }

    /// The text of a file of the project, without a byte order mark; nil after reporting why not.
    ///
    /// - Parameters:
    ///   - path: relative to the project folder, or absolute and inside of it.
    ///   - place: where the file was named; nil where nobody named it.
    func text(of path: String, limitBytes: Int, namedAt place: SourcePlace?) -> String? {
        guard let resolved = resolve(path, namedAt: place) else { return nil }
        let shown = relative(resolved)
        guard kind(of: resolved) == .file else {
            problems.report(.file(.notAFile(path: shown)), at: place)
            return nil
        }
        let bytes: [UInt8]
        do {
            let attributes = try FileManager.default.attributesOfItem(atPath: resolved)
            guard let size = attributes[.size] as? Int, size <= limitBytes else {
                problems.report(.file(.tooLarge(path: shown, limitBytes: limitBytes)), at: place)
                return nil
            }
            bytes = try Array(Data(contentsOf: URL(fileURLWithPath: resolved)))
        } catch {
            problems.report(.file(.unreadable(path: shown, reason: reason(error))), at: place)
            return nil
        }
        return checkedText(bytes, file: shown)
    }

    /// The names in a folder of the project, sorted by their bytes, hidden files left out; nil after reporting why
    /// not.
    func names(in directory: String, namedAt place: SourcePlace?) -> [String]? {
        guard let resolved = resolve(directory, namedAt: place) else { return nil }
        guard kind(of: resolved) == .directory else {
            problems.report(.file(.notADirectory(path: directory)), at: place)
            return nil
        }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: resolved)
                .filter { !$0.hasPrefix(".") }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            problems.report(.file(.unreadable(path: directory, reason: reason(error))), at: place)
            return nil
        }
    }

    /// The names of a folder's `*.sql`; names that differ only in case are reported, because some disks hold only
    /// one.
    func scriptNames(in directory: String, namedAt place: SourcePlace?) -> [String]? {
        guard let names = names(in: directory, namedAt: place)?.filter({ $0.lowercased().hasSuffix(".sql") }) else {
            return nil
        }
        var seen: [String: String] = [:]
        for name in names {
            if let other = seen[name.lowercased()] {
                let place = SourcePlace(file: joined(directory, name), line: 1, column: 1)
                problems.report(.file(.caseClash(with: joined(directory, other))), at: place)
            }
            seen[name.lowercased()] = name
        }
        return names
    }

    func exists(_ path: String) -> Bool { realPath(absolute(path)) != nil }

    /// The absolute path without symbolic links; nil after reporting that it is missing or outside.
    func resolve(_ path: String, namedAt place: SourcePlace?) -> String? {
        guard !path.isEmpty, !path.contains("\0"), let resolved = realPath(absolute(path)) else {
            problems.report(.file(.missing(path: path, suggestion: neighbour(of: path))), at: place)
            return nil
        }
        guard resolved == root || resolved.hasPrefix(root == "/" ? "/" : root + "/") else {
            problems.report(.file(.outside(path: path)), at: place)
            return nil
        }
        return resolved
    }

    /// A resolved path as messages show it.
    func relative(_ resolved: String) -> String {
        resolved == root ? "." : String(resolved.dropFirst(root == "/" ? 1 : root.count + 1))
    }

    func joined(_ directory: String, _ name: String) -> String { directory == "." ? name : directory + "/" + name }

    private func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : root + "/" + path }

    /// A file of the same folder whose name is like the one that is missing.
    private func neighbour(of path: String) -> String? {
        guard !path.hasPrefix("/") else { return nil }
        let parts = path.split(separator: "/")
        guard let name = parts.last else { return nil }
        let directory = parts.dropLast().joined(separator: "/")
        guard let resolved = realPath(absolute(directory)), resolved.hasPrefix(root),
            let names = namesOrNone(in: resolved), let near = NearestName.suggestion(for: String(name), among: names)
        else { return nil }
        return directory.isEmpty ? near : directory + "/" + near
    }

    /// Names for a suggestion: where they cannot be read there is none, and the missing file is reported anyway.
    private func namesOrNone(in resolved: String) -> [String]? {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: resolved).sorted()
        } catch {
            return nil
        }
    }

    private func checkedText(_ bytes: [UInt8], file: String) -> String? {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let start = bytes.starts(with: mark) ? mark.count : 0
        let content = bytes[start...]
        if let nul = content.firstIndex(of: 0) {
            problems.report(.file(.nulByte(byteOffset: nul)), at: place(of: nul, in: content, file: file))
            return nil
        }
        guard let text = String(validating: content, as: UTF8.self) else {
            let offset = firstInvalidOffset(in: content)
            problems.report(.file(.notUTF8(byteOffset: offset)), at: place(of: offset, in: content, file: file))
            return nil
        }
        return text
    }

    private func place(of offset: Int, in content: ArraySlice<UInt8>, file: String) -> SourcePlace {
        let before = content[..<offset]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? before.startIndex
        let line = before.reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) }
        let column = 1 + before[lineStart...].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
        return SourcePlace(file: file, line: line, column: column)
    }

    private func firstInvalidOffset(in content: ArraySlice<UInt8>) -> Int {
        var decoder = UTF8()
        var iterator = content.makeIterator()
        var offset = content.startIndex
        while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
        return offset
    }

    private func reason(_ error: any Error) -> String {
        let cocoa = error as NSError
        let beneath = cocoa.userInfo[NSUnderlyingErrorKey] as? NSError
        return (beneath ?? cocoa).localizedDescription
    }
}

private enum FileKind { case file, directory, other }

private func kind(of resolved: String) -> FileKind {
    do {
        switch try FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType {
        case .typeRegular?: return .file
        case .typeDirectory?: return .directory
        default: return .other
        }
    } catch {
        return .other
    }
}

/// The absolute path without symbolic links and dots; nil where nothing is there.
private func realPath(_ path: String) -> String? {
    guard let buffer = realpath(path, nil) else { return nil }
    defer { free(buffer) }
    return String(cString: buffer)
}
