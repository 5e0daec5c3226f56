/// The questions of a capture as a script for psql, for who may not let a tool near the server.
///
/// What it prints is what ``NamedServer/captureShape(asSuperuser:)`` hears. A question that the server refuses prints
/// nothing but its SQLSTATE on standard error, and the others go on: what is missing is told by the import.
public func captureScript(statementLimitSeconds: Int) -> String {
    let head = """
        -- Reads statistics for a shape and prints a line of JSON for each thing read: numbers, names and types, and no
        -- value of any row. It writes nothing. Give it a role that may read the tables and is no superuser:
        --   psql -X -q -A -t -f capture.sql -d DATABASE > capture.jsonl
        --   pgrehearse shape import capture.jsonl > shape.json
        \\set QUIET on
        \\set VERBOSITY sqlstate
        \\set ON_ERROR_STOP off
        \\pset format unaligned
        \\pset tuples_only on
        \\pset pager off
        SET default_transaction_read_only = on;
        SET statement_timeout = '\(statementLimitSeconds)s';
        SET lock_timeout = '5s';
        SET search_path = \(CaptureSQL.searchPath);
        """
    let questions = CaptureQuestion.all.map { "\n\n-- \($0.name)\n\($0.sql)\($0.asksFurther ? "\n\\gexec" : ";")" }
    return head + questions.joined() + "\n"
}
