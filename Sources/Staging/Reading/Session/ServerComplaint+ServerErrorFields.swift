public import Postgres
public import RehearsalCore

extension ServerComplaint {
    /// The fields of an error or notice, as findings carry and stores keep them: without row values.
    public init(_ fields: ServerErrorFields) {
        self.init(
            severity: fields.severity, sqlState: fields.sqlState, message: fields.message, detail: fields.detail,
            hint: fields.hint, position: fields.position, context: fields.context, schema: fields.schema,
            table: fields.table, column: fields.column, constraint: fields.constraint)
        self = withoutValues
    }
}
