// swift-tools-version: 6.1
import PackageDescription

/// Measures the built tool from outside, and its loading against psql's; nothing here is part of it.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "pgrehearse", path: "..")],
    targets: [
        .executableTarget(name: "bench", dependencies: [.product(name: "Loading", package: "pgrehearse")])
    ],
    swiftLanguageModes: [.v6]
)
