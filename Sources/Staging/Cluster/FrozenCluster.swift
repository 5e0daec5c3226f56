/// A copy of a cluster that does not run, to make clusters of.
///
/// Each has everything, shared catalogs included, under the same names. In all of them the clock runs on from where it
/// was: what happened before is never later than what comes.
public struct FrozenCluster: Sendable {
    let cluster: EphemeralCluster

    /// A cluster of its own in the frozen state, started.
    public func thawed() async throws(ClusterError) -> EphemeralCluster { try await cluster.startedCopy() }

    /// The copy itself, started: no further cluster can be made of it.
    func started() async throws(ClusterError) -> EphemeralCluster {
        do { try await cluster.start() } catch {
            let explained = await cluster.explained(error)
            await cluster.dismissed()
            throw explained
        }
        return cluster
    }

    /// Removes the copy; clusters that were made of it stay.
    public func dismissed() async { await cluster.dismissed() }
}

/// A cluster that outlives the tool, and the commands for it.
public struct KeptCluster: Sendable, Hashable {
    public var folder: String
    public var connectCommand: String
    public var stopCommand: String
}
