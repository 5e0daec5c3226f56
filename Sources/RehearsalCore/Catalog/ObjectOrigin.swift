/// Where an object lies in the catalogs of the database that it was read from.
///
/// Never a fact: OIDs differ between two databases that were made by the same statements. Between two readings of one
/// database, or of a database and its clone, an object that was renamed keeps its origin.
public struct ObjectOrigin: Hashable, Sendable {
    /// The catalog's name, without its schema: `pg_class`.
    public var catalog: String
    public var oid: UInt32
    /// The column's attnum; 0 for the object itself.
    public var part: Int32
    /// The relfilenode under which a relation's rows lie; 0 for what has no file. Another one tells of a rewrite.
    public var fileNode: UInt32

    public init(catalog: String, oid: UInt32, part: Int32 = 0, fileNode: UInt32 = 0) {
        self.catalog = catalog
        self.oid = oid
        self.part = part
        self.fileNode = fileNode
    }
}
