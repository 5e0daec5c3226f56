public import RehearsalCore
import SnapshotStore
import Staging

/// Where a project keeps what was accepted and what ran.
public struct ProjectPlaces: Hashable, Sendable {
    public var project: String
    /// As the user spelled it.
    public var folder: String
    public var storePath: String
    public var historyPath: String

    public init(project: String, folder: String, storePath: String, historyPath: String) {
        self.project = project
        self.folder = folder
        self.storePath = storePath
        self.historyPath = historyPath
    }
}

/// What a reference leads to.
public enum FoundStates: Sendable {
    case one(FoundState)
    /// All that a store file holds, key by key.
    case all([AcceptedStates])
}

/// One state with where it was found, which tells what ran before it.
public struct FoundState: Sendable {
    public var shown: ShownState
    var trail: Trail?

    /// Which recorded run a state is of, or under which key it was accepted.
    struct Trail: Hashable, Sendable {
        var historyPath: String?
        var project: String
        /// Nil for an accepted state.
        var run: String?
        /// Nil for a run's state.
        var key: SnapshotKey?
        var state: StateName
        var hash: String
    }
}

/// Finds the states that a user names; opens stores for reading alone, and a server that is named.
public struct StateFinder: Sendable {
    /// Read only when a reference is about the project.
    private let places: @Sendable () throws -> ProjectPlaces

    public init(places: @escaping @Sendable () throws -> ProjectPlaces) { self.places = places }

    /// - Throws: ``StateError``, `StoreError`, and what reading the project throws.
    public func states(_ reference: StateReference) async throws -> FoundStates {
        switch reference.place {
        case .server(let uri): return .one(FoundState(shown: try await server(uri)))
        case .file(let path): return try file(path, reference)
        case .project:
            if case .accepted = reference.series, try StoreOnDisk.isThere(reference.text) {
                if StateName(spelled: reference.text) == nil { return try file(reference.text, reference.asFile) }
            }
            return .one(try inProject(reference))
        }
    }

    /// - Throws: as ``states(_:)``, also where the reference names a file without a state.
    public func state(_ reference: StateReference) async throws -> FoundState {
        switch try await states(reference) {
        case .one(let state): return state
        case .all(let series):
            let known = series.flatMap(\.states).map { $0.snapshot.state.spelled }
            throw StateError.noSuchState(state: nil, place: reference.text, known: known)
        }
    }

    private func server(_ uri: String) async throws -> ShownState {
        do {
            return ShownState(name: uri, catalog: try await NamedServer(uri: uri).readCatalog())
        } catch {
            throw StateError(error, of: uri)
        }
    }

    private func file(_ path: String, _ reference: StateReference) throws -> FoundStates {
        guard let store = try StoreOnDisk.open(path) else { throw StateError.noFile(path) }
        switch store {
        case .accepted(let store):
            if case .run = reference.series { throw StateError.otherFile(place: path, isHistory: false) }
            let series = StateSeries(store: store, project: nil)
            guard reference.state != nil || reference.series != .accepted else { return .all(try series.all()) }
            return .one(try series.state(reference, historyPath: nil))
        case .history(let history):
            guard case .run(let run) = reference.series else {
                throw StateError.otherFile(place: path, isHistory: true)
            }
            return .one(try RunSeries(history: history, project: nil).state(reference.state, ofRun: run))
        }
    }

    private func inProject(_ reference: StateReference) throws -> FoundState {
        let places = try places()
        guard case .run(let run) = reference.series else {
            let store = try AcceptedStore.open(places.storePath)
            return try StateSeries(store: store, project: places.project)
                .state(reference, historyPath: places.historyPath)
        }
        guard let history = try RunHistory.openForReading(places.historyPath) else {
            throw StateError.noRun(place: places.historyPath, folder: places.folder)
        }
        return try RunSeries(history: history, project: places.project).state(reference.state, ofRun: run)
    }
}
