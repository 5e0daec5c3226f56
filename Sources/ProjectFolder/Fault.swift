public import RehearsalCore

/// What can be wrong with a project folder: facts, no sentences.
public enum Fault: Hashable, Sendable {
    case configuration(ConfigurationFault)
    case file(FileFault)
    case script(ScriptError.Fault)
    case declaration(DeclarationFault)
    case metaCommand(MetaCommandFault)
    case layout(LayoutFault)
    case serverParameters(ServerParametersFault)
    case header(HeaderFault)
    case workload(WorkloadFault)
    case check(CheckFault)
    case shape(ShapeFault)
}

/// What can be wrong with rehearsal.yaml or a shape file.
/// A `path` is the way to a key, for example `migrations.runner.kind`.
public enum ConfigurationFault: Hashable, Sendable {
    /// libyaml's words.
    case syntax(String)
    case empty
    /// `&`, `*` or `!`: anchors, aliases and tags.
    case reference(sign: String)
    /// With its aliases written out, the text stands for more values.
    case tooManyValues(limit: Int)
    case unknownKey(String, path: String, suggestion: String?, known: [String])
    case duplicateKey(String)
    case missingKey(path: String)
    case wrongType(path: String, expected: String, found: String)
    case missingUnit(path: String, found: String, units: [String])
    case unknownChoice(path: String, found: String, suggestion: String?, known: [String])
    case badValue(path: String, found: String, expected: String)
    case duplicateEntry(path: String, value: String)
    case onErrorStopWithoutPsql
    case sameRoleTwice(name: String)
}

/// What can be wrong with a file or folder of the project.
public enum FileFault: Hashable, Sendable {
    case missing(path: String, suggestion: String?)
    case outside(path: String)
    case notAFile(path: String)
    case notADirectory(path: String)
    case tooLarge(path: String, limitBytes: Int)
    /// The system's words.
    case unreadable(path: String, reason: String)
    /// `byteOffset` counts from the file's first byte, which is 0.
    case notUTF8(byteOffset: Int)
    case nulByte(byteOffset: Int)
    case caseClash(with: String)
}

/// What can be wrong with psql's own commands in a script.
public enum MetaCommandFault: Hashable, Sendable {
    /// A file that holds one query holds none of psql's commands.
    case refused(name: String)
    case tooDeep(limit: Int)
    case cycle(file: String)
    case tooMany(limit: Int)
    case tooLarge(limitBytes: Int)
}

/// What can be wrong with the migrations' files, their ways back and their phases.
public enum LayoutFault: Hashable, Sendable {
    case noMigrations(directory: String)
    case badName(file: String)
    case duplicateNumber(number: String, with: String)
    case rollbackWithoutMigration(suggestion: String?)
    case unknownStep(String, suggestion: String?)
    case stepInNoPhase(String)
    case stepTwice(String)
    case stepOutOfOrder(String, before: String)
    case irreversibleWithWayBack(step: String, file: String)
}

/// What can be wrong with server.conf.
public enum ServerParametersFault: Hashable, Sendable {
    case badName(String)
    case missingValue(name: String)
    case badValue(name: String)
    case textAfterValue(name: String)
    case include(name: String)
}

/// What can be wrong with the comments at the top of a file of the workload or of the checks.
public enum HeaderFault: Hashable, Sendable {
    case unknownKey(String, suggestion: String?, known: [String])
    case duplicateKey(String)
    case badValue(String, found: String, expected: String)
    case duplicateName(String, name: String)
    case noApplicationRole
    case unknownSession(String, suggestion: String?, known: [String])
}

/// What can be wrong with a file of the workload besides its header's form.
public enum WorkloadFault: Hashable, Sendable {
    /// A name in braces that no session of the project has a value for.
    case unknownValue(String, suggestion: String?, known: [String])
    case lackingValue(String, sessions: [String])
    case valueWithoutSession(String)
    /// Looks like a reference to a column's statistics and is none.
    case malformedReference(String)
    case statementCount(Int)
    case parameterCount(needed: Int, given: Int)
    /// Two sets of parameters under one name, or two without any.
    case duplicateParameterSet(String?)
    case duplicateName(String, with: String)
}

/// What can be wrong with a file of the checks besides its header's form.
public enum CheckFault: Hashable, Sendable {
    case noMoment
    case noStatement
    case transactionControl
    case duplicateName(String, with: String)
}

/// What can be wrong with a shape file besides what can be wrong with any configuration.
public enum ShapeFault: Hashable, Sendable {
    case emptyList(path: String)
    case noGenerator(path: String, known: [String])
    case twoGenerators(String, String)
    /// A generator that takes values, or no generator at all, named without any.
    case notAlone(String, suggestion: String?)
    case noRowCount(path: String)
    case unknownSeason(String, suggestion: String?)
    case mixNotWhole(path: String)
    /// The shape's names are hashes, and the project names no key.
    case namesHashed
    case wrongNamesKey
}
