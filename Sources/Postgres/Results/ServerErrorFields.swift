import CLibPQ

/// Everything that the server said about one error or notice.
///
/// `message`, `detail` and `context` are the server's own words and may quote row values and statement text.
public struct ServerErrorFields: Hashable, Sendable {
    /// In English whatever the server's language: `ERROR`, `FATAL`, `PANIC`, `WARNING`, `NOTICE`, `INFO`, …
    public var severity: String
    /// Five characters, for example `42P07`; empty when libpq itself spoke and not the server.
    public var sqlState: String
    public var message: String
    public var detail: String?
    public var hint: String?
    /// The call stack of functions and internal statements, innermost first, one per line.
    public var context: String?
    public var schema: String?
    public var table: String?
    public var column: String?
    public var dataType: String?
    public var constraint: String?
    /// The statement that a function was running when it failed.
    public var internalQuery: String?
    /// 1-based, in characters (Unicode scalars, not bytes, not grapheme clusters) of the statement's text.
    public var position: Int?
    /// 1-based, in characters of ``internalQuery``.
    public var internalPosition: Int?
    /// The place in PostgreSQL's own source code.
    public var sourceFile: String?
    public var sourceLine: Int?
    public var sourceFunction: String?

    public init(
        severity: String, sqlState: String, message: String, detail: String? = nil, hint: String? = nil,
        context: String? = nil, schema: String? = nil, table: String? = nil, column: String? = nil,
        dataType: String? = nil, constraint: String? = nil, internalQuery: String? = nil,
        position: Int? = nil, internalPosition: Int? = nil,
        sourceFile: String? = nil, sourceLine: Int? = nil, sourceFunction: String? = nil
    ) {
        self.severity = severity
        self.sqlState = sqlState
        self.message = message
        self.detail = detail
        self.hint = hint
        self.context = context
        self.schema = schema
        self.table = table
        self.column = column
        self.dataType = dataType
        self.constraint = constraint
        self.internalQuery = internalQuery
        self.position = position
        self.internalPosition = internalPosition
        self.sourceFile = sourceFile
        self.sourceLine = sourceLine
        self.sourceFunction = sourceFunction
    }
}

extension ServerErrorFields {
    /// Copies the fields out of a `PGresult`, which stays the caller's.
    init(copying result: OpaquePointer) {
        func field(_ code: pgrehearse_diagnostic) -> String? {
            PQresultErrorField(result, Int32(code.rawValue)).map { String(cString: $0) }
        }
        self.init(
            severity: field(PGR_SEVERITY) ?? "ERROR",
            sqlState: field(PGR_SQLSTATE) ?? "",
            message: field(PGR_MESSAGE) ?? PQresultErrorMessage(result).map { onOneLine(String(cString: $0)) } ?? "",
            detail: field(PGR_DETAIL),
            hint: field(PGR_HINT),
            context: field(PGR_CONTEXT),
            schema: field(PGR_SCHEMA),
            table: field(PGR_TABLE),
            column: field(PGR_COLUMN),
            dataType: field(PGR_DATATYPE),
            constraint: field(PGR_CONSTRAINT),
            internalQuery: field(PGR_INTERNAL_QUERY),
            position: field(PGR_POSITION).flatMap { Int($0) },
            internalPosition: field(PGR_INTERNAL_POSITION).flatMap { Int($0) },
            sourceFile: field(PGR_SOURCE_FILE),
            sourceLine: field(PGR_SOURCE_LINE).flatMap { Int($0) },
            sourceFunction: field(PGR_SOURCE_FUNCTION))
    }

    /// FATAL and PANIC end the session, whatever their SQLSTATE.
    var endsTheSession: Bool { severity == "FATAL" || severity == "PANIC" }

    /// The server goes away: administrator's shutdown, a neighbour's crash, or it is starting or stopping.
    var tellsOfShutdown: Bool { sqlState == "57P01" || sqlState == "57P02" || sqlState == "57P03" }
}

/// libpq breaks its own messages into lines with tabs; a reason of ours is one line.
func onOneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
