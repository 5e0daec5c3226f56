public import Dataset
public import RehearsalCore

/// Who makes a slice, of what, and where: all that its files tell besides the rows.
public struct SliceMaker: Sendable, Hashable {
    public var project: String
    public var toolVersion: String
    public var request: DatasetRequest
    /// Where the files come to lie, as the user spelled it.
    public var folder: String

    public init(project: String, toolVersion: String, request: DatasetRequest, folder: String) {
        self.project = project
        self.toolVersion = toolVersion
        self.request = request
        self.folder = folder
    }
}

extension RehearsalDatabase {
    /// Builds one slice of the shape's rows and writes a COPY BINARY file for each table, behind all of them the
    /// slice's manifest. Nothing is loaded: the database is asked for its tables' layout alone.
    ///
    /// The script for psql comes first, so that whoever builds other rows into the same folder meets it. A file has
    /// its name only once it is whole, and a slice its manifest once all its files are. Memory does not grow with the
    /// rows.
    /// - Throws: ``SliceError`` where the folder holds files of other rows, or cannot be written.
    public func write(
        _ slice: DatasetSlice, of shape: Shape, clock: RehearsalClock, by maker: SliceMaker,
        progress: @escaping ProgressListener = { _ in }
    ) async throws -> SliceFacts {
        let layouts = try await readLayouts()
        let plan = try DatasetPlan(
            shape: shape, tables: layouts, seed: maker.request.seed, scaleThousandths: maker.request.scaleThousandths,
            clock: clock)
        let script = SliceScript(project: maker.project, plan: plan, layouts: layouts, sliceCount: slice.count)
        var manifest = SliceManifest(of: slice, by: maker, script)
        let folder = try SliceFolder(maker.folder)
        try folder.check(manifest, script)
        try folder.removeUnfinished(of: slice)
        if try !folder.holds(SliceScript.fileName) {
            try folder.write(SliceScript.fileName, of: slice) { file in try file.append(script.text) }
        }
        let tables = script.tables
        let total = tables.reduce(Int64(0)) { $0 + Int64(slice.rows(of: plan.rowCount(of: $1.description)).count) }
        let counter = RowCounter(of: total, progress)
        for table in tables {
            let rows = slice.rows(of: plan.rowCount(of: table.description))
            let name = SliceScript.fileName(of: table, slice)
            let written = try folder.write(name, of: slice) { file in
                try plan.writeBinaryCopy(
                    of: table.description, rows: rows,
                    into: { piece in
                        try Task.checkCancellation()
                        try file.append(piece)
                    }, wrote: counter.add)
            }
            manifest.files.append(
                SliceManifest.File(
                    file: name, table: [table.schema, table.name], columns: plan.copyColumns(of: table.description),
                    firstRow: rows.lowerBound, rowCount: rows.count, byteCount: written.byteCount,
                    sha256: written.digest.hexadecimal))
        }
        try folder.check(manifest, script)
        try folder.write(manifest.fileName, of: slice) { file in try file.append(manifest.text) }
        return SliceFacts(
            slice: slice, folder: maker.folder, manifestFile: manifest.fileName, scriptFile: SliceScript.fileName,
            fileCount: manifest.files.count, rowCount: total,
            byteCount: manifest.files.reduce(0) { $0 + $1.byteCount })
    }
}
