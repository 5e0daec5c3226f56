import RehearsalCore

extension ReadPart {
    /// What this answer and a later one about some relations alone tell together.
    ///
    /// - Returns: nil where an object that is still there has another name: what is told of other relations may print
    ///   the old one.
    func replacing(_ relations: Set<UInt32>, by later: ReadPart) -> ReadPart? {
        let gone = relations.flatMap { self.members[$0] ?? [] }
        var names: [ObjectOrigin: ObjectKey] = [:]
        for object in gone {
            if let place = place(of: object) { names[place] = object }
        }
        for object in later.origins.keys {
            guard let place = later.place(of: object), let before = names[place] else { continue }
            if before != object { return nil }
        }
        let changed = splicedFacts(facts, without: gone, with: later.facts)
        var origins = self.origins
        for object in gone { origins[object] = nil }
        origins.merge(later.origins) { $1 }
        var members = self.members
        for relation in relations { members[relation] = later.members[relation] }
        return ReadPart(
            facts: changed == facts ? facts : changed, origins: origins == self.origins ? self.origins : origins,
            members: members, latest: later)
    }

    /// Where the object lies, whatever its file is.
    private func place(of object: ObjectKey) -> ObjectOrigin? {
        guard var origin = origins[object] else { return nil }
        origin.fileNode = 0
        return origin
    }
}
