/// How well the plans of a stretched database foretell those of one that was truly loaded so large.
///
/// Compared are queries whose plan does not change from one sample of statistics to the next in the large database: a
/// plan that flips there can be foretold by nobody.
public struct HorizonValidation: Hashable, Sendable, Codable {
    /// What became of one query.
    public struct Compared: Hashable, Sendable, Codable {
        public enum Fate: String, Hashable, Sendable, Codable, CaseIterable {
            /// Its plan does not change, and none was foretold to.
            case kept
            /// It changes to just the plan that was foretold.
            case foretold
            /// It changes, was foretold to, and to another plan.
            case otherwise
            /// It changes and was not foretold to.
            case missed
            /// It was foretold to change and does not.
            case falseAlarm = "false_alarm"
            /// Left out, because the plan flips in the large database.
            case unstable
            /// Left out, because one of the three would not explain it.
            case refused
        }

        public var asked: AskedQuery
        public var fate: Fate
        /// True where it was foretold to change by a close choice: that is told and raises no alarm.
        public var isClose = false
        /// Plans as trees for people, of what was foretold wrongly; nil for all else.
        public var trees: Trees?
    }

    public struct Trees: Hashable, Sendable, Codable {
        public var small: String
        public var foreseen: String
        public var truly: String
    }

    public var state: StateName
    public var growth: Double
    /// Sorted by query.
    public var compared: [Compared]

    public func count(_ fates: Compared.Fate...) -> Int { compared.count { fates.contains($0.fate) } }

    public var stableCount: Int { compared.count - count(.unstable, .refused) }
    /// Foretold as it is.
    public var agreeing: Int { count(.kept, .foretold) }
    /// As the small database plans them today.
    public var smallAgreeing: Int { count(.kept, .falseAlarm) }
    /// Plans that truly change.
    public var changed: Int { count(.foretold, .otherwise, .missed) }
    /// Of those the ones that were foretold to change.
    public var flagged: Int { count(.foretold, .otherwise) }
    /// Of those the ones of close choices, about which no alarm is raised.
    public var closelyFlagged: Int { compared.count { [.foretold, .otherwise].contains($0.fate) && $0.isClose } }
    /// Alarms about plans that do not change.
    public var falseAlarms: [Compared] { compared.filter { $0.fate == .falseAlarm && !$0.isClose } }
    /// Close choices that were foretold to change and do not.
    public var closelyKept: Int { compared.count { $0.fate == .falseAlarm && $0.isClose } }
    public var wrong: [Compared] { compared.filter { [.otherwise, .missed, .falseAlarm].contains($0.fate) } }

    /// - Parameters:
    ///   - small: as the database is.
    ///   - foreseen: stretched.
    ///   - close: queries that are foretold to change by a close choice.
    ///   - truly: of the database that was loaded at that scale, with samples.
    public init(
        state: StateName, growth: Double, small: [CapturedQueryPlan], foreseen: [CapturedQueryPlan],
        close: Set<AskedQuery> = [], truly: [CapturedQueryPlan]
    ) {
        self.state = state
        self.growth = growth
        let (was, expected) = (small.byAsked, foreseen.byAsked)
        compared = truly.sorted().map { capture in
            var compared = Self.compared(capture, was[capture.asked]?.plan, expected[capture.asked]?.plan)
            compared.isClose = close.contains(capture.asked)
            return compared
        }
    }

    private static func compared(
        _ capture: CapturedQueryPlan, _ small: QueryPlan?, _ foreseen: QueryPlan?
    ) -> Compared {
        guard let truly = capture.plan, let small, let foreseen else {
            return Compared(asked: capture.asked, fate: .refused)
        }
        if capture.views.samples?.flips ?? false { return Compared(asked: capture.asked, fate: .unstable) }
        let (shape, old, new) = (truly.shapeFingerprint, small.shapeFingerprint, foreseen.shapeFingerprint)
        let fate: Compared.Fate =
            if old == shape {
                new == old ? .kept : .falseAlarm
            } else {
                new == shape ? .foretold : new == old ? .missed : .otherwise
            }
        guard new != shape else { return Compared(asked: capture.asked, fate: fate) }
        let trees = Trees(small: treeText(small), foreseen: treeText(foreseen), truly: treeText(truly))
        return Compared(asked: capture.asked, fate: fate, trees: trees)
    }
}
