import RehearsalCore
import TestGround

/// What a model's rename changed.
struct ModelRename {
    var kind: FactKind
    var old: String
    var new: String
}

extension ModelSchema {
    /// Gives one object another name and nothing else; nil where the chosen table has no object of the chosen kind.
    mutating func renameAny(_ random: inout SeededRandom) -> ModelRename? {
        let index = Int.random(in: tables.indices, using: &random)
        let name = Self.name("renamed", &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return renameTable(index, name)
        case 1: return renameColumn(index, name, &random)
        case 2: return Self.rename(.constraint, \.checks, &tables[index], name, &random)
        case 3: return Self.rename(.trigger, \.triggers, &tables[index], name, &random)
        case 4: return Self.rename(.policy, \.policies, &tables[index], name, &random)
        case 5: return Self.rename(.index, \.indexes, &tables[index], name, &random)
        case 6: return Self.renameOwn(.view, \.view, &tables[index], name)
        default: return Self.renameOwn(.sequence, \.sequence, &tables[index], name)
        }
    }

    mutating func renameTable(_ index: Int, _ name: String) -> ModelRename {
        let old = tables[index].identity
        tables[index].name = name
        return ModelRename(kind: .table, old: old, new: tables[index].identity)
    }

    private mutating func renameColumn(_ index: Int, _ name: String, _ random: inout SeededRandom) -> ModelRename {
        let table = tables[index].identity
        let column = Int.random(in: tables[index].columns.indices, using: &random)
        let old = tables[index].columns[column].name
        tables[index].columns[column].name = name
        return ModelRename(kind: .column, old: "\(table).\(old)", new: "\(table).\(name)")
    }

    private static func identity(_ kind: FactKind, _ name: String, _ table: Table) -> String {
        kind == .index || kind == .view || kind == .sequence
            ? "\(table.schema).\(name)" : "\(name) ON \(table.identity)"
    }

    private static func rename(
        _ kind: FactKind, _ path: WritableKeyPath<Table, [Part]>, _ table: inout Table, _ name: String,
        _ random: inout SeededRandom
    ) -> ModelRename? {
        guard let place = table[keyPath: path].indices.randomElement(using: &random) else { return nil }
        let old = identity(kind, table[keyPath: path][place].name, table)
        table[keyPath: path][place].name = name
        return ModelRename(kind: kind, old: old, new: identity(kind, name, table))
    }

    private static func renameOwn(
        _ kind: FactKind, _ path: WritableKeyPath<Table, Part?>, _ table: inout Table, _ name: String
    ) -> ModelRename? {
        guard let part = table[keyPath: path] else { return nil }
        table[keyPath: path]?.name = name
        return ModelRename(kind: kind, old: identity(kind, part.name, table), new: identity(kind, name, table))
    }
}
