public import RehearsalCore

extension Host {
    /// The variable that holds the key under which secrets of a schema are hashed.
    public static let secretsKeyVariable = "PGREHEARSE_SECRETS_KEY"

    /// The key from the call's environment; nil where it is not set or empty.
    ///
    /// From there because a store is committed and a key beside it would keep nothing. Machines that compare secrets,
    /// such as a laptop and CI, are given the same one.
    public var secretsKey: SecretsKey? {
        environment[Self.secretsKeyVariable].flatMap { $0.isEmpty ? nil : SecretsKey(bytes: Array($0.utf8)) }
    }
}
