// swift-tools-version: 6.1
import PackageDescription

/// Measures the built tool from outside; nothing here is part of it.
let package = Package(
    name: "Benchmarks",
    targets: [.executableTarget(name: "bench")],
    swiftLanguageModes: [.v6]
)
