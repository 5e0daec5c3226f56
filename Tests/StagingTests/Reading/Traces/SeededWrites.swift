import TestGround

/// Scripts of writes over the tables of ``WriteCase/objects``, the same for one seed.
struct SeededWrites {
    private var random: SeededRandom
    private var nameCount = 0

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    /// One to four actions, each in a transaction of its own that may be rolled back.
    mutating func script() -> [String] {
        (0..<Int.random(in: 1...4, using: &random)).flatMap { _ in
            let ending = Int.random(in: 0..<4, using: &random) == 0 ? "ROLLBACK" : "COMMIT"
            return ["BEGIN"] + action() + [ending]
        }
    }

    private mutating func action() -> [String] {
        let id = Int.random(in: 1...60, using: &random)
        nameCount += 1
        let actions = [
            ["UPDATE a SET note = 'r\(id)' WHERE id = \(id)"], ["UPDATE b SET note = note WHERE id = \(id)"],
            ["DELETE FROM a WHERE id = \(id)"], ["INSERT INTO a (id) VALUES (\(id)) ON CONFLICT DO NOTHING"],
            ["INSERT INTO event VALUES (\(id), date '2023-11-11' + \(id * 9))"],
            ["UPDATE event SET at = at + 200 WHERE id = \(id)"], ["INSERT INTO child VALUES (\(id))"],
            ["TRUNCATE log"], ["SELECT writes()"],
            ["ALTER TABLE a ADD c\(nameCount) integer DEFAULT \(id)"],
            ["ALTER TABLE line ALTER id TYPE \(id % 2 == 0 ? "bigint" : "numeric")"],
            ["ALTER TABLE felt RENAME TO x", "ALTER TABLE loose RENAME TO felt", "ALTER TABLE x RENAME TO loose"],
            [
                "ALTER TABLE event DETACH PARTITION event_default", "INSERT INTO event_default VALUES (\(id), NULL)",
                "ALTER TABLE event ATTACH PARTITION event_default DEFAULT",
            ],
            [
                "ALTER TYPE mood RENAME VALUE 'sad' TO 'm\(nameCount)'",
                "ALTER TYPE mood RENAME VALUE 'm\(nameCount)' TO 'sad'",
            ],
            ["REFRESH MATERIALIZED VIEW kept"], ["SAVEPOINT s", "TRUNCATE b", "ROLLBACK TO s"],
            ["CREATE INDEX ON b (note)"], ["CREATE TABLE n\(nameCount) AS SELECT * FROM b WHERE id > \(id)"],
            ["CREATE TABLE y AS SELECT * FROM head", "DROP TABLE IF EXISTS spare", "ALTER TABLE y RENAME TO spare"],
        ]
        return actions[Int.random(in: actions.indices, using: &random)]
    }
}
