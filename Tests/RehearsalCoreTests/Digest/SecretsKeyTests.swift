import RehearsalCore
import Testing

@Suite("Secrets are hashed under a key")
struct SecretsKeyTests {
    @Test("as RFC 4231 says, for keys shorter and longer than a block")
    func vectors() {
        let cases: [(key: [UInt8], text: String, hash: String)] = [
            (
                [UInt8](repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (
                [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
        ]
        for (key, text, hash) in cases { #expect(SecretsKey(bytes: key).hash(of: text) == "hmac-sha256:\(hash)") }
    }

    @Test("that no description and no reflection shows")
    func hidden() {
        let key = SecretsKey(bytes: Array("correct horse".utf8))
        #expect("\(key)" == "(a key)" && String(reflecting: key) == "(a key)")
        #expect(Mirror(reflecting: key).children.isEmpty)
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!dumped.contains("99"), "a byte of the key")
    }
}
