internal import Foundation
internal import GRDB
internal import RehearsalCore

/// All rows of an accepted store, as values.
///
/// The bytes of a store follow from these values alone: rows are written sorted by their bytes into a new database.
struct AcceptedContents: Equatable {
    /// Where an expectation stands: one state under one key.
    struct Place: Hashable {
        var key: SnapshotKey
        var state: StateName
    }

    struct Expectation: Equatable {
        /// The hash of the snapshot's list of contents.
        var root: ContentHash
        /// Why it was accepted.
        var reason: String
    }

    /// What a finding is accepted by.
    struct FindingPlace: Hashable {
        var project: String
        var code: FindingCode
        var step: String?
        var object: String?
    }

    /// Why a finding is accepted, and for how long.
    struct Waiver: Equatable {
        var reason: String
        /// The last day; nil for good.
        var until: CivilDate?
    }

    private(set) var contents: [ContentHash: StoredContent] = [:]
    private(set) var expectations: [Place: Expectation] = [:]
    var acceptedFindings: [FindingPlace: Waiver] = [:]

    init() {}

    // MARK: Values

    mutating func expect(_ snapshot: SnapshotContents, at place: Place, reason: String) {
        expectations[place] = Expectation(root: snapshot.root.hash, reason: reason)
        for content in [snapshot.root] + snapshot.parts { contents[content.hash] = content }
    }

    /// Forgets the contents that no expectation names any more.
    mutating func dropUnnamedContents() throws {
        var named: Set<ContentHash> = []
        for root in Set(expectations.values.map(\.root)) {
            named.insert(root)
            named.formUnion(try SnapshotContents.parts(of: content(root, .snapshot), find: content))
        }
        contents = contents.filter { named.contains($0.key) }
    }

    func snapshot(at place: Place) throws -> Snapshot? {
        guard let expectation = expectations[place] else { return nil }
        return try SnapshotContents.snapshot(
            content(expectation.root, .snapshot), state: place.state, find: content)
    }

    private func content(_ hash: ContentHash, _ kind: ContentKind) throws -> StoredContent {
        guard let content = contents[hash], content.kind == kind else {
            throw StoreFault.damaged(detail: "content \(hash.hexadecimal.prefix(12))… is missing")
        }
        return content
    }

    // MARK: Bytes

    /// Reads a whole store, verifying every content and the seal over all rows.
    init(_ bytes: Data) throws {
        self = try StoreImage.reading(bytes, purpose: .accepted) { database, head in
            var read = AcceptedContents()
            var rows = Rows(format: head.format, contents: [], expectations: [], findings: [])
            for row in try Row.fetchAll(database, sql: "SELECT hash, kind, body FROM content").map(StoredRow.init) {
                let content = try row.content(kind: 1, body: 2, hash: try row.hash(0))
                read.contents[content.hash] = content
                rows.contents.append(content)
            }
            for row in try Row.fetchAll(database, sql: Self.selectExpectations).map(StoredRow.init) {
                let (place, expectation) = try Self.expectation(row)
                read.expectations[place] = expectation
                rows.expectations.append((place, expectation))
            }
            for row in try Row.fetchAll(database, sql: Self.selectFindings(head.format)).map(StoredRow.init) {
                let (place, waiver) = try Self.finding(row)
                read.acceptedFindings[place] = waiver
                rows.findings.append((place, waiver))
            }
            guard head.seal == rows.sorted().seal else {
                throw StoreFault.damaged(detail: "its rows do not have its seal")
            }
            return read
        }
    }

    /// The store's file, the same bytes for the same values whatever happened before.
    func bytes(pageByteCount: Int = StoreSchema.pageByteCount) throws -> Data {
        let rows = rows.sorted()
        try rows.refuseNulls()
        let head = StoreSchema.Head(format: rows.format, seal: rows.seal)
        return try StoreImage.making(purpose: .accepted, head: head, pageByteCount: pageByteCount) { database in
            let insertContent = try database.makeStatement(
                sql: "INSERT INTO content (hash, kind, body) VALUES (?, ?, ?)")
            for content in rows.contents {
                try insertContent.execute(arguments: [content.hash.bytes, content.kind.rawValue, content.body])
            }
            let insertExpectation = try database.makeStatement(sql: Self.insertExpectation)
            for (place, expectation) in rows.expectations {
                try insertExpectation.execute(arguments: [
                    place.key.project, place.key.serverMajorVersion, place.key.datasetIdentity,
                    place.key.settingsIdentity, place.state.description, expectation.root.bytes, expectation.reason,
                ])
            }
            let insertFinding = try database.makeStatement(sql: Self.insertFinding(rows.format))
            for (place, waiver) in rows.findings {
                let columns = [place.project, place.code.rawValue, place.step, place.object, waiver.reason]
                let last = rows.format.findingsExpire ? [waiver.until?.text] : []
                try insertFinding.execute(arguments: StatementArguments(columns + last))
            }
        }
    }

    private var rows: Rows {
        Rows(
            format: format,
            contents: Array(contents.values), expectations: expectations.map { ($0.key, $0.value) },
            findings: acceptedFindings.map { ($0.key, $0.value) })
    }

    private var format: StoreSchema.Format {
        if contents.values.contains(where: { $0.kind == .tableStatistics }) { return .measured }
        return acceptedFindings.values.contains { $0.until != nil } ? .expiring : .plain
    }

    private static let selectExpectations = """
        SELECT project, server_major_version, dataset_identity, settings_identity, state, snapshot, reason
        FROM expectation
        """

    private static let insertExpectation = """
        INSERT INTO expectation
            (project, server_major_version, dataset_identity, settings_identity, state, snapshot, reason)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """

    private static func selectFindings(_ format: StoreSchema.Format) -> String {
        "SELECT project, code, step, object, reason, \(format.findingsExpire ? "until" : "NULL") FROM accepted_finding"
    }

    private static func insertFinding(_ format: StoreSchema.Format) -> String {
        let (column, value) = format.findingsExpire ? (", until", ", ?") : ("", "")
        return """
            INSERT INTO accepted_finding (project, code, step, object, reason\(column))
            VALUES (?, ?, ?, ?, ?\(value))
            """
    }

    private static func expectation(_ row: StoredRow) throws -> (Place, Expectation) {
        guard let majorVersion = Int(exactly: try row.number(1)) else {
            throw StoreFault.damaged(detail: "a server version is too big")
        }
        let key = SnapshotKey(
            project: try row.text(0), serverMajorVersion: majorVersion, datasetIdentity: try row.text(2),
            settingsIdentity: try row.text(3))
        let place = Place(key: key, state: try row.state(4))
        return (place, Expectation(root: try row.hash(5), reason: try row.text(6)))
    }

    private static func finding(_ row: StoredRow) throws -> (FindingPlace, Waiver) {
        let code = try row.text(1)
        guard let code = FindingCode(rawValue: code) else {
            throw StoreFault.damaged(detail: "it accepts a finding \(code), which this version does not know")
        }
        let place = FindingPlace(
            project: try row.text(0), code: code, step: try row.optionalText(2), object: try row.optionalText(3))
        let until = try row.optionalText(5).map { text in
            guard let day = CivilDate(text) else { throw StoreFault.damaged(detail: "an acceptance ends on no day") }
            return day
        }
        return (place, Waiver(reason: try row.text(4), until: until))
    }
}

/// The rows of an accepted store in the order in which they are written and sealed.
private struct Rows {
    var format: StoreSchema.Format
    var contents: [StoredContent]
    var expectations: [(AcceptedContents.Place, AcceptedContents.Expectation)]
    var findings: [(AcceptedContents.FindingPlace, AcceptedContents.Waiver)]

    /// Sorted by bytes, which no version of Unicode changes.
    func sorted() -> Rows {
        Rows(
            format: format, contents: contents.sorted { $0.hash < $1.hash },
            expectations: Self.sorted(expectations, by: Self.encoding),
            findings: Self.sorted(findings) { encoding($0) })
    }

    /// Covers every row; contents by their hashes.
    var seal: Data {
        var encoding = SnapshotEncoding()
        encoding.append("\(StoreSchema.sentinelWords) \(format.rawValue) \(StorePurpose.accepted.rawValue)")
        encoding.append(Int64(contents.count))
        for content in contents { encoding.append(bytes: content.hash.bytes) }
        encoding.append(Int64(expectations.count))
        for row in expectations { encoding.append(bytes: Self.encoding(row)) }
        encoding.append(Int64(findings.count))
        for row in findings { encoding.append(bytes: self.encoding(row)) }
        return Data(SHA256Digest(of: encoding.bytes).bytes)
    }

    func refuseNulls() throws {
        for (place, expectation) in expectations {
            let key = place.key
            for text in [
                key.project, key.datasetIdentity, key.settingsIdentity, place.state.description, expectation.reason,
            ] { try text.refuseNull() }
        }
        for (place, waiver) in findings {
            for text in [place.project, place.step ?? "", place.object ?? "", waiver.reason] { try text.refuseNull() }
        }
    }

    private static func encoding(
        _ row: (place: AcceptedContents.Place, expectation: AcceptedContents.Expectation)
    ) -> [UInt8] {
        var encoding = SnapshotEncoding()
        encoding.append(row.place.key.project)
        encoding.append(Int64(row.place.key.serverMajorVersion))
        encoding.append(row.place.key.datasetIdentity)
        encoding.append(row.place.key.settingsIdentity)
        encoding.append(row.place.state.description)
        encoding.append(bytes: row.expectation.root.bytes)
        encoding.append(row.expectation.reason)
        return encoding.bytes
    }

    private func encoding(
        _ row: (place: AcceptedContents.FindingPlace, waiver: AcceptedContents.Waiver)
    ) -> [UInt8] {
        var encoding = SnapshotEncoding()
        encoding.append(row.place.project)
        encoding.append(row.place.code.rawValue)
        encoding.append(optional: row.place.step)
        encoding.append(optional: row.place.object)
        encoding.append(row.waiver.reason)
        if format.findingsExpire { encoding.append(optional: row.waiver.until?.text) }
        return encoding.bytes
    }

    private static func sorted<Row>(_ rows: [Row], by encoding: (Row) -> [UInt8]) -> [Row] {
        rows.map { (encoding($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
    }
}

extension String {
    /// SQLite would silently cut the text there.
    func refuseNull() throws {
        if utf8.contains(0) { throw StoreFault.textHoldsNull(text: self) }
    }
}
