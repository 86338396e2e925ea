import LogModel

/// Inputs that an earlier attempt of the same run failed on, known by the bytes of their paths.
struct FailedInputs: Sendable {
  private let paths: Set<[UInt8]>

  init(_ paths: [String]) { self.paths = Set(paths.map { Array($0.utf8) }) }

  func contains(_ path: String) -> Bool {
    !paths.isEmpty && paths.contains(Array(path.utf8))
  }

  /// What is told of each of them.
  static let warning = InputWarning(
    .internalError,
    message: "recount failed on it and went on without it; this is a defect of recount")
}
