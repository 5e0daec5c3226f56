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
    var baseline: Located<String>
    var migrations: MigrationsEntry
    /// Nil where the key is not there; the place is the key's.
    var phases: Located<[PhaseEntry]>?
    var workload: Located<String>?
    var limits: Limits
    var store: String

    /// Nil after reporting why not.
    init?(in files: ProjectFiles) {
        let start = SourcePlace(file: Self.name, line: 1, column: 1)
        guard let text = files.text(of: Self.name, limitBytes: YAMLDocument.limitBytes, namedAt: nil),
            let document = YAMLDocument(text: text, origin: start, problems: files.problems),
            let root = Section(
                document.root, path: "",
                keys: [
                    "project", "server", "roles", "clock", "dataset", "baseline", "migrations", "phases", "workload",
                    "limits", "store",
                ], in: document)
        else { return nil }
        for key in ["project", "server", "roles", "clock", "dataset"] { root.require(key) }

        let project = root.value("project", expected: "letters, digits, `-`, `_` and `.`", read: projectName)?.value
        let server = root.section("server", keys: ["version", "parameters", "extensions", "locale"])
        server?.require("version")
        let version = server?.value("version", expected: "a major version such as 15") { text in
            Int(text).flatMap { (10...99).contains($0) ? $0 : nil }
        }
        parametersFile = server?.text("parameters", expected: "the name of a file")
        extensions = server?.texts("extensions", of: "extension names")?.map(\.value) ?? []
        locale = server?.section("locale", keys: ["provider", "name"]).map(serverLocale) ?? ServerLocale()
        let roles = root.section("roles", keys: ["owner", "application"]).flatMap(readRoles)
        let clock = root.value("clock", expected: "a time such as 2025-03-15T09:00:00Z", read: epochSeconds)
        let dataset = root.section("dataset", keys: ["shape", "seed", "scale"])
        for key in ["shape", "seed"] { dataset?.require(key) }
        let shapeFile = dataset?.text("shape", expected: "the name of a file")
        let seed = dataset?.value("seed", expected: "a whole number from 0 to 18446744073709551615") { UInt64($0) }
        let scale = dataset?.value(
            "scale", expected: "a number such as 1.0, at most 1000, with at most 3 decimals", read: scaleThousandths)
        baseline =
            root.text("baseline", expected: "the name of a folder") ?? Located(value: "baseline", place: root.place)
        migrations = MigrationsEntry(root)
        phases = PhaseEntry.all(root).map { Located(value: $0, place: root.place(of: "phases")) }
        workload = root.text("workload", expected: "the name of a folder")
        let limits = root.section("limits", keys: ["statement"])
        self.limits = limits?.milliseconds("statement").map(Limits.init) ?? Limits()
        let store = root.text("store", expected: "the name of a file")

        guard let project, let version, let roles, let clock, let shapeFile, let seed else { return nil }
        self.project = project
        self.store = store?.value ?? "snapshots/\(project).sqlite"
        majorVersion = version.value
        self.roles = roles
        self.clock = RehearsalClock(epochSeconds: clock.value)
        self.shapeFile = shapeFile
        self.dataset = DatasetRequest(
            shapeFile: shapeFile.value, seed: seed.value, scaleThousandths: scale?.value ?? 1000)
    }
}

/// Letters, digits, `-`, `_` and `.`, because the name becomes part of file names.
private func projectName(_ text: String) -> String? {
    let isPlain = text.unicodeScalars.allSatisfy {
        $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0))
    }
    return isPlain && text.count <= 100 && text.first != "." && text.first != "-" ? text : nil
}

private func serverLocale(_ section: Section) -> ServerLocale {
    let provider = section.choice("provider", of: ServerLocale.Provider.self) ?? .icu
    let name = section.text("name", expected: "a locale such as en-US")?.value
    if provider == .libc { section.require("name") }
    return ServerLocale(provider: provider, name: name ?? ServerLocale().name)
}

private func readRoles(_ section: Section) -> Roles? {
    section.require("owner")
    let owner = roleRequest("owner", in: section)
    let application = roleRequest("application", in: section)
    guard let owner else { return nil }
    if let application, application.name == owner.name {
        section.document.problems.report(
            .configuration(.sameRoleTwice(name: owner.name)), at: section.place(of: "application"))
    }
    return Roles(owner: owner, application: application)
}

/// `name`, or `{ name: …, attributes: […] }`.
private func roleRequest(_ key: String, in section: Section) -> RoleRequest? {
    guard let node = section.node(key) else { return nil }
    guard case .mapping = node else {
        return section.text(key, expected: "a role's name, or a mapping with name and attributes")
            .map { RoleRequest(name: $0.value) }
    }
    guard let role = section.section(key, keys: ["name", "attributes"]) else { return nil }
    role.require("name")
    let path = role.path(of: "attributes")
    let attributes = (role.texts("attributes", of: "attributes") ?? [])
        .compactMap { role.choice($0, path: path, of: RoleRequest.Attribute.self) }
    return role.text("name").map { name in
        RoleRequest(name: name.value, attributes: attributes.sorted { $0.rawValue < $1.rawValue })
    }
}
