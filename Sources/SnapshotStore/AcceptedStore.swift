internal import Foundation
public import RehearsalCore

/// What became of an acceptance.
public enum AcceptanceResult: Hashable, Sendable {
    /// All of it was accepted before; the file was not touched.
    case nothingNew
    /// The file was rebuilt. `states` are those that are new or changed, sorted; `findings` those that are new or
    /// have another reason or last day, in the order given.
    case recorded(states: [StateName], findings: [AcceptedFinding])
}

/// The committed file of what was accepted: expected snapshots, and findings that fail no more.
///
/// A value: opening reads and verifies the whole file and keeps nothing open. The file is never written in place:
/// ``accept(_:under:reason:findings:)`` writes a new one beside it and renames. Its bytes follow from what is
/// accepted alone, not from when, in which order or on which machine it was accepted.
public struct AcceptedStore: Sendable {
    public let path: String
    private var contents: AcceptedContents
    /// What the file was when it was read; nil when there was none.
    private var identity: StoreFile.Identity?

    private var place: StorePlace { StorePlace(path: path, purpose: .accepted) }

    /// Reads the file; a missing file is an empty store, and stays missing.
    /// - Throws: ``StoreError`` for anything but a sound store of ours.
    public static func open(_ path: String) throws(StoreError) -> AcceptedStore {
        let place = StorePlace(path: path, purpose: .accepted)
        return try place.explaining(isWriting: false) {
            guard let file = try StoreFile.read(path) else {
                return AcceptedStore(path: path, contents: AcceptedContents(), identity: nil)
            }
            return AcceptedStore(path: path, contents: try AcceptedContents(file.bytes), identity: file.identity)
        }
    }

    /// What is expected under a key, by state; empty when nothing was accepted under it.
    /// - Throws: ``StoreError`` when a content cannot be understood.
    public func expected(for key: SnapshotKey) throws(StoreError) -> [StateName: Snapshot] {
        try place.explaining(isWriting: false) {
            var expected: [StateName: Snapshot] = [:]
            for place in contents.expectations.keys where place.key == key {
                expected[place.state] = try contents.snapshot(at: place)
            }
            return expected
        }
    }

    /// What is expected of one state under a key; nil when nothing was accepted for it.
    /// - Throws: ``StoreError`` when a content cannot be understood.
    public func snapshot(of state: StateName, under key: SnapshotKey) throws(StoreError) -> Snapshot? {
        try place.explaining(isWriting: false) {
            try contents.snapshot(at: AcceptedContents.Place(key: key, state: state))
        }
    }

    /// Why each state under a key was accepted as it is.
    public func reasons(for key: SnapshotKey) -> [StateName: String] {
        var reasons: [StateName: String] = [:]
        for (place, expectation) in contents.expectations where place.key == key {
            reasons[place.state] = expectation.reason
        }
        return reasons
    }

    /// All keys under which something was accepted, sorted by project, version, dataset and settings.
    public func keys() -> [SnapshotKey] {
        Set(contents.expectations.keys.map(\.key)).sorted { left, right in
            (left.project, left.serverMajorVersion, left.datasetIdentity, left.settingsIdentity)
                < (right.project, right.serverMajorVersion, right.datasetIdentity, right.settingsIdentity)
        }
    }

    /// The findings that were accepted for a project, sorted by code, step and object.
    public func acceptedFindings(project: String) -> [AcceptedFinding] {
        contents.acceptedFindings
            .filter { $0.key.project == project }
            .map { place, waiver in
                AcceptedFinding(
                    code: place.code, step: place.step, object: place.object, reason: waiver.reason,
                    until: waiver.until)
            }
            .sorted { ($0.code, $0.step ?? "", $0.object ?? "") < ($1.code, $1.step ?? "", $1.object ?? "") }
    }

    /// Accepts snapshots and findings, and rebuilds the file if that says anything new.
    ///
    /// A snapshot whose ``Snapshot/hash`` is the accepted one's is nothing new, whatever its costs and physical facts:
    /// the accepted one stays. Other states, keys and projects in the file stay as they are. The file is read again
    /// first, so what another process accepted meanwhile is kept.
    /// - Parameters:
    ///   - snapshots: at most one per state.
    ///   - reason: kept with every state that is new or changed.
    ///   - findings: accepted for the key's project.
    /// - Throws: ``StoreError``; the file is then as it was.
    public mutating func accept(
        _ snapshots: [Snapshot], under key: SnapshotKey, reason: String, findings: [AcceptedFinding] = []
    ) throws(StoreError) -> AcceptanceResult {
        self = try Self.open(path)
        let request = Acceptance(snapshots: snapshots, key: key, reason: reason, findings: findings)
        let merged = try place.explaining(isWriting: true) { try request.merged(into: contents) }
        if merged.result == .nothingNew { return .nothingNew }
        return try place.explaining(isWriting: true) {
            let file = StoreFile.behindLinks(path)
            try StoreFile.createFolder(of: file)
            return try FolderLock.holding(StoreFile.folder(of: file)) { try record(request, in: file) }
        }
    }

    /// Reads, merges and replaces, while no other process can.
    private mutating func record(_ request: Acceptance, in file: String) throws -> AcceptanceResult {
        self = try Self.open(path)
        let merged = try request.merged(into: contents)
        if merged.result == .nothingNew { return .nothingNew }
        let bytes = try merged.contents.bytes()
        guard try AcceptedContents(bytes) == merged.contents else {
            throw StoreFault.unwritable(reason: "the new file, read back, does not hold what was accepted")
        }
        try StoreFile.replace(file, with: bytes, expected: identity)
        contents = merged.contents
        identity = try StoreFile.identity(of: file)
        return merged.result
    }
}

/// What is to be accepted, and how it meets what was.
private struct Acceptance {
    var snapshots: [Snapshot]
    var key: SnapshotKey
    var reason: String
    var findings: [AcceptedFinding]

    func merged(
        into accepted: AcceptedContents
    ) throws -> (contents: AcceptedContents, result: AcceptanceResult) {
        var contents = accepted
        var states: Set<StateName> = []
        var newStates: [StateName] = []
        for snapshot in snapshots {
            guard states.insert(snapshot.state).inserted else { throw StoreFault.stateTwice(snapshot.state) }
            let place = AcceptedContents.Place(key: key, state: snapshot.state)
            if try accepted.snapshot(at: place)?.hash == snapshot.hash { continue }
            contents.expect(try SnapshotContents(of: snapshot), at: place, reason: reason)
            newStates.append(snapshot.state)
        }
        var newFindings: [AcceptedFinding] = []
        for finding in findings {
            let place = AcceptedContents.FindingPlace(
                project: key.project, code: finding.code, step: finding.step, object: finding.object)
            let waiver = AcceptedContents.Waiver(reason: finding.reason, until: finding.until)
            if contents.acceptedFindings.updateValue(waiver, forKey: place) == waiver { continue }
            newFindings.append(finding)
        }
        if newStates.isEmpty && newFindings.isEmpty { return (accepted, .nothingNew) }
        try contents.dropUnnamedContents()
        return (contents, .recorded(states: newStates.sorted(), findings: newFindings))
    }
}
