import RehearsalCore

/// As whom the SQL of the workload and of the checks may run: what headers' `roles` and `sessions` name.
struct Contexts {
    let hasApplicationRole: Bool
    /// Sorted by name.
    let sessions: [SessionContext]

    /// One role in one session.
    struct Context {
        var role: WorkloadRole
        var session: SessionContext?
    }

    /// Every role of a header in every session of it, sorted; one role where the header names none.
    func named(in header: FileHeader) -> [Context] {
        let sessions: [SessionContext?] = header[.sessions] == nil ? [nil] : namedSessions(header)
        return roles(header).flatMap { role in sessions.map { Context(role: role, session: $0) } }
    }

    private func roles(_ header: FileHeader) -> [WorkloadRole] {
        guard header[.roles] != nil else { return [hasApplicationRole ? .application : .owner] }
        let roles = header.list(.roles).compactMap { entry -> WorkloadRole? in
            guard let role = WorkloadRole(rawValue: entry.value) else {
                header.refuse(.roles, entry, expected: "`owner`, `application` or both with a comma")
                return nil
            }
            if role == .application && !hasApplicationRole {
                header.problems.report(.header(.noApplicationRole), at: entry.place)
            }
            return role
        }
        return roles.sorted { $0.rawValue < $1.rawValue }
    }

    private func namedSessions(_ header: FileHeader) -> [SessionContext] {
        let names = sessions.map(\.name)
        let found = header.list(.sessions).compactMap { entry -> SessionContext? in
            guard let session = sessions.first(where: { $0.name == entry.value }) else {
                let near = NearestName.suggestion(for: entry.value, among: names)
                header.problems.report(
                    .header(.unknownSession(entry.value, suggestion: near, known: names)), at: entry.place)
                return nil
            }
            return session
        }
        return found.sorted { $0.name < $1.name }
    }
}
