import RehearsalCore

/// An outcome with everything that a report has to show.
enum SampleOutcome {
    static let upFile = "migrations/001_indexes.sql"
    static let downFile = "rollbacks/001_indexes.sql"

    static var whole: Outcome {
        var outcome = Outcome(
            toolVersion: "0.1.0", runIdentifier: "20250315T090000Z-0a1b", project: "shop", folder: "examples/shop",
            server: ServerFacts(
                version: "15.18", isDurable: false, locale: "icu en-US", collationVersion: "153.112",
                clock: "2025-03-15T09:00:00Z"),
            dataset: DatasetFacts(
                tableCount: 36, rowCount: 60_412, copiedBytes: 31_204_880, copyMilliseconds: 812.5,
                indexMilliseconds: 903.25, validationMilliseconds: 310, databaseBytes: 50_541_363, seed: 42,
                scaleThousandths: 1000),
            key: SnapshotKey(
                project: "shop", serverMajorVersion: 15, datasetIdentity: "d1", settingsIdentity: "s1"),
            acts: [
                ActRecord(act: "provision a throw-away cluster", elapsedMilliseconds: 412.5),
                ActRecord(act: "run 001_indexes", elapsedMilliseconds: 1_240),
            ],
            steps: steps, findings: findings, ending: .refused)
        outcome.checks = checks
        outcome.snapshots = [
            SnapshotSummary(
                state: .baseline, hash: "8f14e45fceea167a5a36dedd4bea2543", factCount: 1, queryPlanCount: 20,
                tableCount: 36, rowCount: 60_412),
            SnapshotSummary(
                state: .after(step: "001_indexes"), hash: "c9f0f895fb98ab9159f51fd0297e236d", factCount: 2_512,
                queryPlanCount: 20, tableCount: 36, rowCount: 60_412),
        ]
        return outcome
    }

    private static var checks: [CheckRecord] {
        let statement = Statement(text: "SELECT 1", place: place("checks/own_rows.sql", 4))
        let check = Check(
            name: "own_rows", file: "checks/own_rows.sql",
            variants: ["large", "small"].map { CheckVariant(role: .application, session: $0, settings: []) },
            moments: [.before(step: "001_indexes"), .after(step: "001_indexes")], expectation: .noRows, writes: false,
            statements: [statement])
        let answers: [(CheckMoment, [CheckAnswer])] = [
            (.before(step: "001_indexes"), [.rows(0), .rows(0)]),
            (.after(step: "001_indexes"), [.rows(12), .refused(complaint, ordinal: 1)]),
            (.wayBack(step: "001_indexes"), [.rows(0), .timedOut(ordinal: 1)]),
        ]
        return answers.flatMap { moment, answers in
            zip(check.variants, answers).map { variant, answer in
                CheckRecord(of: check, variant, at: moment, answer: answer, elapsedMilliseconds: 2.5)
            }
        }
    }

    static var passing: Outcome {
        var outcome = whole
        outcome.steps = [steps[0]]
        outcome.steps[0].drill.schemaRestored = .yes
        outcome.checks.removeLast(4)
        outcome.findings = []
        outcome.ending = .passed
        return outcome
    }

    static var endedEarly: Outcome {
        Outcome(
            toolVersion: "0.1.0", runIdentifier: "20250315T090000Z-0a1c", project: "shop", folder: ".",
            failure: FivePartMessage(
                what: "the cluster did not start", place: "/usr/lib/postgresql/15/bin/postgres",
                serverSaid: "FATAL: could not create shared memory segment\nHINT: reduce shared_buffers",
                stateNow: "the directory was removed", next: "correct server.conf, then: pgrehearse run ."),
            failureEnding: .infrastructure, ending: .infrastructure)
    }

    private static func place(_ file: String, _ line: Int, _ column: Int = 1) -> SourcePlace {
        SourcePlace(file: file, line: line, column: column)
    }

    private static let lostIndex = Residue(
        cause: .indexMissing, change: .removed, kind: .index, identity: "public.old_idx",
        summary: "index public.old_idx is missing", madeBy: Residue.Maker(place: place(upFile, 5), ordinal: 2),
        mending: ["CREATE INDEX old_idx ON public.a USING btree (b);"], order: [1])

    private static let losses = [
        Loss(
            drill: .quiet, table: "public.a", column: "b", change: .valuesReplaced, count: 1_200, isAtMost: true,
            declaration: LossDeclaration(
                name: ["a", "b"], spelling: "a.b", reason: "b is old", place: place(downFile, 1))),
        Loss(drill: .written, table: "public.a\u{202E}", change: .rowsGone, count: 1),
    ]

    private static let rowsMet = [
        RowsMet(
            ordinal: 1, place: place(downFile, 2), verb: .update, table: "public.a", condition: "WHERE b = ?",
            rowCount: 1_200),
        RowsMet(ordinal: 2, place: place(downFile, 3), verb: .delete, table: "a", rowCount: 0),
        RowsMet(ordinal: 3, place: place(downFile, 4), verb: .update, table: nil, rowCount: nil),
    ]

    private static var steps: [StepRecord] {
        let build = StatementObservation(
            ordinal: 1, place: place(upFile, 3), excerpt: "CREATE INDEX CONCURRENTLY a_idx ON a (b)",
            elapsedMilliseconds: 1_000.123456, commandTag: "CREATE INDEX", notices: ["NOTICE: \u{1B}[2Jcleared"],
            complaint: nil, locks: .notObserved,
            changedObjects: [ChangedObject(change: .defined, type: "index", identity: "public.a_idx")])
        let drop = StatementObservation(
            ordinal: 2, place: place(upFile, 5), excerpt: "DROP INDEX old_idx", elapsedMilliseconds: 2.5,
            commandTag: "DROP INDEX", notices: [], complaint: nil,
            locks: .observed([
                RelationLock(relation: "public.a", mode: .accessExclusive),
                RelationLock(relation: "public.old_idx", mode: .accessExclusive),
            ]),
            changedObjects: [ChangedObject(change: .dropped, type: "index", identity: "public.old_idx")])
        let up = ScriptObservation(
            file: upFile, result: .applied, elapsedMilliseconds: 1_240, statementCount: 2, statements: [build, drop])
        let down = ScriptObservation(
            file: downFile, result: .applied, elapsedMilliseconds: 30, statementCount: 1, statements: [])
        let refused = StatementObservation(
            ordinal: 3, place: place("migrations/002_checks.sql", 12),
            excerpt: "CREATE ROLE r PASSWORD 's3cret' LIMIT 5",
            elapsedMilliseconds: 1, commandTag: nil, notices: [], complaint: complaint, locks: .notObserved,
            changedObjects: [])
        return [
            StepRecord(
                name: "001_indexes", phase: "indexing", risk: .medium, upward: up,
                drill: DrillRecord(
                    downward: down, again: up, wayBackRuns: .yes, schemaRestored: .no, dataRestored: .yes,
                    plansRestored: .yes, runsAgain: .yes, sameAgain: .yes, residues: [lostIndex], losses: losses,
                    rowsMet: rowsMet),
                preValidation: preValidation),
            StepRecord(
                name: "002_checks", phase: "integrity", risk: .high,
                upward: ScriptObservation(
                    file: "migrations/002_checks.sql", result: .refused, elapsedMilliseconds: 61_000,
                    statementCount: 40, statements: [refused]),
                drill: DrillRecord()),
            StepRecord(
                name: "003_later", phase: "integrity", risk: .low,
                upward: ScriptObservation(
                    file: "migrations/003_later.sql", result: .notRun, elapsedMilliseconds: 0, statementCount: 1,
                    statements: []),
                drill: DrillRecord()),
        ]
    }

    private static var preValidation: PreValidation {
        func constraint(_ name: String, _ before: RowsBefore, query: String? = "SELECT count(*)") -> AddedConstraint {
            AddedConstraint(
                kind: .check, table: "public.a", name: name, definition: "CHECK ((b > 0))", isValidated: true,
                query: query, before: before)
        }
        return PreValidation(
            constraints: [
                constraint("a_1", .counted(rows: 1_500, broken: 1_213)),
                constraint("a_2", .counted(rows: 9, broken: 0)),
                constraint("a_3", .notThere), constraint("a_4", .refused(complaint)),
                constraint("a_5", .notCounted, query: nil),
            ], wasDone: true, dataWasRestored: false)
    }

    static var complaint: ServerComplaint {
        ServerComplaint(
            severity: "ERROR", sqlState: "23505", message: "could not create unique index \"users_email_key\"",
            detail: "Key (email)=(ann@example.invalid) is duplicated.", position: 8, schema: "public",
            table: "users", constraint: "users_email_key")
    }

    private static var findings: [Finding] {
        [
            MigrationRefused.finding(
                step: "002_checks", place: place("migrations/002_checks.sql", 12, 8),
                message: FivePartMessage(
                    what: "the server refused statement 3 of 002_checks: CREATE ROLE r PASSWORD ?",
                    place: "migrations/002_checks.sql:12:8, in statement 3 of 40, which begins at 12:1",
                    serverSaid: complaint.redacted,
                    stateNow: "what ran before it is committed (2 of 40); no later step was run",
                    next: "correct migrations/002_checks.sql, then: pgrehearse run examples/shop")),
            RollbackSchemaDiffers.finding(
                step: "001_indexes", object: "public.old_idx", place: place(upFile, 5),
                message: FivePartMessage(
                    what: "after the way back, index public.old_idx is missing",
                    place: "\(upFile):5:1, statement 2 of 2; \(downFile) does not touch it",
                    stateNow: "the clone was thrown away; the rehearsal went on from the state after 001_indexes",
                    next: "correct \(downFile), then: pgrehearse run examples/shop")),
            accepted,
            ColumnVolatile.finding(
                step: "001_indexes", object: "public.a.\u{202E}seen_at", place: place(upFile, 5),
                message: FivePartMessage(
                    what: "public.a.\u{202E}seen_at gets other values at every run: counted, not compared",
                    place: "\(upFile):5:1", stateNow: "its row count and its NULLs are compared", next: "nothing")),
        ]
    }

    private static var accepted: Finding {
        var finding = RollbackDataDiffers.finding(
            step: "001_indexes", object: "public.purged", place: place(downFile, 1),
            message: FivePartMessage(
                what: "after the way back, table public.purged has 0 rows, had 12", place: downFile,
                stateNow: "the clone was thrown away", next: "restore the rows in \(downFile)"))
        finding.acceptedReason = "purged by design"
        return finding
    }
}
