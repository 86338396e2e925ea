import LogModel

/// Why an input could not be opened or read.
public enum IngestError: Error, Equatable {
  case missing(path: String)
  case permissionDenied(path: String)
  /// A folder, or a list of names, that leads to no file.
  case empty(path: String)
  /// A pattern that no name matches.
  case unmatched(path: String)
  /// A device, a socket, or a pipe that may not be read here.
  case specialFile(path: String)
  case unreadable(path: String, reason: String)
  /// A packing that is known and not read; `advice` says what to do.
  case unsupported(path: String, packing: String, advice: String)
  /// Packed more often than is opened.
  case nestedTooDeep(path: String)

  /// What is said of a name that leads to no file.
  public static let holdsNothing = "holds no file to read"
  public static let matchesNothing = "no file matches; it holds no file to read"

  /// The warning this becomes in a report.
  public var warning: InputWarning {
    switch self {
    case .missing: InputWarning(.missing, message: "no such file")
    case .empty: InputWarning(.missing, message: Self.holdsNothing)
    case .unmatched: InputWarning(.missing, message: Self.matchesNothing)
    case .permissionDenied: InputWarning(.permissionDenied, message: "may not be read")
    case .specialFile: InputWarning(.specialFile, message: "not a regular file; skipped")
    case .unreadable(_, let reason): InputWarning(.vanished, message: reason)
    case .unsupported(_, let packing, let advice):
      InputWarning(.unsupportedCompression, message: "\(packing) is not read; \(advice)")
    case .nestedTooDeep:
      InputWarning(
        .nestedCompressionLimit,
        message:
          "packed inside of packings; at most \(LayerStack.limit) are opened, unpack it first")
    }
  }
}
