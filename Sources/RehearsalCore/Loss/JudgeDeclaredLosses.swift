/// Lines of a way back that speak of losses that it does not make, or of what there is not.
///
/// - Parameters:
///   - drill: what all parts of the step's drill have found.
///   - before: the catalog before the step.
///   - after: the catalog behind it.
///   - wasWritten: true where the application wrote around the step and its way back.
///   - folder: the project folder as the user spelled it, for the commands that findings suggest.
/// - Returns: in the order of the lines; empty where each of them speaks of something that was lost.
public func judgeDeclaredLosses(
    of step: Step, drill: DrillRecord, before: Catalog, after: Catalog, wasWritten: Bool, folder: String
) -> [Finding] {
    let met = Set(drill.losses.compactMap(\.declaration))
    return step.declaredLosses.filter { !met.contains($0) }.map { declaration in
        let stoodBefore = before.holdsObject(of: declaration)
        guard stoodBefore || after.holdsObject(of: declaration) else {
            return unknown(declaration, of: step, among: [before, after], folder: folder)
        }
        // What the step itself brings along holds no row before it: only what is written meanwhile can be lost.
        let isTried = stoodBefore || wasWritten
        let subject = "the way back of \(step.name) declares to lose \(declaration.spelling)"
        return Finding(
            code: .lossUnmatched, severity: isTried ? .warn : .note, ending: .passed, step: step.name,
            object: declaration.spelling, place: declaration.place,
            message: FivePartMessage(
                what: isTried
                    ? "\(subject), and the drill met no such loss"
                    : "\(subject), which \(step.name) adds: only a drill in which the application writes can meet that",
                place: declaration.place.description,
                stateNow: wasWritten
                    ? "nothing of it was lost, while nobody wrote and while the application did"
                    : "nothing of it was lost while nobody wrote; what the application writes meanwhile was not tried",
                next: wasWritten
                    ? "remove the line, or let the dataset hold what it speaks of, then: pgrehearse run \(folder)"
                    : "pgrehearse drill \(folder) --written"))
    }
}

private func unknown(
    _ declaration: LossDeclaration, of step: Step, among catalogs: [Catalog], folder: String
) -> Finding {
    let names = Set(catalogs.flatMap(\.lossNames))
    let near = NearestName.suggestion(for: declaration.spelling, among: names)
    return .raised(
        .lossUnknown, step: step.name, object: declaration.spelling, place: declaration.place,
        FivePartMessage(
            what: "the way back of \(step.name) declares to lose \(declaration.spelling), and there is no such table "
                + "or column before \(step.name) or behind it",
            place: declaration.place.description, stateNow: "the line excuses nothing",
            next: (near.map { "did you mean \($0)? " } ?? "")
                + "write TABLE or TABLE.COLUMN, with the schema where it is not public, "
                + "then: pgrehearse run \(folder)"))
}

extension Catalog {
    private static let kindsWithRows: Set<FactKind> = [.table, .materializedView, .column]

    fileprivate func holdsObject(of declaration: LossDeclaration) -> Bool {
        facts.contains { Self.kindsWithRows.contains($0.kind) && declaration.means($0.identity) }
    }

    /// Tables and columns as a line may name them: without the schema where it is `public`.
    fileprivate var lossNames: [String] {
        facts.filter { Self.kindsWithRows.contains($0.kind) }.map(\.identity).map { identity in
            identity.hasPrefix("public.") ? String(identity.dropFirst("public.".count)) : identity
        }
    }
}

/// The note that a loss is one that the way back declares.
/// - Precondition: the loss has a declaration.
func declaredLoss(_ loss: Loss, of step: Step) -> Finding {
    guard let declaration = loss.declaration else { preconditionFailure("a loss in silence is no note") }
    let moment: String
    switch loss.drill {
    case .quiet, .written: moment = "after the way back of \(step.name)"
    case .again: moment = "after \(step.name) ran again"
    }
    return .raised(
        .lossDeclared, step: step.name, object: loss.object, place: declaration.place,
        FivePartMessage(
            what: "\(moment), \(loss.words), as declared: \(declaration.reason)",
            place: declaration.place.description,
            stateNow: "the clone was thrown away; the rehearsal went on from the state after \(step.name)",
            next: "nothing"))
}
