//  Numbers as people read them; the same on every machine, whatever its locale.

/// `12 ms`, `1.24 s`, `3 min 05 s`.
func durationWords(milliseconds: Double) -> String {
    guard milliseconds.isFinite, milliseconds >= 0 else { return "unknown" }
    if milliseconds < 1000 { return "\(Int(milliseconds.rounded())) ms" }
    if milliseconds < 60_000 { return "\(fixed(milliseconds / 1000, decimals: 2)) s" }
    let seconds = Int((milliseconds / 1000).rounded())
    return "\(seconds / 60) min \(seconds % 60 < 10 ? "0" : "")\(seconds % 60) s"
}

/// `512 B`, `48.2 MiB`.
func sizeWords(bytes: Int64) -> String {
    var size = Double(bytes)
    var unit = "B"
    for next in ["KiB", "MiB", "GiB", "TiB"] where size >= 1024 {
        size /= 1024
        unit = next
    }
    return unit == "B" ? "\(bytes) B" : "\(fixed(size, decimals: 1)) \(unit)"
}

/// `60,412`.
func countWords(_ count: Int64) -> String {
    let digits = String(count.magnitude)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
        if index > 0 && (digits.count - index) % 3 == 0 { grouped.append(",") }
        grouped.append(digit)
    }
    return (count < 0 ? "-" : "") + grouped
}

/// `1 finding`, `2 findings`.
func counted(_ count: Int, _ noun: String) -> String {
    "\(countWords(Int64(count))) \(noun)\(count == 1 ? "" : "s")"
}

/// A number with a fixed number of decimals.
func fixed(_ number: Double, decimals: Int) -> String {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    let scaled = Int64((number * power).rounded())
    guard decimals > 0 else { return String(scaled) }
    let fraction = String(scaled.magnitude % UInt64(power))
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(scaled < 0 ? "-" : "")\(scaled.magnitude / UInt64(power)).\(zeros)\(fraction)"
}

/// `1.0` for 1000 thousandths, `0.25` for 250.
func scaleWords(thousandths: Int) -> String {
    var text = fixed(Double(thousandths) / 1000, decimals: 3)
    while text.hasSuffix("0") && !text.hasSuffix(".0") { text.removeLast() }
    return text
}
