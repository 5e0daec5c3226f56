/// Compares two catalogs object by object and returns what changed, ordered by kind, identity and attribute.
///
/// An object that came or went is told once: what belongs to it (a table's columns, constraints, indexes, triggers,
/// grants and comments; a constraint's index; a partition's copy of its parent's index) is counted in
/// ``CatalogDifference/foldedObjectCount`` and not told. An index lost from a table that stays is told.
/// An object that was renamed is told once as well, with everything that its new name changes and nothing else does.
/// Empty for equal catalogs. Takes time linear in the number of facts.
/// - Parameter lineage: whether the two were read from one database; see ``CatalogLineage``.
public func differences(
    from expected: Catalog, to actual: Catalog, lineage: CatalogLineage = .unknown
) -> [CatalogDifference] {
    comparison(from: expected, to: actual, lineage: lineage).differences
}

/// As ``differences(from:to:lineage:)``, with an account of what is told together with something else.
public func comparison(
    from expected: Catalog, to actual: Catalog, lineage: CatalogLineage = .unknown
) -> CatalogComparison {
    if expected == actual && lineage == .unknown { return CatalogComparison(differences: [], foldings: []) }
    var teller = DifferenceTeller(CatalogPairing(from: expected, to: actual, lineage: lineage))
    teller.tell(rewrites: lineage == .oneDatabase)
    return CatalogComparison(differences: teller.differences.sorted(by: precedes), foldings: teller.foldings)
}

private func precedes(_ left: CatalogDifference, _ right: CatalogDifference) -> Bool {
    if left.object != right.object { return left.object < right.object }
    if left.change != right.change { return left.change.rawValue < right.change.rawValue }
    return ExactText(left.attribute ?? "") < ExactText(right.attribute ?? "")
}
