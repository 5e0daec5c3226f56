/// A store's file that somebody named, whichever of the two it is.
public enum StoreOnDisk: Sendable {
    case accepted(AcceptedStore)
    case history(RunHistory)

    /// Looks into the file and writes nothing, neither to it nor beside it; nil when nothing has that name.
    /// - Throws: ``StoreError`` for anything but a sound store of ours.
    public static func open(_ path: String) throws(StoreError) -> StoreOnDisk? {
        let place = StorePlace(path: path, purpose: .accepted)
        guard try place.explaining(isWriting: false, { try StoreFile.identity(of: path) }) != nil else { return nil }
        do {
            return .accepted(try AcceptedStore.open(path))
        } catch {
            guard error.problem == .otherPurpose, let history = try RunHistory.openForReading(path) else { throw error }
            return .history(history)
        }
    }

    /// True when something has that name.
    public static func isThere(_ path: String) throws(StoreError) -> Bool {
        try StorePlace(path: path, purpose: .accepted).explaining(isWriting: false) {
            try StoreFile.identity(of: path) != nil
        }
    }
}
