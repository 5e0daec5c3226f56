import CLibPQ

/// Reads connection parameters with libpq's own parser, and says what is wrong without quoting any of them.
///
/// libpq's complaints about a connection string quote pieces of it, and such a piece can be the password or a part
/// of it. So they are only looked at here, and answered in words of our own. Where an unescaped `@` or `/` in a URI's
/// password would make libpq take its rest for a host, which is then shown everywhere, the URI is refused.
enum ConnectionString {
    /// Everything that is given, checked; the failure's sentence is safe to show.
    static func read(_ parameters: ConnectionParameters) -> Result<ConnectionOptions, PostgresError> {
        let given = Array(parameters.keywords.keys) + Array(parameters.keywords.values)
        guard !([parameters.conninfo ?? ""] + given).contains(where: { $0.utf8.contains(0) }) else {
            return .failure(.cannotConnect(reason: "the connection parameters contain a NUL byte"))
        }
        if let conninfo = parameters.conninfo, hasAmbiguousUserinfo(conninfo) {
            return .failure(
                .cannotConnect(
                    reason: "the connection URI has an \"@\" or \"/\" that may belong to the password or not; "
                        + "write them as %40 and %2F"))
        }
        return parsed(parameters.conninfo ?? "").flatMap { options in
            merged(options, with: parameters)
        }
    }

    private static func merged(
        _ options: ConnectionOptions, with parameters: ConnectionParameters
    ) -> Result<ConnectionOptions, PostgresError> {
        var options = options
        let known = knownKeywords()
        let unknown = parameters.keywords.keys.filter { !known.contains($0) }.sorted()
        guard unknown.isEmpty else {
            return .failure(.cannotConnect(reason: "libpq knows no connection parameter of that name"))
        }
        let overridden = options.secretKeywords.compactMap { options.values[$0] }
        options.values.merge(parameters.keywords) { _, later in later }
        let isNumeric = (options.values["port"] ?? "").allSatisfy { $0.isASCII && ($0.isNumber || $0 == ",") }
        guard isNumeric else { return .failure(.cannotConnect(reason: "the port is not a number")) }
        let values = options.secretKeywords.compactMap { options.values[$0] }
        let written = parameters.conninfo.map(writtenSecrets(in:)) ?? []
        options.secrets = Set(overridden + values + written).filter { !$0.isEmpty }
            .sorted { ($1.utf8.count, $0) < ($0.utf8.count, $1) }
        return .success(options)
    }

    private static func parsed(_ conninfo: String) -> Result<ConnectionOptions, PostgresError> {
        var complaint: UnsafeMutablePointer<CChar>?
        guard let list = PQconninfoParse(conninfo, &complaint) else {
            let text = complaint.map { String(cString: $0) } ?? ""
            PQfreemem(complaint)
            return .failure(.cannotConnect(reason: "the connection string is malformed: \(ownWords(for: text))"))
        }
        defer { PQconninfoFree(list) }
        var options = ConnectionOptions(values: [:], secretKeywords: [], secrets: [])
        var next = list
        while let keyword = next.pointee.keyword {
            let name = String(cString: keyword)
            if let value = next.pointee.val { options.values[name] = String(cString: value) }
            if let display = next.pointee.dispchar, display.pointee == CChar(UInt8(ascii: "*")) {
                options.secretKeywords.insert(name)
            }
            next += 1
        }
        return .success(options)
    }

    private static func knownKeywords() -> Set<String> {
        var names: Set<String> = []
        guard let list = PQconninfoParse("", nil) else { return names }
        defer { PQconninfoFree(list) }
        var next = list
        while let keyword = next.pointee.keyword {
            names.insert(String(cString: keyword))
            next += 1
        }
        return names
    }

    /// What libpq found wrong, told by how its sentence begins and without any of its quotations.
    private static func ownWords(for complaint: String) -> String {
        let beginnings = [
            ("missing \"=\"", "a keyword without \"=\" (a value with spaces needs single quotes)"),
            ("unterminated quoted string", "a quoted value that never ends"),
            ("invalid connection option", "a keyword that libpq does not know"),
            ("invalid percent-encoded token", "a \"%\" that is not followed by two hexadecimal digits"),
            ("forbidden value %00", "a NUL byte"),
            ("end of string reached when looking for matching", "an IPv6 address whose \"]\" is missing"),
            ("IPv6 host address may not be empty", "an empty IPv6 address"),
            ("unexpected character", "a character after the host that is neither \":\" nor \"/\""),
            ("extra key/value separator", "a second \"=\" in a URI parameter"),
            ("missing key/value separator", "a URI parameter without \"=\""),
            ("invalid URI query parameter", "a URI parameter that libpq does not know"),
        ]
        return beginnings.first { complaint.hasPrefix($0.0) }?.1 ?? "libpq cannot read it"
    }
}

extension ConnectionString {
    /// The URI after its scheme, or nil for anything else.
    private static func afterScheme(_ conninfo: String) -> Substring? {
        ["postgresql://", "postgres://"].first { conninfo.hasPrefix($0) }
            .map { conninfo.dropFirst($0.count) }
    }

    /// libpq ends the userinfo at the first "@" before the first "/". Where another "@" follows that is not in the
    /// parameters, the writer most likely had something else in mind.
    static func hasAmbiguousUserinfo(_ conninfo: String) -> Bool {
        guard let uri = afterScheme(conninfo) else { return false }
        let authority = uri.prefix { $0 != "/" }
        let rest =
            authority.firstIndex(of: "@").map { uri[uri.index(after: $0)...] } ?? uri
        return rest.prefix { $0 != "?" }.contains("@")
    }

    /// Secrets as they stand in the string, percent-encoding and all, where that differs from their value.
    private static func writtenSecrets(in conninfo: String) -> [String] {
        guard let uri = afterScheme(conninfo) else { return [] }
        var found: [String] = []
        let authority = uri.prefix { $0 != "/" }
        if let at = authority.firstIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") {
            found.append(String(authority[authority.index(after: colon)..<at]))
        }
        for parameter in (uri.split(separator: "?", maxSplits: 1).last ?? "").split(separator: "&") {
            guard let equals = parameter.firstIndex(of: "="), parameter[..<equals].hasSuffix("password") else {
                continue
            }
            found.append(String(parameter[parameter.index(after: equals)...]))
        }
        return found
    }
}
