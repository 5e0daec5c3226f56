import Foundation
import RehearsalCore

//  Where a cluster's folder and its template lie, and how its data folder is made.

extension EphemeralCluster {
    /// A folder name that nobody uses yet, short enough for a socket inside it.
    static func freshFolder(on host: Host) throws(ClusterError) -> String {
        let name = "pgrehearse-" + String(UInt64.random(in: 0..<(1 << 40)), radix: 36)
        // 107 bytes is the longest socket path; "/socket/.s.PGSQL.5432" takes 21 of them. Quotes, backslashes,
        // commas and line ends cannot stand in every place that names the folder.
        for parent in [host.temporaryFolder, Host.shortTemporaryFolder]
        where parent.utf8.count + 1 + name.utf8.count + 21 <= 107 && !parent.contains(where: isHardToQuote) {
            return parent + "/" + name
        }
        throw .temporaryFolderUnusable(folder: host.temporaryFolder, reason: "its path is too long for a socket")
    }

    private static func isHardToQuote(_ character: Character) -> Bool {
        character.isNewline || "'\"\\,".contains(character)
    }

    static func cacheFolder(of account: ServerAccount, on host: Host) -> String {
        if !account.dropsPrivileges, let folder = host.environment["XDG_CACHE_HOME"], folder.hasPrefix("/") {
            return folder + "/pgrehearse"
        }
        let home = account.account.home
        if FileManager.default.fileExists(atPath: home), home != "/" { return home + "/.cache/pgrehearse" }
        return host.temporaryFolder + "/pgrehearse-cache-\(account.account.userIdentifier)"
    }

    static func cacheName(_ binaries: ServerBinaries, _ locale: ServerLocale) -> String {
        let text =
            "2 \(bootstrapRole) \(binaries.folder) \(binaries.version) \(locale.provider.rawValue) \(locale.name)"
        return "template-\(binaries.majorVersion)-" + SHA256Digest(of: text).hexadecimal.prefix(16)
    }

    static func initdbCommand(_ binaries: ServerBinaries, _ locale: ServerLocale) -> String {
        var words = [
            binaries.program("initdb"), "--username=\(bootstrapRole)", "--auth=peer", "--encoding=UTF8",
            "--data-checksums", "--no-sync", "--no-instructions",
        ]
        switch locale.provider {
        case .icu: words += ["--locale-provider=icu", "--icu-locale=\(locale.name)", "--locale=C.UTF-8"]
        case .libc: words += ["--locale=\(locale.name)"]
        }
        if binaries.majorVersion < 15 {
            words.removeAll { $0 == "--locale-provider=icu" || $0.hasPrefix("--icu-locale") }
        }
        return words.map(shellQuoted).joined(separator: " ")
    }

    static func childEnvironment(_ account: ServerAccount) -> [String: String] {
        [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": account.account.home,
            "USER": account.account.name, "TZ": "UTC",
        ]
    }
}
