// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours speaks Swift 6 and keeps its imports to itself.
let house: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Rooms that no row, fact or plan passes through in numbers: in the build for the tests it takes longer to optimize them
/// than it saves.
let calm: [SwiftSetting] = house + [.unsafeFlags(["-Onone"], .when(traits: ["Tested"]))]

/// Tests are compiled once and run once.
let tests: [SwiftSetting] = house + [.unsafeFlags(["-Onone"])]

let package = Package(
    name: "pgrehearse",
    products: [
        .executable(name: "pgrehearse", targets: ["pgrehearse"]),
        // For the nested package Benchmarks, which drives these rooms.
        .library(name: "Loading", targets: ["Dataset", "Postgres", "ProjectFolder", "RehearsalCore", "Staging"]),
    ],
    traits: [.trait(name: "Tested", description: "The build for the tests: see calm.")],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "RehearsalCore", dependencies: ["CLibCrypto"], swiftSettings: house),
        .target(name: "Dataset", dependencies: ["RehearsalCore"], swiftSettings: house),
        .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: house),
        .target(
            name: "Staging",
            dependencies: [
                "RehearsalCore", "Dataset", "Postgres",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: house),
        .target(
            name: "ProjectFolder",
            dependencies: ["RehearsalCore", "Dataset", .product(name: "Yams", package: "Yams")],
            swiftSettings: calm),
        .target(
            name: "SnapshotStore",
            dependencies: [
                "RehearsalCore",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: calm),
        .target(
            name: "Conductor",
            dependencies: ["RehearsalCore", "Dataset", "ProjectFolder", "Staging", "SnapshotStore"],
            swiftSettings: calm),
        .target(name: "Reports", dependencies: ["RehearsalCore"], swiftSettings: calm),
        .executableTarget(
            name: "pgrehearse",
            dependencies: [
                "RehearsalCore", "Dataset", "Conductor", "Reports", "ProjectFolder", "SnapshotStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: calm),
        .testTarget(
            name: "RehearsalCoreTests", dependencies: ["RehearsalCore", "TestGround"], swiftSettings: tests),
        .testTarget(name: "DatasetTests", dependencies: ["Dataset", "RehearsalCore"], swiftSettings: tests),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestServer"], swiftSettings: tests),
        .testTarget(
            name: "StagingTests",
            dependencies: [
                "Staging", "Postgres", "RehearsalCore", "Dataset", "ProjectFolder", "Reports", "TestGround",
                "TestServer",
            ],
            swiftSettings: tests),
        .testTarget(
            name: "ProjectFolderTests", dependencies: ["ProjectFolder", "RehearsalCore", "Dataset", "TestGround"],
            swiftSettings: tests),
        .testTarget(
            name: "SnapshotStoreTests", dependencies: ["SnapshotStore", "RehearsalCore", "TestGround"],
            swiftSettings: tests),
        .testTarget(
            name: "ConductorTests",
            dependencies: ["Conductor", "ProjectFolder", "RehearsalCore", "Staging", "TestGround"],
            swiftSettings: tests),
        .testTarget(
            name: "ReportsTests", dependencies: ["Reports", "RehearsalCore", "TestGround"],
            exclude: ["Golden"], swiftSettings: tests),
        .testTarget(name: "HouseTests", dependencies: ["RehearsalCore"], swiftSettings: tests),
        .testTarget(
            name: "EndToEndTests", dependencies: ["RehearsalCore", "Postgres", "Staging", "TestGround", "TestServer"],
            swiftSettings: tests),
        .target(name: "TestGround", path: "Tests/TestGround", swiftSettings: tests),
        .target(
            name: "TestServer",
            dependencies: [
                "Postgres", "Staging", "RehearsalCore",
            ],
            path: "Tests/TestServer", swiftSettings: tests),
    ],
    swiftLanguageModes: [.v6]
)
