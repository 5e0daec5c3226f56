/// Randomness without state: a draw is a function of a key and a counter.
///
/// The key stands for (seed, table, column, purpose), the counter for the row. The mixing function is the
/// finaliser of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
enum CounterRandom {
    /// 64 bits, each of which depends on every bit of the argument; a bijection.
    @inline(__always)
    static func mix(_ input: UInt64) -> UInt64 {
        var bits = input
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// The draw number `counter` of a key.
    @inline(__always)
    static func draw(_ key: UInt64, _ counter: UInt64) -> UInt64 {
        mix(mix(counter &+ 0x9E37_79B9_7F4A_7C15) ^ key)
    }

    /// A uniform number below `count`, from a uniform draw; monotone in the draw.
    @inline(__always)
    static func below(_ count: UInt64, _ draw: UInt64) -> UInt64 { draw.multipliedFullWidth(by: count).high }

    /// A key for a named part of what `key` stands for.
    static func key(_ key: UInt64, _ name: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return mix(mix(key &+ 0xD1B5_4A32_D192_ED03) ^ hash)
    }

    /// A key for a numbered part of what `key` stands for.
    @inline(__always)
    static func key(_ key: UInt64, _ number: Int) -> UInt64 {
        mix(key ^ mix(UInt64(truncatingIfNeeded: number) &+ 0xA076_1D64_78BD_642F))
    }
}
