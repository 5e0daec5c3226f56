extension ConnectionParameters {
    /// What the parameters name themselves, before libpq adds from its environment and files.
    ///
    /// Secrets are left out; ``givenSecrets()`` says whether there are any.
    /// - Throws: ``PostgresError/cannotConnect(reason:)`` for parameters that cannot be read, with none of their text.
    public func given() throws(PostgresError) -> [String: String] {
        let options = try ConnectionString.read(self).get()
        return options.values.filter { !options.secretKeywords.contains($0.key) }
    }

    /// The keywords of secrets that are given, sorted: `password`, `sslpassword`.
    /// - Throws: as ``given()``.
    public func givenSecrets() throws(PostgresError) -> [String] {
        let options = try ConnectionString.read(self).get()
        return options.values.keys.filter { options.secretKeywords.contains($0) }.sorted()
    }
}
