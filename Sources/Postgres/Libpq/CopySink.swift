/// Where the producer of a COPY writes its bytes; they leave in pieces of 64 KiB, whatever the rows' sizes.
///
/// It lives for one ``PostgresConnection/copyIn(_:watchdogMilliseconds:produce:)`` and cannot be kept.
public struct CopySink: ~Copyable {
    private static let pieceBytes = 64 * 1024

    private let session: LibpqSession
    private var buffer: [UInt8] = []
    /// How many bytes were written so far.
    public private(set) var byteCount: Int64 = 0

    init(_ session: LibpqSession) {
        self.session = session
        buffer.reserveCapacity(Self.pieceBytes)
    }

    /// Adds bytes in the format that the COPY statement names; rows may be split over calls.
    ///
    /// - Throws: the connection's loss or a cancellation; pass it on. A row that the server refuses is told at
    ///   the end only.
    public mutating func write(_ bytes: UnsafeRawBufferPointer) throws(PostgresError) {
        byteCount += Int64(bytes.count)
        if buffer.count + bytes.count > Self.pieceBytes { try flush() }
        guard bytes.count > Self.pieceBytes else {
            buffer.append(contentsOf: bytes)
            return
        }
        var start = 0
        while start < bytes.count {
            let end = min(start + Self.pieceBytes, bytes.count)
            try session.put(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            start = end
        }
    }

    public mutating func write(_ bytes: [UInt8]) throws(PostgresError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(PostgresError) in
            try write(UnsafeRawBufferPointer(bytes))
        }
    }

    public mutating func write(_ text: String) throws(PostgresError) {
        try write(Array(text.utf8))
    }

    /// Sends what is still here.
    mutating func flush() throws(PostgresError) {
        guard !buffer.isEmpty else { return }
        try buffer.withUnsafeBufferPointer { (bytes) throws(PostgresError) in
            try session.put(UnsafeRawBufferPointer(bytes))
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
