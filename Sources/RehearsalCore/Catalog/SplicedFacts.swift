/// Sorted facts of one kind without those of some objects, and with those of others in their place, sorted as well.
///
/// Only these objects are looked for: the others are a hundred times as many.
public func splicedFacts(
    _ facts: [CatalogFact], without gone: [ObjectKey], with new: [CatalogFact]
) -> [CatalogFact] {
    let identities = Set((gone.map(\.identity) + new.map(\.identity)).map(ExactText.init)).sorted()
    var result: [CatalogFact] = []
    result.reserveCapacity(facts.count + new.count)
    var copied = 0
    for identity in identities {
        let old = range(of: identity, in: facts[copied...])
        result += facts[copied..<old.lowerBound]
        result += new[range(of: identity, in: new[...])]
        copied = old.upperBound
    }
    return result + facts[copied...]
}

private func range(of identity: ExactText, in facts: ArraySlice<CatalogFact>) -> Range<Int> {
    let start = facts.firstPlace { ExactText($0.identity) >= identity }
    return start..<facts[start...].firstPlace { ExactText($0.identity) > identity }
}

extension ArraySlice {
    /// The first place whose element meets a condition that all behind it meet as well.
    fileprivate func firstPlace(where isBehind: (Element) -> Bool) -> Int {
        var low = startIndex
        var high = endIndex
        while low < high {
            let middle = low + (high - low) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
