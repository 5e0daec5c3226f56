public func sanitized(_ text: String) -> String { text }
public enum ScriptSubject { case baseline(Script), upward(Step), wayBack(Step, Script), again(Step) }
public func judgeScript(_ o: ScriptObservation, of s: ScriptSubject, project: Project) -> [Finding] { 
  o.statements.compactMap { st in st.complaint.map { c in Finding.raised(.migrationRefused, step: nil, object: nil, place: st.place, FivePartMessage(what: c.redacted + (c.detail ?? ""), stateNow: "", next: "")) } } }
public func judgeWayBackFile(of: Step) -> [Finding] { [] }
public func parameterReplacedFinding(_ p: ServerParameter, used: String?, reason: String) -> Finding { Finding(code: .parameterReplaced, severity: .note, ending: .passed, message: FivePartMessage(what: reason, stateNow: "", next: "")) }
