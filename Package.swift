// swift-tools-version: 6.2
import PackageDescription

/// Settings of every target: a warning is an error.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

/// Settings of a stage. A debug build of it is optimised too, because the tests have it read
/// millions of lines; `assert` and the checks of unsafe memory stay.
/// `swift build -Xswiftc -Onone` is without.
let optimised: [SwiftSetting] =
  strict + [.unsafeFlags(["-O", "-assert-config", "Debug"], .when(configuration: .debug))]

/// A stage of the path. What it may import is listed here and compared with every
/// `import` line by `TidyTests`.
func stage(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, exclude: [], swiftSettings: optimised)
}

/// The tests of one stage, a mirror of its folder.
func tests(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + imports, swiftSettings: strict)
}

let package = Package(
  name: "recount",
  products: [
    .executable(name: "recount", targets: ["recount"]),
    // For the benchmarks, a package of its own.
    .library(name: "Simulator", targets: ["Simulator"]),
  ],
  traits: [
    .trait(name: "ISAL", description: "Decode gzip with ISA-L; without it zlib decodes."),
    .default(enabledTraits: ["ISAL"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C libraries, by their Debian packages.
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CLzma", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"])]),
    .systemLibrary(name: "CBzip2", providers: [.apt(["libbz2-dev"])]),
    // Of the C library, what Swift's own module of it leaves out.
    .systemLibrary(name: "CMalloc"),
    // Signal handlers and child processes, which Swift's run time has no place in.
    .target(name: "CTrap", publicHeadersPath: "."),

    // The stages, in the order data travels.
    stage("LogModel"),
    stage("Scan", imports: ["LogModel"]),
    stage("Redaction", imports: ["LogModel"]),
    stage("Supervision", imports: ["CTrap"]),
    stage(
      "Ingest",
      imports: [
        "LogModel", "CTrap", "CXXHash", "CZlib", "CZstd", "CLzma", "CLZ4", "CBzip2",
        .target(name: "CISAL", condition: .when(traits: ["ISAL"])),
      ]),
    stage("Parse", imports: ["LogModel", "Scan", "Ingest", "CPCRE2"]),
    stage("Signals", imports: ["LogModel", "Parse", "Redaction"]),
    stage(
      "Events",
      imports: ["LogModel", "Scan", "Redaction", .product(name: "Yams", package: "Yams")]),
    // Statistics alone: numbers in, runs and brackets out.
    stage("ChangePoints"),
    stage(
      "Inference", imports: ["LogModel", "Scan", "Parse", "Signals", "Events", "ChangePoints"]),
    // Alerting rules on the history: replayed, recommended, read and written.
    stage(
      "Backtest",
      imports: [
        "LogModel", "Signals", "Inference", .product(name: "Yams", package: "Yams"),
      ]),
    stage("Timeline", imports: ["LogModel", "Signals", "Events", "Inference", "Redaction"]),
    stage("Render", imports: ["LogModel", "Backtest", "Timeline"]),
    stage("Simulator", imports: ["LogModel"]),
    stage(
      "Pipeline",
      imports: [
        "LogModel", "Scan", "Redaction", "Ingest", "Parse", "Signals", "Events", "Inference",
        "Backtest", "Timeline", "Render", "Simulator", "Supervision",
        .product(name: "Yams", package: "Yams"),
      ]),
    .executableTarget(
      name: "recount",
      dependencies: [
        "Pipeline", "Render", "Supervision", "CMalloc",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // The tests, one target a stage.
    .target(
      name: "TestSupport",
      dependencies: [
        "LogModel", "Simulator", "Pipeline", "Render", "CZlib", "CZstd", "CLzma", "CLZ4", "CBzip2",
      ],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    // Logs as drawings, and what recount makes of them in memory.
    .target(
      name: "DrawnLogs",
      dependencies: [
        "LogModel", "Ingest", "Parse", "Signals", "Events", "Inference", "Timeline", "Render",
        "Pipeline", "Simulator", "TestSupport",
      ],
      path: "Tests/DrawnLogs",
      swiftSettings: strict),
    tests("LogModel"),
    tests("Scan"),
    tests("Redaction"),
    tests("Supervision", imports: ["TrapProbe", "TestSupport"]),
    // A program that traps where it is told to, since recount itself must not.
    .executableTarget(
      name: "TrapProbe", dependencies: ["Pipeline", "Render", "Supervision", "FuzzTargets"],
      path: "Tests/TrapProbe", swiftSettings: strict),
    tests("Ingest", imports: ["LogModel", "TestSupport"]),
    tests("Parse", imports: ["LogModel", "Scan", "Ingest", "Simulator", "TestSupport"]),
    tests(
      "Signals",
      imports: ["LogModel", "Parse", "Ingest", "Simulator", "TestSupport"]),
    tests("Events", imports: ["LogModel", "Scan"]),
    tests("ChangePoints", imports: ["Simulator"]),
    tests(
      "Inference",
      imports: [
        "LogModel", "Scan", "Signals", "Events", "Timeline", "Simulator", "DrawnLogs",
        "ChangePoints",
      ]),
    tests(
      "Backtest", imports: ["LogModel", "Signals", "Inference", "DrawnLogs", "TestSupport"]),
    tests("Timeline", imports: ["LogModel", "Events", "Inference"]),
    tests("Render", imports: ["LogModel", "Events", "Inference", "Timeline"]),
    tests("Simulator", imports: ["LogModel"]),
    tests(
      "Pipeline",
      imports: [
        "LogModel", "Parse", "Scan", "Signals", "Inference", "Simulator", "Timeline",
        "TestSupport",
      ]),
    .testTarget(name: "TidyTests", dependencies: ["TestSupport"], swiftSettings: optimised),
    // Of the whole program, run as a user runs it.
    .testTarget(
      name: "GoldenTests",
      dependencies: [
        "recount", "LogModel", "Simulator", "DrawnLogs", "TestSupport",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PropertyTests", dependencies: ["recount", "LogModel", "Simulator", "TestSupport"],
      swiftSettings: strict),
    // Readers of hostile bytes, run on mutations by FuzzTests and by a fuzzer.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "LogModel", "Scan", "Redaction", "Ingest", "Parse", "Signals", "Events", "Render",
        "Pipeline", "Simulator", "TestSupport",
      ],
      path: "Tests/FuzzTargets",
      swiftSettings: strict),
    .testTarget(
      name: "FuzzTests", dependencies: ["TrapProbe", "FuzzTargets", "TestSupport"],
      swiftSettings: strict),
    // Bad and odd inputs, by the hundred.
    .testTarget(
      name: "TortureTests", dependencies: ["recount", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["recount", "Simulator", "TestSupport"],
      swiftSettings: strict),
  ]
)
