public import RehearsalCore

/// A run for programs: the whole outcome, as `pgrehearse/run/1`. Every key stands in docs/json.md.
///
/// Keys are only ever added within one version; a reader skips those that it does not know.
public func jsonReport(_ outcome: Outcome) -> String {
    JSONText.object([
        "schema": .text("pgrehearse/run/1"),
        "tool_version": .text(outcome.toolVersion),
        "run_identifier": .text(outcome.runIdentifier),
        "project": .text(outcome.project),
        "folder": .text(outcome.folder),
        "server": outcome.server.map(json) ?? .null,
        "dataset": outcome.dataset.map(json) ?? .null,
        "slice": outcome.slice.map(json) ?? .null,
        "key": outcome.key.map(json) ?? .null,
        "acts": .list(
            outcome.acts.map {
                .object(["act": .text($0.act), "elapsed_milliseconds": .decimal($0.elapsedMilliseconds)])
            }),
        "steps": .list(outcome.steps.map(json)),
        "checks": .list(outcome.checks.map { json($0) }),
        "snapshots": .list(outcome.snapshots.map(json)),
        "horizon": outcome.horizon.map(json) ?? .null,
        "findings": .list(outcome.findings.map(json)),
        "failure": outcome.failure.map { json($0) } ?? .null,
        "failure_ending": outcome.failureEnding.map { .text($0.key) } ?? .null,
        "ending": .text(outcome.ending.key),
        "exit_status": .integer(Int64(outcome.ending.rawValue)),
    ]).rendered
}

private func json(_ server: ServerFacts) -> JSONText {
    .object([
        "version": .text(server.version), "is_durable": .bool(server.isDurable), "locale": .text(server.locale),
        "collation_version": .optional(server.collationVersion), "clock": .text(server.clock),
    ])
}

private func json(_ dataset: DatasetFacts) -> JSONText {
    .object([
        "table_count": .count(dataset.tableCount), "row_count": .integer(dataset.rowCount),
        "copied_bytes": .integer(dataset.copiedBytes), "copy_milliseconds": .decimal(dataset.copyMilliseconds),
        "index_milliseconds": .decimal(dataset.indexMilliseconds),
        "validation_milliseconds": .decimal(dataset.validationMilliseconds),
        "database_bytes": .integer(dataset.databaseBytes), "seed": .unsigned(dataset.seed),
        "scale_thousandths": .count(dataset.scaleThousandths),
    ])
}

private func json(_ slice: SliceFacts) -> JSONText {
    .object([
        "slice": .count(slice.slice.number), "slice_count": .count(slice.slice.count), "folder": .text(slice.folder),
        "manifest_file": .text(slice.manifestFile), "script_file": .text(slice.scriptFile),
        "file_count": .count(slice.fileCount), "row_count": .integer(slice.rowCount),
        "byte_count": .integer(slice.byteCount),
    ])
}

private func json(_ key: SnapshotKey) -> JSONText {
    .object([
        "project": .text(key.project), "server_major_version": .count(key.serverMajorVersion),
        "dataset_identity": .text(key.datasetIdentity), "settings_identity": .text(key.settingsIdentity),
    ])
}

private func json(_ snapshot: SnapshotSummary) -> JSONText {
    .object([
        "state": .text(snapshot.state.description), "hash": .text(snapshot.hash),
        "fact_count": .count(snapshot.factCount), "query_plan_count": .count(snapshot.queryPlanCount),
        "table_count": .count(snapshot.tableCount), "row_count": .integer(snapshot.rowCount),
    ])
}

private func json(_ finding: Finding) -> JSONText {
    .object([
        "code": .text(finding.code.rawValue), "severity": .text(finding.severity.rawValue),
        "ending": .text(finding.ending.key), "step": .optional(finding.step), "object": .optional(finding.object),
        "place": finding.place.map(json) ?? .null, "message": json(finding.message),
        "accepted_reason": .optional(finding.acceptedReason),
        "expired_acceptance": .optional(finding.expiredAcceptance), "fails_run": .bool(finding.failsRun),
    ])
}

private func json(_ message: FivePartMessage) -> JSONText {
    .object([
        "what": .text(message.what), "place": .optional(message.place), "server_said": .optional(message.serverSaid),
        "state_now": .text(message.stateNow), "next": .text(message.next),
    ])
}

func json(_ place: SourcePlace) -> JSONText {
    .object(["file": .text(place.file), "line": .count(place.line), "column": .count(place.column)])
}

extension Ending {
    /// The ending's name in JSON.
    var key: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .refused: "refused"
        case .infrastructure: "infrastructure"
        case .guarded: "guarded"
        case .storeUnusable: "store_unusable"
        case .notComparable: "not_comparable"
        case .usage: "usage"
        case .interrupted: "interrupted"
        case .terminated: "terminated"
        }
    }
}
