/// The server's version, and with it which columns its catalogs have.
///
/// The one place where SQL of the readers depends on the version. Only 15 was run here; 14 and 16 to 18 follow the
/// release notes and the catalogs' documentation.
struct ServerVersion: Hashable {
    /// As server_version_num, for example 150018.
    let number: Int

    var major: Int { number / 10_000 }

    /// `sql` on servers from `first` to `last`, elsewhere `otherwise`.
    func sql(from first: Int = 0, through last: Int = .max, _ sql: String, otherwise: String = "NULL") -> String {
        (first...last).contains(major) ? sql : otherwise
    }
}
