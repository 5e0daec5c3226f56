/// A script of the rehearsal and what it was run for.
public enum RehearsedScript: Hashable, Sendable {
    case baseline(Script)
    case upward(Step)
    case wayBack(Step, Script)
    /// The step's migration, run a second time behind its way back.
    case again(Step)
    /// The way back, behind the ways back of all later steps.
    case unwinding(Step, Script)
    /// The step's migration, run again behind all ways back.
    case rewinding(Step)

    public var script: Script {
        switch self {
        case .baseline(let script), .wayBack(_, let script), .unwinding(_, let script): script
        case .upward(let step), .again(let step), .rewinding(let step): step.upward
        }
    }

    /// The step's name; nil for the baseline.
    public var step: String? {
        switch self {
        case .baseline: nil
        case .upward(let step), .wayBack(let step, _), .again(let step), .unwinding(let step, _),
            .rewinding(let step):
            step.name
        }
    }

    /// For sentences: `the way back of 001_a`.
    var words: String {
        switch self {
        case .baseline(let script): "the baseline \(script.file)"
        case .upward(let step): step.name
        case .wayBack(let step, _): "the way back of \(step.name)"
        case .again(let step): "the second run of \(step.name)"
        case .unwinding(let step, _): "the way back of \(step.name) in the chain"
        case .rewinding(let step): "the run of \(step.name) behind all ways back"
        }
    }

    /// What becomes of the rehearsal when the script stops.
    var consequence: String {
        switch self {
        case .baseline: "no step was run"
        case .upward: "no later step was run"
        case .wayBack(let step, _): "the clone was thrown away; the rehearsal went on from the state after \(step.name)"
        case .again(let step): "the clone was thrown away; the rehearsal went on from the first run of \(step.name)"
        case .unwinding(let step, _): "the chain went on from the state before \(step.name), made anew"
        case .rewinding(let step): "the chain went on from the state after \(step.name), made anew"
        }
    }
}
