/// What a run tells while it is under way: facts, without words and without the time of day.
public indirect enum ProgressEvent: Hashable, Sendable {
    /// An act begins: the `number`th, from 1, of all that are planned; some of those may be passed over.
    case actBegan(Act, number: Int, of: Int)
    case actEnded(Act, elapsedMilliseconds: Double)
    /// A statement of the script under way is about to be sent: the `number`th, from 1, of all of them.
    case statementBegan(number: Int, of: Int)
    /// What it did, as reports tell it.
    case statementEnded(StatementObservation)
    /// How many of all rows of the dataset were sent to the server so far.
    case rowsLoaded(Int64, of: Int64)
    /// What the drill of a step tells, which goes on beside the rehearsal.
    case inDrill(of: String, ProgressEvent)
}

/// Hears what a run tells, from any thread and at any rate.
public typealias ProgressListener = @Sendable (ProgressEvent) -> Void
