//  A catalog as text: sorted blocks of SQL, one for each object that stands for itself.
//
//  A block begins with `-- kind identity`. Then follow the statements that make the object and what belongs to it: a
//  table's block has its columns (one a line), constraints, indexes, triggers, policies, grants and comments. What no
//  statement says stands in comments, `-- attribute: value`. Nothing is left out: every fact of the wanted classes is
//  in the text, and equal facts give equal text, so that a text diff of two schemas is a diff of the schemas.
//
//  Blocks are sorted by kind and identity, not by what depends on what: one changed object changes one place.

/// The text of one object that stands for itself.
public struct SchemaBlock: Hashable, Sendable {
    public var key: ObjectKey
    /// Without a line end behind its last line.
    public var text: String
}

/// The wanted facts of a catalog as SQL, a blank line between two blocks; empty where there are none.
public func schemaText(_ catalog: Catalog, _ selection: CatalogSelection = CatalogSelection()) -> String {
    schemaBlocks(catalog, selection).map { $0.text + "\n" }.joined(separator: "\n")
}

/// The blocks of ``schemaText(_:_:)``, by kind and identity.
///
/// Columns stand in the order of the table, whether or not their positions are among the wanted facts.
public func schemaBlocks(_ catalog: Catalog, _ selection: CatalogSelection) -> [SchemaBlock] {
    var positions: [ObjectKey: Int] = [:]
    for fact in catalog.section(of: .column) where fact.attribute == "position" {
        positions[fact.object] = Int(fact.value)
    }
    let objects = CatalogObjects(selection.facts(of: catalog))
    var groups: [ObjectKey: [FactSheet]] = [:]
    for object in objects.objects {
        let sheet = FactSheet(key: object.key, facts: object.facts, wanted: selection.classes)
        groups[objects.head(of: object.key), default: []].append(sheet)
    }
    return groups.keys.sorted().map { head in
        var writer = BlockWriter(head: head, sheets: groups[head, default: []], positions: positions)
        return SchemaBlock(key: head, text: writer.text())
    }
}
