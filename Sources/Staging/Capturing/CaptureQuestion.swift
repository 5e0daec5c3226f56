/// One question of a capture. Every row that it answers with is one line of JSON, or one more question.
///
/// The same text is asked by us and printed for psql, so that a DBA reads what will be run.
struct CaptureQuestion: Sendable {
    /// What it asks for, in errors and in the script's comments.
    var name: String
    var sql: String
    /// True where each row of the answer is a question of its own: `\gexec` in psql.
    var asksFurther = false
}

extension CaptureQuestion {
    /// All questions, in the order in which they are asked.
    static let all: [CaptureQuestion] =
        ofStatistics + [
            // Behind the settings, of which it is one: one process of the server reads tables, whoever else works.
            CaptureQuestion(name: "no parallel workers", sql: "SET max_parallel_workers_per_gather = 0"),
            CaptureQuestion(name: "lengths of values", sql: CaptureSQL.lengths, asksFurther: true),
            CaptureQuestion(name: "members of JSON and composite types", sql: CaptureSQL.members, asksFurther: true),
            CaptureQuestion(name: "ranges", sql: CaptureSQL.ranges, asksFurther: true),
            CaptureQuestion(name: "children of each parent", sql: CaptureSQL.keys, asksFurther: true),
        ]

    /// What ANALYZE gathers, and sizes: no table is read for it.
    static let ofStatistics: [CaptureQuestion] = [
        CaptureQuestion(name: "server and planner settings", sql: CaptureSQL.server),
        CaptureQuestion(name: "tables", sql: CaptureSQL.tables),
        CaptureQuestion(name: "columns' statistics", sql: CaptureSQL.columns, asksFurther: true),
        CaptureQuestion(name: "statistics over several columns", sql: CaptureSQL.extended),
        CaptureQuestion(name: "sizes of indexes", sql: CaptureSQL.indexes),
    ]
}
