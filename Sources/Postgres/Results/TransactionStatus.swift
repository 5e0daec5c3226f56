import CLibPQ

/// Where a session stands between `BEGIN` and its end, as libpq saw it last.
public enum TransactionStatus: String, Hashable, Sendable {
    case idle, active, inTransaction, inFailedTransaction
    /// The connection is closed or lost.
    case unknown

    init(_ status: PGTransactionStatusType) {
        switch status {
        case PQTRANS_IDLE: self = .idle
        case PQTRANS_ACTIVE: self = .active
        case PQTRANS_INTRANS: self = .inTransaction
        case PQTRANS_INERROR: self = .inFailedTransaction
        default: self = .unknown
        }
    }
}
