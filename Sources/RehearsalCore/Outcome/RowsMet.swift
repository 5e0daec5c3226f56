/// A statement of a way back that writes rows, and how many it met.
public struct RowsMet: Hashable, Sendable, Codable {
    public enum Verb: String, Hashable, Sendable, Codable, CaseIterable { case update, delete, insert, merge }

    /// 1-based number of the statement in its script.
    public var ordinal: Int
    public var place: SourcePlace
    public var verb: Verb
    /// As the statement spells it; nil in a text that a DO block runs by EXECUTE.
    public var table: String?
    /// What decides which rows it meets, in one line and without values: `WHERE id = ?`. Nil where it takes all.
    public var condition: String?
    /// Nil where the server does not tell: in a DO block and in a WITH clause.
    public var rowCount: Int64?

    public init(
        ordinal: Int, place: SourcePlace, verb: Verb, table: String?, condition: String? = nil, rowCount: Int64?
    ) {
        self.ordinal = ordinal
        self.place = place
        self.verb = verb
        self.table = table
        self.condition = condition
        self.rowCount = rowCount
    }

    /// For people: `UPDATE public.orders`.
    public var words: String {
        guard let table else { return "\(verb.rawValue.uppercased()) by EXECUTE" }
        switch verb {
        case .update, .merge: return "\(verb.rawValue.uppercased()) \(table)"
        case .delete: return "DELETE FROM \(table)"
        case .insert: return "INSERT INTO \(table) … SELECT"
        }
    }

    /// The statements that were accepted and write rows by what they find, in their order.
    ///
    /// INSERT … VALUES is none: it meets nothing.
    public static func told(by observation: ScriptObservation, of script: Script) -> [RowsMet] {
        observation.statements.flatMap { statement -> [RowsMet] in
            guard let tag = statement.commandTag, script.statements.indices.contains(statement.ordinal - 1) else {
                return []
            }
            return rowWrites(in: script.statements[statement.ordinal - 1].text).map { write in
                let words = tag.split(separator: " ")
                let isTold = write.isCounted && words.first.map { asciiLowercased(String($0)) } == write.verb.rawValue
                return RowsMet(
                    ordinal: statement.ordinal, place: statement.place, verb: write.verb, table: write.table,
                    condition: write.condition, rowCount: isTold ? words.last.flatMap { Int64($0) } : nil)
            }
        }
    }
}
