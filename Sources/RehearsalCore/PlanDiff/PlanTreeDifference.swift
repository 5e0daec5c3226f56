/// What differs between two plans of one query, as one tree: nodes that stand in both, that came and that went.
///
/// Partitions of one root are one node with the ways in which its leaves are read, as everywhere. The lines that have a
/// `before` are the first plan's nodes in order, those that have an `after` the second's.
public struct PlanTreeDifference: Hashable, Sendable {
    public var lines: [PlanDifferenceLine]

    public init(from before: QueryPlan, to after: QueryPlan) {
        var writer = PlanDifferenceWriter(
            PlanAlignment(from: FoldedPlanNode(before.root), to: FoldedPlanNode(after.root)))
        lines = writer.lines()
    }

    /// True where both trees and all conditions are the same and no number moved.
    public var isEmpty: Bool { lines.allSatisfy { $0.gutter == .same && $0.metrics.isEmpty } }
}

/// Brings two aligned plans into one list.
private struct PlanDifferenceWriter {
    private let alignment: PlanAlignment
    private let old: FlatPlan
    private let new: FlatPlan
    /// Nodes at the same place that one line tells: all but those that read their table in another way.
    private let oneLine: [Int: Int]
    /// The old node that a new one is measured by.
    private let measuredBy: [Int: Int]
    private let oldLevels: [Int]
    private let newLevels: [Int]
    private let goneWrappers: Set<Int>
    private let newWrappers: Set<Int>
    private var told: [PlanDifferenceLine] = []
    /// Numbers by the new node that told them, for what stands below it.
    private var toldMetrics: [Int: [PlanMetricMove]] = [:]

    init(_ alignment: PlanAlignment) {
        self.alignment = alignment
        let (old, new) = (alignment.old, alignment.new)
        (self.old, self.new) = (old, new)
        let all = alignment.places.merging(alignment.moved) { place, _ in place }
        measuredBy = Dictionary(uniqueKeysWithValues: all.map { ($1, $0) })
        oneLine = alignment.places.filter { pair in
            let (was, now) = (old.nodes[pair.key], new.nodes[pair.value])
            return was.table == nil || was.type == now.type && was.indexName == now.indexName
        }
        goneWrappers = Self.wrappers(of: old, placed: Set(alignment.places.keys), known: Set(all.keys))
        newWrappers = Self.wrappers(of: new, placed: Set(alignment.places.values), known: Set(all.values))
        newLevels = Self.levels(of: new, wrappers: newWrappers, places: [:], others: [])
        oldLevels = Self.levels(of: old, wrappers: goneWrappers, places: oneLine, others: newLevels)
    }

    /// A node that one line tells with another plan's stands as deep as there.
    private static func levels(
        of plan: FlatPlan, wrappers: Set<Int>, places: [Int: Int], others: [Int]
    ) -> [Int] {
        var levels: [Int] = []
        for (node, parent) in plan.parents.enumerated() {
            if let place = places[node] {
                levels.append(others[place])
            } else if let parent {
                levels.append(levels[parent] + (wrappers.contains(parent) ? 0 : 1))
            } else {
                levels.append(0)
            }
        }
        return levels
    }

    /// Nodes without a place that have one child, below which something is known from the other plan.
    private static func wrappers(of plan: FlatPlan, placed: Set<Int>, known: Set<Int>) -> Set<Int> {
        var holders: Set<Int> = []
        for node in plan.nodes.indices.reversed() where known.contains(node) || holders.contains(node) {
            if let parent = plan.parents[node] { holders.insert(parent) }
        }
        return holders.filter { !placed.contains($0) && plan.nodes[$0].children.count == 1 }
    }

    mutating func lines() -> [PlanDifferenceLine] {
        let placed = Set(oneLine.values)
        var (row, column) = (0, 0)
        while row < old.nodes.count || column < new.nodes.count {
            let hasOld = row < old.nodes.count && oneLine[row] == nil
            let hasNew = column < new.nodes.count && !placed.contains(column)
            if hasOld, !hasNew || precedes(row, column) {
                told.append(goneLine(row))
                row += 1
            } else if hasNew {
                told.append(newLine(column))
                column += 1
            } else {
                told.append(sharedLine(row, column))
                row += 1
                column += 1
            }
        }
        return told
    }

    /// Where both have a line of their own: what stands deeper belongs to what was just told, a wrapper stands above
    /// what it wraps, and a new way of reading a table below the old one.
    private func precedes(_ row: Int, _ column: Int) -> Bool {
        guard oldLevels[row] == newLevels[column] else { return oldLevels[row] > newLevels[column] }
        if newWrappers.contains(column) { return goneWrappers.contains(row) }
        return measuredBy[column].map { $0 >= row } ?? true
    }

    private func goneLine(_ node: Int) -> PlanDifferenceLine {
        PlanDifferenceLine(
            gutter: goneWrappers.contains(node) ? .changed : .removed, level: oldLevels[node],
            before: old.nodes[node].label, isMoved: isMoved(old: node))
    }

    private mutating func newLine(_ node: Int) -> PlanDifferenceLine {
        var line = PlanDifferenceLine(
            gutter: newWrappers.contains(node) ? .changed : .added, level: newLevels[node],
            after: new.nodes[node].label)
        guard let was = measuredBy[node] else {
            if new.nodes[node].totals?[.spills] == 1 { line.metrics = [.init(metric: .spills, before: 0, after: 1)] }
            return line
        }
        line.isMoved = isMoved(old: was)
        line.metrics = metrics(was, node)
        line.conditions = conditions(was, node)
        return line
    }

    private mutating func sharedLine(_ was: Int, _ now: Int) -> PlanDifferenceLine {
        let (before, after) = (old.nodes[was], new.nodes[now])
        let conditions = conditions(was, now)
        return PlanDifferenceLine(
            gutter: before.label == after.label && conditions.isEmpty ? .same : .changed, level: newLevels[now],
            before: before.label, after: after.label, metrics: metrics(was, now), conditions: conditions)
    }

    /// A table that is read elsewhere in another way is told as gone and new.
    private func isMoved(old node: Int) -> Bool {
        alignment.moved[node].map { new.nodes[$0].label == old.nodes[node].label } ?? false
    }

    /// Of joins and their like only where the node is the same: another method has conditions of its own.
    private func conditions(_ was: Int, _ now: Int) -> [PlanConditionMove] {
        let (before, after) = (old.nodes[was], new.nodes[now])
        guard before.label == after.label || after.table != nil else { return [] }
        let isSameType = before.type == after.type
        return PlanConditionMove.moves(
            from: before.conditions.filter { isSameType || $0.isPredicate },
            to: after.conditions.filter { isSameType || $0.isPredicate })
    }

    private mutating func metrics(_ was: Int, _ now: Int) -> [PlanMetricMove] {
        let moves = PlanMetricMove.moves(from: old.nodes[was], to: new.nodes[now])
        var above = new.parents[now]
        while let node = above, toldMetrics[node] == nil { above = new.parents[node] }
        let known = above.flatMap { toldMetrics[$0] } ?? []
        toldMetrics[now] = moves
        return moves.filter { !known.contains($0) }
    }
}
