public import RehearsalCore

/// The version of the generator: a change of any byte for an unchanged shape raises it.
public let generatorVersion = 1

/// All rows of a dataset, as a function: nothing is made before it is asked for.
///
/// A plan is a value; any number of tasks may write from it at once, any slices in any order.
public struct DatasetPlan: Sendable {
    /// The tables with rows and those that stay empty, the biggest first.
    public let tables: [PlannedTable]
    /// SHA-256 of the shape, seed, scale, clock and generator's version, in hexadecimal.
    public let identity: String

    let spaces: FrozenList<RowSpace>
    /// Holds what the spaces and the columns' programs point at.
    let memory: FrozenMemory
    private let memoSlotCount: Int
    private let columnNames: [[String]]
    let fields: [PlannedFields]
    let index: [String: Int]

    /// Compiles a shape for the tables of a server.
    ///
    /// - Parameters:
    ///   - tables: every table of the schema; each must be in the shape or listed as empty.
    ///   - scaleThousandths: 1000 is the shape's own size.
    /// - Throws: the first thing that is wrong, with its place in the shape.
    public init(
        shape: Shape, tables: [TableLayout], seed: UInt64, scaleThousandths: Int, clock: RehearsalClock
    ) throws(DatasetError) {
        let names = try ShapeNames(shape: shape, tables: tables)
        var seedKey = CounterRandom.mix(seed &+ 0x2545_F491_4F6C_DD1D)
        seedKey = CounterRandom.key(seedKey, generatorVersion)
        let memory = FrozenMemory()
        var builder = TableRowsBuilder(
            shapes: shape.tables, index: names.index, seedKey: seedKey, scaleThousandths: scaleThousandths,
            memory: memory)
        let rows = try builder.allTables()
        let microseconds = (clock.epochSeconds - CivilDate.postgresEpochSeconds) * 1_000_000
        let limits = try CheckLimits(
            shape: shape, layouts: names.layouts, index: names.index, rows: rows, clock: microseconds)
        let compiler = ProgramCompiler(
            shape: shape, layouts: names.layouts, index: names.index, rows: rows, limits: limits, clock: microseconds,
            memory: memory)
        var columns: [[PlannedColumn]] = []
        for number in shape.tables.indices { columns.append(try Self.columns(of: number, compiler)) }
        columnNames = columns.map { $0.map(\.name) }
        fields = columns.map { PlannedFields($0, compiler.evaluator, in: memory) }
        spaces = compiler.evaluator.tables
        self.memory = memory
        memoSlotCount = compiler.memoSlotCount
        index = Dictionary(uniqueKeysWithValues: names.index.map { ($0.key.description, $0.value) })
        let identified = [
            "generator \(generatorVersion)", "seed \(seed)", "scale \(scaleThousandths)",
            "clock \(clock.epochSeconds)", shape.canonicalText,
        ]
        identity = SHA256Digest(of: identified.joined(separator: "\n")).hexadecimal
        self.tables =
            Self.planned(rows, fields, shape, compiler.layouts, compiler.evaluator)
            + shape.emptyTables.map(\.name).sorted().map {
                PlannedTable(table: $0, rowCount: 0, estimatedBytes: 0, pages: [:], dead: nil, indexPages: [:])
            }
    }

    /// The columns that COPY names, in this order: those with a generator.
    public func copyColumns(of table: String) -> [String] {
        index[table].map { columnNames[$0] } ?? []
    }

    /// The number of rows of a table; 0 for one that the plan does not know.
    public func rowCount(of table: String) -> Int { index[table].map { spaces[$0].rowCount } ?? 0 }

    /// Writes rows as a whole COPY BINARY stream: header, tuples, trailer.
    ///
    /// - Parameters:
    ///   - rows: heap positions; nil for all. Slices put one after the other hold the bytes of the whole.
    ///   - dead: rows to write besides, which are to be deleted; ``wrote`` does not hear of them.
    ///   - write: gets the stream piece by piece, each piece of about 64 KiB and valid only during the call.
    ///   - wrote: hears after a piece how many rows ended in it.
    public func writeBinaryCopy(
        of table: String, rows: Range<Int>? = nil, with dead: DeadRows? = nil,
        into write: (UnsafeRawBufferPointer) throws -> Void, wrote: (_ rowCount: Int) -> Void = { _ in }
    ) throws {
        let memo = RowMemo(programCount: memoSlotCount, tableCount: spaces.count)
        defer { withExtendedLifetime((memory, memo)) {} }
        let evaluator = RowEvaluator(tables: spaces).remembering(in: memo)
        let buffer = RowBuffer(capacity: 1 << 17)
        Self.appendHeader(to: buffer)
        var unwritten = 0
        if let number = index[table] {
            let (all, fields) = (0..<spaces[number].rowCount, fields[number])
            let block = RowBlock(for: fields)
            defer { withExtendedLifetime(block) {} }
            let pages = block.pages
            memo.read(pages, of: fields.columns)
            var rest = rows?.clamped(to: all) ?? all
            while !rest.isEmpty {
                let places = rest.prefix(RowBlock.capacity)
                block.fill(places, of: spaces[number], fields)
                for position in places {
                    let offset = position - places.lowerBound
                    evaluator.note(number, pages.row(offset), atHeapPosition: position, offset: offset)
                    unwritten += 1
                    var copiesLeft = dead?.copyCount(behind: position) ?? 0
                    repeat {
                        Self.appendTuple(fields, evaluator, pages, offset, to: buffer)
                        if buffer.count >= 1 << 16 {
                            try write(buffer.bytes)
                            buffer.removeAll()
                            wrote(unwritten)
                            unwritten = 0
                        }
                        copiesLeft -= 1
                    } while copiesLeft >= 0
                }
                rest = rest.dropFirst(places.count)
            }
        }
        buffer.append(network: Int16(-1))
        try write(buffer.bytes)
        wrote(unwritten)
    }

    /// One row's columns as PostgreSQL would print them, arrays as JSON; nil is NULL. For people and tests.
    ///
    /// - Precondition: `row` is a heap position of the table.
    public func rowTexts(of table: String, row: Int) -> [String?] {
        guard let number = index[table] else { return [] }
        defer { withExtendedLifetime(memory) {} }
        let evaluator = RowEvaluator(tables: spaces)
        let logical = evaluator.row(number, atHeapPosition: row)
        let writer = TextWriter(evaluator: evaluator)
        return fields[number].fields.map { field in
            guard let value = evaluator.value(field.program, logical, UInt64(logical)) else { return nil }
            let buffer = RowBuffer(capacity: 256)
            if case .date = field.form {
                TextWriter.write(date: CivilDate.day(of: value.code), to: buffer)
            } else {
                writer.write(value, to: buffer)
            }
            return String(decoding: buffer.bytes, as: UTF8.self)
        }
    }

    private static func appendTuple(
        _ planned: PlannedFields, _ evaluator: RowEvaluator, _ block: RowBlock.Pages, _ offset: Int,
        to buffer: RowBuffer
    ) {
        let row = block.row(offset)
        let writer = BinaryWriter(evaluator: evaluator)
        buffer.append(network: Int16(planned.fields.count))
        for field in planned.fields {
            guard let column = field.column else {
                writer.write(evaluator.value(field.program, row, UInt64(row)), as: field.form, to: buffer)
                continue
            }
            guard let code = block.code(column, offset) else {
                buffer.append(network: Int32(-1))
                continue
            }
            if let written = field.written {
                buffer.append(written.value[code])
            } else if !BinaryWriter.write(code: code, of: field.leaf, as: field.form, to: buffer) {
                let value = RowValue(program: field.leaf, code: code, row: row, counter: UInt64(row))
                writer.writeLong(value, as: field.form, to: buffer)
            }
        }
    }

    /// The signature, no flags, no extension.
    private static func appendHeader(to buffer: RowBuffer) {
        buffer.append([0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00])
        buffer.append(network: Int32(0))
        buffer.append(network: Int32(0))
    }
}

extension DatasetPlan {
    /// Compiles a table's columns in the order of the server and checks them against it.
    private static func columns(of table: Int, _ compiler: ProgramCompiler) throws(DatasetError) -> [PlannedColumn] {
        let shape = compiler.shape.tables[table]
        let layout = compiler.layouts[table]
        let checks = ColumnChecks(compiler: compiler)
        var planned: [PlannedColumn] = []
        for column in layout.columns {
            guard let found = shape.columns.first(where: { $0.name == column.name }) else {
                if column.isNotNull, !column.hasDefault, !column.isGenerated {
                    throw DatasetError(
                        .columnWithoutGenerator(table: shape.name.description, column: column.name), at: shape.place)
                }
                continue
            }
            let program = try compiler.program(table, column.name, found.place)
            let type = try checks.check(program, column, found.field.place)
            planned.append(PlannedColumn(name: column.name, program: program, type: type))
        }
        try checkKeys(planned, shape, layout, compiler)
        return planned
    }

    private static func checkKeys(
        _ planned: [PlannedColumn], _ shape: TableShape, _ layout: TableLayout, _ compiler: ProgramCompiler
    ) throws(DatasetError) {
        guard let table = compiler.index[shape.name] else { return }
        let programs = Dictionary(uniqueKeysWithValues: planned.map { ($0.name, $0.program) })
        let places = Dictionary(uniqueKeysWithValues: shape.columns.map { ($0.name, $0.place) })
        for key in [layout.primaryKey] + layout.uniqueKeys where !key.isEmpty {
            // A column that is left out holds its default or NULL, about which nothing is known here.
            let found = key.compactMap { programs[$0] }
            if found.isEmpty || KeyChecks(rows: compiler.rows).isUnique(found, table) { continue }
            throw DatasetError(
                .uniqueKeyNotMet(
                    table: shape.name.description, columns: key, rowCount: compiler.rows[table].rowCount),
                at: key.compactMap { places[$0] }.first ?? shape.place)
        }
        for key in layout.foreignKeys where key.columns.count == 1 {
            let name = key.columns[0]
            guard let program = programs[name], let place = places[name] else { continue }
            let leaves = program.leaves.filter { !$0.isAlwaysNull }
            if leaves.isEmpty { continue }
            guard let target = compiler.index[key.referencedTable] else {
                throw DatasetError(
                    .referenceToEmptyTable(column: program.path, table: key.referencedTable.description), at: place)
            }
            let expected = try compiler.program(target, key.referencedColumns[0], place)
            if !leaves.allSatisfy({ $0 == expected }) {
                throw DatasetError(.foreignKeyNotFollowed(column: program.path, references: expected.path), at: place)
            }
        }
    }

    /// The biggest first; a table's size is guessed from up to 16 of its rows.
    private static func planned(
        _ rows: [TableRows], _ fields: [PlannedFields], _ shape: Shape, _ layouts: [TableLayout],
        _ evaluator: RowEvaluator
    ) -> [PlannedTable] {
        let sizes = rows.indices.map { number -> PlannedTable in
            let table = rows[number]
            let buffer = RowBuffer()
            let sampled = min(16, table.rowCount)
            let block = RowBlock(for: fields[number])
            block.fill(0..<sampled, of: table.space, fields[number])
            for offset in 0..<sampled { appendTuple(fields[number], evaluator, block.pages, offset, to: buffer) }
            withExtendedLifetime(block) {}
            let bytes = sampled == 0 ? 0 : buffer.count / sampled * table.rowCount
            return PlannedTable(
                table.rowCount, of: shape.tables[number], layouts[number], estimatedBytes: bytes)
        }
        return sizes.sorted { ($1.estimatedBytes, $0.name) < ($0.estimatedBytes, $1.name) }
    }
}
