/// What a server said when it refused a statement.
///
/// `detail` and `message` may quote row values; whoever shows them uses ``redacted``.
public struct ServerComplaint: Hashable, Sendable, Codable {
    public var severity: String
    /// Five characters, for example `42P07`.
    public var sqlState: String
    public var message: String
    public var detail: String?
    public var hint: String?
    /// 1-based position in characters inside the statement's text.
    public var position: Int?
    public var context: String?
    public var schema: String?
    public var table: String?
    public var column: String?
    public var constraint: String?

    public init(
        severity: String, sqlState: String, message: String, detail: String? = nil, hint: String? = nil,
        position: Int? = nil, context: String? = nil, schema: String? = nil, table: String? = nil,
        column: String? = nil, constraint: String? = nil
    ) {
        self.severity = severity
        self.sqlState = sqlState
        self.message = message
        self.detail = detail
        self.hint = hint
        self.position = position
        self.context = context
        self.schema = schema
        self.table = table
        self.column = column
        self.constraint = constraint
    }
}
