/// One column compiled: where a row's code comes from, and what value a code stands for.
///
/// Members of JSON objects, elements of arrays and the cases of a choice are programs of their own.
struct Program: Hashable, BitwiseCopyable, @unchecked Sendable {
    // @unchecked: what it points at lies in the plan's FrozenMemory and never changes.
    private let body: UnsafePointer<ProgramBody>

    init(_ body: ProgramBody, in memory: FrozenMemory) { self.body = memory.address(of: body) }

    /// `schema.table.column`, with the way into it for nested programs.
    var path: String { String(decoding: body.pointee.path, as: UTF8.self) }
    /// The index of the table whose rows it is evaluated at.
    var table: Int { body.pointee.table }
    var source: CodeSource { body.pointee.source }
    var map: ValueMap { body.pointee.map }
    var nulls: CompiledNulls { body.pointee.nulls }
    /// Where a writer remembers its value; nil where working it out is as cheap or it depends on more than the row.
    var memoSlot: Int? { body.pointee.memoSlot }
    /// Whether the rules for NULL have to be looked at.
    var hasNulls: Bool { body.pointee.hasNulls }
    /// The key of its draws.
    var key: UInt64 { body.pointee.key }

    /// The same codes, with other values for them.
    func with(map: ValueMap, in memory: FrozenMemory) -> Program {
        let own = body.pointee
        return Program(
            ProgramBody(
                path: own.path, table: own.table, source: own.source, map: map, nulls: own.nulls, key: own.key,
                memoSlot: own.memoSlot), in: memory)
    }
}

/// What a ``Program`` points at; the properties are explained there.
struct ProgramBody: BitwiseCopyable {
    let path: FrozenList<UInt8>
    let table: Int
    let source: CodeSource
    let map: ValueMap
    let nulls: CompiledNulls
    let hasNulls: Bool
    let key: UInt64
    let memoSlot: Int?

    init(
        path: FrozenList<UInt8>, table: Int, source: CodeSource, map: ValueMap, nulls: CompiledNulls, key: UInt64,
        memoSlot: Int?
    ) {
        self.path = path
        self.table = table
        self.source = source
        self.map = map
        self.nulls = nulls
        hasNulls = nulls.share.millionths > 0 || nulls.unless != nil || nulls.with != nil
        self.key = key
        self.memoSlot = memoSlot
    }
}

/// A distribution over codes: how a row gets its code.
enum CodeSource: Sendable {
    /// Nothing but NULL.
    case null
    case constant(Int64)
    /// The draw's counter itself: the value is rendered from the row.
    case counter
    case heapPosition(start: Int64)
    case ordinal(start: Int64)
    case cycling(Int)
    case bijection(Permutation)
    case uniform(low: Int64, count: UInt64)
    case weighted(WeightTable)
    case listed(WeightTable, FrozenList<Int64>)
    case threshold(Share)
    case quantiles(QuantileTable)
    case captured(CapturedCodes)
    /// Captured codes that are different in each group of rows.
    case grouped(GroupOrder, CapturedCodes)
    case dependent(Frozen<DependentCodes>)
    case season(SeasonSource)
    case offset(OffsetSource)
    case sum(FrozenList<CompiledSummand>, scale: Int)
    case portion(of: Program, low: Int64, width: UInt64, scale: Int)
    case part(of: Program, CalendarPart, plus: Int64)
    // The following hand on to another program.
    case fetch(RowLocator, Program)
    case polymorphic(CompiledPolymorphic)
    case copy(through: Program, Program)
    case same(Program)
    case choose(CompiledChoice)
    case mix(WeightTable, FrozenList<Program>)
}

extension CodeSource {
    /// The code at a uniform draw.
    /// - Precondition: it depends on nothing else.
    @inline(__always)
    func code(drawnBy draw: UInt64) -> Int64 {
        switch self {
        case .uniform(let low, let count): low + Int64(CounterRandom.below(count, draw))
        case .weighted(let table): Int64(table.code(draw))
        case .listed(let table, let codes): codes[table.code(draw)]
        case .threshold(let share): share.contains(draw) ? 1 : 0
        case .quantiles(let table): table.code(draw)
        default: preconditionFailure("its code is not drawn")
        }
    }
}

/// A map from codes to values.
enum ValueMap: Sendable {
    /// For programs that hand on to another one: the other's map counts.
    case handedOn
    /// The code is the number times 10 to the power of the scale.
    case number(scale: Int)
    case boolean
    /// The code is a time in microseconds since 2000-01-01.
    case time
    case literals(LiteralList)
    case key(KeyText)
    case uuid
    case ranked(RankedText)
    case template(FrozenList<TemplatePart>)
    case paragraph(ParagraphText)
    case object(FrozenList<CompiledMember>)
    /// The code is a document's number: its members are drawn by the counter of that number.
    case documents(FrozenList<CompiledMember>, counters: FrozenList<UInt64>)
    /// Values of a composite type, whose members stand in the type's order. Where there are counters, the code is a
    /// value's number, and its members are drawn by the counter of that number.
    case composite(FrozenList<CompiledMember>, counters: FrozenList<UInt64>)
    case range(Frozen<CompiledRange>)
    case list(element: Program, low: Int, width: UInt64)
    case pick(words: LiteralList, low: Int, width: UInt64)
    /// The code is an array's number: its elements' codes lie between two starts.
    case arrays(element: Program, starts: FrozenList<Int>, codes: FrozenList<Int64>)
}

/// Texts by code, each with the number that stands for the text in comparisons.
struct LiteralList: Sendable {
    let texts: FrozenList<FrozenList<UInt8>>
    let symbols: FrozenList<Int>
}

/// A prefix and digits of base 36: the code's, then filler that follows from the code.
struct KeyText: Sendable {
    let prefix: FrozenList<UInt8>
    let fillerCount: Int

    /// Digits that a code below 2^62 takes.
    static let codeDigitCount = 12
}

struct ParagraphText: Sendable {
    let sentences: LiteralList
    let low: Int
    let width: UInt64
}

struct CompiledMember: Sendable {
    /// A comma, then the key quoted and escaped, with the colon.
    let key: FrozenList<UInt8>
    /// The same, where it is short.
    let shortKey: Frozen<ShortBytes>?
    /// Its values, where it has few.
    let written: Frozen<WrittenValues>?
    let present: Share
    let presenceKey: UInt64
    let program: Program
}

struct CompiledSummand: Sendable {
    let program: Program
    let isNegative: Bool
}

struct CompiledNulls: Sendable {
    var share: Share
    var shareKey: UInt64
    var unless: Deciding?
    var with: Program?
    /// Where the share is kept in every stretch of the heap; nil where it is drawn.
    var places: Frozen<NullPlaces>?

    static let never = CompiledNulls(share: .none, shareKey: 0)

    /// NULL unless another column has one of these values.
    struct Deciding: Sendable {
        let program: Program
        let values: FrozenList<ComparisonValue>
    }
}

/// A listed value in the form in which codes are compared with it.
enum ComparisonValue: Sendable, Hashable {
    case symbol(Int)
    case number(unscaled: Int64, scale: Int)
    case boolean(Bool)
}

struct CompiledChoice: Sendable {
    let decider: Program
    let cases: FrozenList<Case>
    let otherwise: Program?

    struct Case: Sendable {
        let value: ComparisonValue
        let program: Program
    }
}

struct CompiledPolymorphic: Sendable {
    let decider: Program
    let cases: FrozenList<Case>

    struct Case: Sendable {
        let value: ComparisonValue
        let locator: RowLocator
        let program: Program
    }
}

/// How a row finds the row that it points at.
enum RowLocator: Sendable {
    /// So many parents up.
    case ancestor(steps: Int)
    case pick(PickRule)
    case fan(FanChooser)
    /// A row over there that no other of the group points at.
    case grouped(GroupOrder, target: Int)
}

/// A draw from a range of another table's rows.
struct PickRule: Sendable {
    /// Parents up to the common ancestor; nil for the whole table.
    let steps: Int?
    /// From the ancestor's children down to the table that is picked from.
    let descent: FrozenList<FanOut>
    let targetRowCount: Int
    /// Only rows before the row itself, in its own table.
    let earlierOnly: Bool
    let isDistinct: Bool
    let favoursFirst: Bool
    let isPrevious: Bool
}

struct SeasonSource: Sendable {
    let table: SeasonTable
    let after: FrozenList<BoundSource>
    let within: Int64?
    let followsHeap: Bool
    let clock: Int64
}

struct OffsetSource: Sendable {
    let from: BoundSource
    let low: Int64
    let width: UInt64
    let atMidnight: Bool
    let latest: Int64?
}

/// Where a time that another one is counted from comes from.
enum BoundSource: Sendable {
    case constant(Int64)
    case column(Program)
    case ancestor(steps: Int, Program)
}

/// A piece of a template.
enum TemplatePart: Sendable {
    case literal(FrozenList<UInt8>)
    case words(LiteralList, key: UInt64)
    case column(Program)
    case columnPart(Program, CalendarPart)
    case row(width: Int)
    case ordinal(width: Int)
    case scatter(width: Int, Permutation)
    case digits(Int, key: UInt64)
    case hexadecimal(Int, key: UInt64)
    case range(low: Int64, count: UInt64, key: UInt64)
}
