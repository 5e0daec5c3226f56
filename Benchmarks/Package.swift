// swift-tools-version: 6.1
import PackageDescription

/// Measures the built tool from outside, and its loading against psql's; nothing here is part of it.
let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "pgrehearse", path: ".."),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        .executableTarget(
            name: "bench",
            dependencies: [
                .product(name: "Loading", package: "pgrehearse"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
