import CLibPQ

/// Collects the notices of one statement; only touched on the connection's thread.
final class NoticeBox {
    private(set) var notices: [ServerErrorFields] = []
    private(set) var leftOut = 0

    func empty() {
        notices = []
        leftOut = 0
    }

    func add(_ notice: ServerErrorFields) {
        if notices.count < StatementResult.noticeLimit { notices.append(notice) } else { leftOut += 1 }
    }

    /// Makes libpq hand notices over instead of printing them to stderr.
    ///
    /// - Precondition: the box outlives the connection.
    func receive(from connection: OpaquePointer) {
        _ = PQsetNoticeReceiver(connection, receiveNotice, Unmanaged.passUnretained(self).toOpaque())
    }
}

private func receiveNotice(_ box: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
    guard let box, let result else { return }
    Unmanaged<NoticeBox>.fromOpaque(box).takeUnretainedValue().add(ServerErrorFields(copying: result))
}
