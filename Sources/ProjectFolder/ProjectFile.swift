import RehearsalCore
import Yams

/// rehearsal.yaml as values: what it says, before the files that it names are read.
struct ProjectFile {
    static let name = "rehearsal.yaml"

    var project: String
    var majorVersion: Int
    var parametersFile: Located<String>?
    var extensions: [String]
    var locale: ServerLocale
    var roles: Roles
    var clock: RehearsalClock
    var dataset: DatasetRequest
    var shapeFile: Located<String>
    var namesKeyFile: Located<String>?
    var baseline: Located<String>
    var migrations: MigrationsEntry
    /// Sorted by name.
    var sessions: [SessionContext]
    /// Nil where the key is not there; the place is the key's.
    var phases: Located<[PhaseEntry]>?
    var workload: Located<String>?
    var plans: PlanThresholds
    /// Nil where the key is not there.
    var growth: GrowthDeclaration?
    var checks: Located<String>?
    var limits: Limits
    var store: String

    /// Nil after reporting why not.
    init?(in files: ProjectFiles) {
        let start = SourcePlace(file: Self.name, line: 1, column: 1)
        guard let text = files.text(of: Self.name, limitBytes: YAMLDocument.limitBytes, namedAt: nil),
            let root = YAMLDocument.root(of: text, origin: start, problems: files.problems)?.section(keys: [
                "project", "server", "roles", "clock", "dataset", "baseline", "migrations", "phases", "sessions",
                "workload", "plans", "growth", "checks", "limits", "store",
            ])
        else { return nil }
        let project = root.required("project")?.value(
            expected: "letters, digits, `-`, `_` and `.`, and no database of PostgreSQL's own", read: projectName)
        let server = root.required("server")?.section(keys: ["version", "parameters", "extensions", "locale"])
        let version = server?.required("version")?.value(expected: "a major version such as 15") { text in
            Int(text).flatMap { (10...99).contains($0) ? $0 : nil }
        }
        parametersFile = server?["parameters"]?.text(expected: "the name of a file")
        extensions = server?["extensions"]?.texts(of: "extension names")?.map(\.value) ?? []
        locale = server?["locale"]?.section(keys: ["provider", "name"]).map(serverLocale) ?? ServerLocale()
        let roles = root.required("roles")?.section(keys: ["owner", "application"]).flatMap(readRoles)
        let clock = root.required("clock")?.value(expected: "a time such as 2025-03-15T09:00:00Z") {
            RehearsalClock(rfc3339: $0)
        }
        let dataset = root.required("dataset")?.section(keys: ["shape", "names_key", "seed", "scale"])
        namesKeyFile = dataset?["names_key"]?.text(expected: "the name of a file")
        let shapeFile = dataset?.required("shape")?.text(expected: "the name of a file")
        let seed = dataset?.required("seed")?.value(
            expected: "a whole number from 0 to 18446744073709551615"
        ) { UInt64($0) }
        let scale = dataset?["scale"]?.value(
            expected: "a number such as 1.0, at most 1000, with at most 3 decimals", read: scaleThousandths)
        baseline =
            root["baseline"]?.text(expected: "the name of a folder") ?? Located(value: "baseline", place: root.place)
        migrations = MigrationsEntry(root)
        phases = PhaseEntry.all(root).map { Located(value: $0, place: root.place(of: "phases")) }
        sessions = SessionsEntry.all(root)
        workload = root["workload"]?.text(expected: "the name of a folder")
        plans = root["plans"]?.section(keys: PlansEntry.keys).map(PlansEntry.thresholds) ?? PlanThresholds()
        growth = root["growth"]?.section(keys: GrowthEntry.keys).map(GrowthEntry.declaration)
        checks = root["checks"]?.text(expected: "the name of a folder")
        let limits = root["limits"]?.section(keys: ["statement"])
        self.limits = limits?["statement"].flatMap(statementLimit) ?? Limits()
        let store = root["store"]?.text(expected: "the name of a file")

        guard let project, let version, let roles, let clock, let shapeFile, let seed else { return nil }
        self.project = project
        self.store = store?.value ?? "snapshots/\(project).sqlite"
        majorVersion = version
        self.roles = roles
        self.clock = clock
        self.shapeFile = shapeFile
        self.dataset = DatasetRequest(
            shapeFile: shapeFile.value, seed: seed, scaleThousandths: scale ?? 1000)
    }
}

/// Letters, digits, `-`, `_` and `.`, because the name becomes part of file names and the database's name.
private func projectName(_ text: String) -> String? {
    guard !["postgres", "template0", "template1"].contains(text) else { return nil }
    let isPlain = text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0))
    }
    return isPlain && text.count <= 100 && text.first != "." && text.first != "-" ? text : nil
}

private func serverLocale(_ section: Section) -> ServerLocale {
    let provider = section["provider"]?.choice(of: ServerLocale.Provider.self) ?? .icu
    let name = section["name"]?.text(expected: "a locale such as en-US")?.value
    if provider == .libc { section.required("name") }
    return ServerLocale(provider: provider, name: name ?? ServerLocale().name)
}

private func readRoles(_ section: Section) -> Roles? {
    let owner = section.required("owner").flatMap(roleRequest)
    let application = section["application"].flatMap(roleRequest)
    guard let owner else { return nil }
    if let application, application.name == owner.name {
        section.document.problems.report(
            .configuration(.sameRoleTwice(name: owner.name)), at: section.place(of: "application"))
    }
    return Roles(owner: owner, application: application)
}

/// `name`, or `{ name: …, attributes: […] }`.
private func roleRequest(_ value: YAMLValue) -> RoleRequest? {
    guard value.isMapping else {
        return value.text(expected: "a role's name, or a mapping with name and attributes")
            .map { RoleRequest(name: $0.value) }
    }
    guard let role = value.section(keys: ["name", "attributes"]) else { return nil }
    let attributes = role["attributes"]?.choices(of: RoleRequest.Attribute.self, called: "attributes") ?? []
    return role.required("name")?.text().map { name in
        RoleRequest(name: name.value, attributes: attributes.sorted { $0.rawValue < $1.rawValue })
    }
}

private func statementLimit(_ value: YAMLValue) -> Limits? {
    let expected = "a whole number of ms, s, min or h, more than nothing and at most 7 days"
    return value.duration(
        [.milliseconds, .seconds, .minutes, .hours], expected: expected, within: 1...7 * 24 * 3_600_000
    ).map { Limits(statementMilliseconds: Int($0)) }
}
