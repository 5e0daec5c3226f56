/// What a COPY … FROM STDIN brought.
public struct CopiedData: Hashable, Sendable {
    /// The row count that the server reported.
    public var rowCount: Int64
    /// The size of the data as it was sent, without the protocol's own bytes.
    public var byteCount: Int64

    public init(rowCount: Int64, byteCount: Int64) {
        self.rowCount = rowCount
        self.byteCount = byteCount
    }
}
