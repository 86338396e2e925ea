// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "recount-benchmarks",
  dependencies: [.package(name: "recount", path: "..")],
  targets: [
    .executableTarget(
      name: "MakeLogs", dependencies: [.product(name: "Simulator", package: "recount")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .executableTarget(
      name: "MakeCases", dependencies: [.product(name: "Simulator", package: "recount")],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ]
)
