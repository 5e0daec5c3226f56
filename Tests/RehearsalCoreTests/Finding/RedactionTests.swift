import RehearsalCore
import Testing

@Suite("What a server said is shown without values")
struct RedactionTests {
    private static func redacted(_ state: String, _ message: String, _ detail: String? = nil) -> String {
        ServerComplaint(severity: "ERROR", sqlState: state, message: message, detail: detail).redacted
    }

    @Test(
        "Details with keys and rows lose their values and keep their names",
        arguments: [
            ("Key (email)=(a@b.c) already exists.", "Key (email)=(…) already exists."),
            ("Key (lower(email))=(x) already exists) is duplicated.", "Key (lower(email))=(…) is duplicated."),
            ("Key (a, b)=(1, x)=(y) is not present in table \"t\".", "Key (a, b)=(…) is not present in table \"t\"."),
            (
                "Key (id)=(7) is still referenced from table \"c\".",
                "Key (id)=(…) is still referenced from table \"c\"."
            ),
            (
                "Key (r, p)=(1, [a,b)) conflicts with existing key (r, p)=(1, [a,c)).",
                "Key (r, p)=(…) conflicts with existing key (r, p)=(…)."
            ),
            ("Key (a)=(secret", "Key (a)=(…)."),
            ("Failing row contains (1, secret, null).", "Failing row contains (…)."),
            (
                "Partition key of the failing row contains (tenant_id) = (secret).",
                "Partition key of the failing row contains (tenant_id) = (…)."
            ),
        ])
    func details(_ detail: String, _ shown: String) {
        #expect(Self.redacted("23505", "duplicate key", detail) == "23505: duplicate key\nDETAIL: \(shown)")
    }

    @Test(
        "Messages of classes 22 and 23 lose quoted values",
        arguments: [
            (
                "22P02", "invalid input syntax for type integer: \"s3cret\"",
                "invalid input syntax for type integer: \"…\""
            ),
            (
                "22003", "value \"99\" is out of range for type integer",
                "value \"…\" is out of range for type integer"
            ),
            ("22023", "cannot take 'it''s' here", "cannot take '…' here"),
            (
                "23514", "new row for relation \"t\" violates check constraint \"c\"",
                "new row for relation \"t\" violates check constraint \"c\""
            ),
            ("42P01", "relation \"t\" does not exist", "relation \"t\" does not exist"),
        ])
    func messages(_ state: String, _ message: String, _ shown: String) {
        #expect(Self.redacted(state, message) == "\(state): \(shown)")
    }

    @Test("Of a function's context only names and lines are shown")
    func context() {
        let complaint = ServerComplaint(
            severity: "ERROR", sqlState: "P0001", message: "no", hint: "try",
            context: "SQL statement \"SELECT 's3cret'\"\nPL/pgSQL function public.f(text) line 3 at SQL statement")
        #expect(
            complaint.redacted
                == "P0001: no\nHINT: try\nCONTEXT: PL/pgSQL function public.f(text) line 3 at SQL statement")
    }

    @Test("Characters that steer a terminal are shown as escapes, others are left alone")
    func sanitizing() {
        #expect(sanitized("a\u{1B}[2J\u{9B}\u{7F}\u{0}") == "a\\u{1B}[2J\\u{9B}\\u{7F}\\u{0}")
        #expect(sanitized("\u{202E}x\u{2069}\u{200B}") == "\\u{202E}x\\u{2069}\\u{200B}")
        #expect(sanitized("a\nb") == "a\\u{A}b")
        #expect(sanitized("a\nb", keepingNewlines: true) == "a\nb")
        #expect(sanitized("naïve 日本 ✓ 👍") == "naïve 日本 ✓ 👍")
    }
}
