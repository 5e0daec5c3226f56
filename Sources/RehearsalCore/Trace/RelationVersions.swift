/// Which versions of its own rows in the catalogs each relation has, so that two traces of one database tell which
/// relations were written between them.
///
/// A row version lies at one place and has one transaction that made it, in the database and in its copies. What is
/// written in place without a new version (numbers of rows and pages) is no part of it.
public struct RelationVersions: Hashable, Sendable {
    public struct Version: Hashable, Sendable {
        /// Of the relation's own rows and those of its indexes and parts.
        public var hash: String
        /// True for what other relations print the name of, and whose name no question about relations reads.
        public var isNameOnly: Bool

        public init(hash: String, isNameOnly: Bool) {
            self.hash = hash
            self.isNameOnly = isNameOnly
        }
    }

    /// By object identifier of tables, views, sequences and composite types; an index belongs to its table.
    /// PostgreSQL's own relations stand there for the privileges on them.
    public var versions: [UInt32: Version]

    public init(_ versions: [UInt32: Version] = [:]) { self.versions = versions }

    /// The versions where some relations count as written, or all, whatever their rows will be.
    fileprivate func doubting(_ relations: some Sequence<UInt32>) -> RelationVersions {
        var doubting = self
        for relation in relations { doubting.versions[relation] = Version(hash: "", isNameOnly: false) }
        return doubting
    }

    /// Those that were written, made or dropped since; nil where others may be told otherwise as well.
    fileprivate func written(since earlier: RelationVersions) -> Set<UInt32>? {
        var written: Set<UInt32> = []
        for (relation, now) in versions where now.hash != earlier.versions[relation]?.hash {
            // A sequence's new name stands in defaults, a composite type's attribute in expressions.
            if now.isNameOnly, earlier.versions[relation] != nil { return nil }
            written.insert(relation)
        }
        return written.union(earlier.versions.keys.filter { versions[$0] == nil })
    }

    /// The catalogs whose rows belong to relations: whatever is written there, versions tell.
    private static let versioned: Set<String> = [
        "pg_class", "pg_attribute", "pg_attrdef", "pg_index", "pg_constraint", "pg_trigger", "pg_inherits",
        "pg_statistic", "pg_foreign_table", "pg_statistic_ext", "pg_statistic_ext_data",
    ]
    /// Those and the ones whose rows no question about relations asks for.
    fileprivate static let told: Set<String> = versioned.union([
        "pg_partitioned_table", "pg_sequence", "pg_depend", "pg_shdepend", "pg_description", "pg_shdescription",
        "pg_policy", "pg_rewrite", "pg_init_privs", "pg_default_acl", "pg_db_role_setting", "pg_aggregate",
    ])
    /// Catalogs of objects whose names and meanings other texts print: a new one stands in no old text, and what
    /// printed one that was dropped was written.
    fileprivate static let toldButUpdates: Set<String> = ["pg_type", "pg_enum", "pg_proc", "pg_namespace"]

    /// True where a text that names objects of these catalogs names none otherwise than before, but for relations that
    /// were written and what belongs to them: where it is known which those are.
    public static func tell(of catalogs: Set<String>) -> Bool {
        catalogs.isSubset(of: versioned.union(toldButUpdates))
    }
}

extension DataTrace {
    /// The relations, by object identifier, whose own rows in the catalogs were written since the earlier trace of this
    /// database, and those that were made or dropped. What is told of the others depends on nothing that was written,
    /// but for names; nil where that is not so, or cannot be told.
    public func writtenRelations(since earlier: DataTrace) -> Set<UInt32>? {
        guard let written = writtenCatalogs(since: earlier) else { return nil }
        let isTold = written.allSatisfy { name in
            RelationVersions.told.contains(name)
                || RelationVersions.toldButUpdates.contains(name)
                    && catalogs[name]?.updated == earlier.catalogs[name]?.updated
        }
        return isTold ? relations.written(since: earlier.relations) : nil
    }

    /// What a trace of a copy says of relations to those who know what was read at an earlier trace of the original:
    /// what was written until the original was copied is not known.
    /// - Parameter original: taken just before it was copied.
    public func relations(since earlier: DataTrace, copiedFrom original: DataTrace) -> RelationVersions {
        if let written = original.writtenRelations(since: earlier) { return relations.doubting(written) }
        return relations.doubting(Set(earlier.relations.versions.keys).union(relations.versions.keys))
    }

    /// The members of tables whose columns mean what they meant at the earlier trace of this database, and about which
    /// the same was gathered, by object identifier.
    public func untouchedMembers(since earlier: DataTrace) -> [UInt32: MemberTrace] {
        guard let written = writtenRelations(since: earlier) else { return [:] }
        // A new label of an enum is what a value may mean.
        let hasSameLabels = catalogs["pg_enum"] == earlier.catalogs["pg_enum"]
        var members: [UInt32: MemberTrace] = [:]
        for member in earlier.tables.flatMap(\.members)
        where !written.contains(member.objectIdentifier) && (hasSameLabels || !member.printsLabels) {
            members[member.objectIdentifier] = member
        }
        return members
    }
}
