//  SnapshotStore is the only room that opens SQLite. It keeps two files of one schema:
//
//  - the accepted store (``AcceptedStore``), committed with the project: what was expected, and which findings were
//    accepted. It is read whole, verified whole, and rewritten whole, in a new file that takes the old one's name.
//  - the run history (``RunHistory``), not committed: every run's outcome and snapshots, appended.
//
//  In both, content is addressed by its SHA-256: one object of the schema, one query plan, one table's digest is one
//  content, a snapshot is a list of their hashes, and what did not change between states or runs is stored once.
//  Every content is verified against its hash when it is read, and every list of hashes against a seal.
//
//  The file format has one version number, SQLite's user_version. There is no chain of migrations: a file of another
//  version is refused. The first change of format brings the code that reads the format before it.
//
//  The room never touches a server or the project folder, never judges what it keeps, never reads a clock, and never
//  writes to a file that it does not know as its own.
