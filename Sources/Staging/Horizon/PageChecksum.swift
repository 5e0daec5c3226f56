/// The checksum of a page of 8 KiB, as storage/checksum_impl.h of PostgreSQL has it: 32 sums by FNV-1a side by side.
enum PageChecksum {
    static let pageBytes = 8192
    private static let prime: UInt32 = 16_777_619
    private static let offsets: [UInt32] = [
        0x5B1F_36E9, 0xB852_5960, 0x02AB_50AA, 0x1DE6_6D2A, 0x79FF_467A, 0x9BB9_F8A3, 0x217E_7CD2, 0x83E1_3D2C,
        0xF8D4_474F, 0xE39E_B970, 0x42C6_AE16, 0x9932_16FA, 0x7B09_3B5D, 0x98DA_FF3C, 0xF718_902A, 0x0B1C_9CDB,
        0xE58F_764B, 0x1876_36BC, 0x5D7B_3BB1, 0xE73D_E7DE, 0x92BE_C979, 0xCCA6_C0B2, 0x304A_0979, 0x85AA_43D4,
        0x7831_25BB, 0x6CA8_EAA2, 0xE407_EAC6, 0x4B5C_FC3E, 0x9FBF_8C76, 0x15CA_20BE, 0xF2CA_9FD3, 0x959B_D756,
    ]

    /// - Parameters:
    ///   - words: of the page, its own checksum's place taken for 0.
    ///   - block: the page's number in its file.
    static func of(_ words: [UInt32], block: UInt32) -> UInt16 {
        precondition(words.count == pageBytes / 4, "a checksum is that of a whole page")
        var sums = offsets
        func take(_ word: UInt32, _ place: Int) {
            let mixed = sums[place] ^ word
            sums[place] = (mixed &* prime) ^ (mixed >> 17)
        }
        for (number, word) in words.enumerated() {
            // Bytes 8 and 9 are the checksum's own.
            take(number == 2 ? word & 0xFFFF_0000 : word, number % offsets.count)
        }
        for _ in 0..<2 { for place in offsets.indices { take(0, place) } }
        return UInt16((sums.reduce(0, ^) ^ block) % 65_535 + 1)
    }
}
