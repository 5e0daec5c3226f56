/// psql's variables while a script is read: those that psql sets itself, and those of `\set`.
///
/// Values are known before anything runs. A variable whose value only the run or the machine decides is refused where
/// a script asks for it, rather than guessed.
public struct PsqlVariables: Hashable, Sendable {
    private var values: [String: String]
    private let mayGoOn: Bool
    /// What `\set ON_ERROR_STOP` said last; nil where no script said anything.
    public private(set) var onErrorStop: Bool?

    /// - Parameters:
    ///   - database: `DBNAME`, the database that the script runs in.
    ///   - user: `USER`, the role that it runs as.
    ///   - majorVersion: for `SERVER_VERSION_NUM`, which is then that of the first minor release.
    public init(database: String, user: String, majorVersion: Int, runner: Runner) {
        let stops: Bool
        switch runner {
        case .psql(let onErrorStop): (stops, mayGoOn) = (onErrorStop, true)
        case .singleTransaction, .oneMessage: (stops, mayGoOn) = (true, false)
        }
        values = [
            "AUTOCOMMIT": "on", "COMP_KEYWORD_CASE": "preserve-upper", "DBNAME": database, "ECHO": "none",
            "ECHO_HIDDEN": "off", "ENCODING": "UTF8", "FETCH_COUNT": "0", "HIDE_TABLEAM": "off",
            "HIDE_TOAST_COMPRESSION": "off", "HISTCONTROL": "none", "IGNOREEOF": "0", "ON_ERROR_ROLLBACK": "off",
            "ON_ERROR_STOP": stops ? "on" : "off", "QUIET": "off", "SERVER_VERSION_NUM": String(majorVersion * 10_000),
            "SHOW_ALL_RESULTS": "on", "SHOW_CONTEXT": "errors", "SINGLELINE": "off", "SINGLESTEP": "off",
            "USER": user, "VERBOSITY": "default",
        ]
    }

    /// Variables that psql has and that nobody knows before the script runs, or on another machine.
    private static let known: Set<String> = [
        "ERROR", "HOST", "LAST_ERROR_MESSAGE", "LAST_ERROR_SQLSTATE", "PORT", "ROW_COUNT", "SERVER_VERSION_NAME",
        "SHELL_ERROR", "SHELL_EXIT_CODE", "SQLSTATE", "VERSION", "VERSION_NAME", "VERSION_NUM",
    ]

    /// The value; nil where the variable is not set.
    func value(of name: String) throws(ScriptError.Fault) -> String? {
        if let value = values[name] { return value }
        if Self.known.contains(name) { throw .variableOfTheRun(name: name) }
        return nil
    }

    /// What psql puts in for a reference; nil where it leaves the reference as it is.
    func text(of reference: VariableReference) throws(ScriptError.Fault) -> String? {
        let value = try value(of: reference.name)
        switch reference.form {
        case .plain: return value
        case .literal: return value.map(sqlLiteral)
        case .identifier: return value.map(sqlIdentifier)
        case .isDefined: return value == nil ? "FALSE" : "TRUE"
        }
    }

    /// A variable that is set and whose name is like this one.
    func suggestion(for name: String) -> String? { NearestName.suggestion(for: name, among: values.keys.sorted()) }

    /// `\set name value`, with psql's own checks for the variables that mean something to psql.
    mutating func set(_ name: String, to value: String) throws(ScriptError.Fault) {
        guard !name.isEmpty, name.utf8.allSatisfy(isVariablePart) else { throw .badVariableName(name) }
        var value = value
        if Self.switches.contains(name) {
            if value.isEmpty { value = "on" }
            // For scripts, ON_ERROR_ROLLBACK's third word means off.
            let isInteractive = name == "ON_ERROR_ROLLBACK" && value == "interactive"
            guard let isOn = isInteractive ? false : psqlBoolean(value) else { throw .notOnOrOff(name: name) }
            if name == "ON_ERROR_STOP" && mayGoOn {
                onErrorStop = isOn
            } else {
                guard isOn == ["AUTOCOMMIT", "ON_ERROR_STOP"].contains(name) else { throw .variableRefused(name: name) }
            }
        }
        if name == "FETCH_COUNT" && value != "0" { throw .variableRefused(name: name) }
        values[name] = value
    }

    /// `\unset name`: psql's own switches go back to what they are at first.
    mutating func unset(_ name: String) throws(ScriptError.Fault) {
        guard !name.isEmpty, name.utf8.allSatisfy(isVariablePart) else { throw .badVariableName(name) }
        switch name {
        case "AUTOCOMMIT", "ON_ERROR_STOP", "ON_ERROR_ROLLBACK", "SINGLELINE", "SINGLESTEP":
            try set(name, to: "off")
        case "FETCH_COUNT": try set(name, to: "0")
        default: values[name] = nil
        }
    }

    /// Variables that change what psql sends, or when.
    private static let switches: Set<String> = [
        "AUTOCOMMIT", "ON_ERROR_ROLLBACK", "ON_ERROR_STOP", "SINGLELINE", "SINGLESTEP",
    ]
}

/// psql's words for true and false, in any case and cut short as far as they stay unambiguous; nil for others.
func psqlBoolean(_ text: String) -> Bool? {
    let word = asciiLowercased(text)
    guard !word.isEmpty else { return nil }
    if "true".hasPrefix(word) || "yes".hasPrefix(word) || word == "on" || word == "1" { return true }
    if "false".hasPrefix(word) || "no".hasPrefix(word) || word == "of" || word == "off" || word == "0" { return false }
    return nil
}
