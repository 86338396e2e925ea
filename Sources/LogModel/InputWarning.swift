/// What was odd about an input, said once with a count.
public struct InputWarning: Hashable, Sendable {
  /// The codes a report may carry.
  public enum Code: String, Sendable, CaseIterable {
    case gzipTruncated = "gzip-truncated"
    case gzipCorrupt = "gzip-corrupt"
    case trailingGarbage = "trailing-garbage"
    case unsupportedCompression = "unsupported-compression"
    case nestedCompressionLimit = "nested-compression-limit"
    case expansionLimit = "expansion-limit"
    case permissionDenied = "permission-denied"
    case missing
    case vanished
    case specialFile = "special-file"
    case duplicateContent = "duplicate-content"
    /// Records stand in another input, too, and are counted in both.
    case overlappingInputs = "overlapping-inputs"
    case unreadLines = "unread-lines"
    /// Lines of a banner at the head of a file from a folder, which are set apart.
    case headLines = "head-lines"
    case lineTooLong = "line-too-long"
    case invalidUTF8 = "invalid-utf8"
    case nulBytes = "nul-bytes"
    case noTimestamp = "no-timestamp"
    /// Many lines were read as parts of the record before them.
    case continuationLines = "continuation-lines"
    case timeOutOfRange = "time-out-of-range"
    case outOfOrder = "out-of-order"
    case zoneAssumed = "zone-assumed"
    case yearAssumed = "year-assumed"
    case cardinalityLimit = "cardinality-limit"
    case lenientJSON = "lenient-json"
    case lokiDuplicatesPossible = "loki-duplicates-possible"
    case sampledInput = "sampled-input"
    case suppressedAtSource = "suppressed-at-source"
    case exportLimit = "export-limit"
    case clockSkew = "clock-skew"
    /// The clock of an input was set while it was written.
    case clockStep = "clock-step"
    case coverageGap = "coverage-gap"
    /// recount itself failed on the input, which was left out after that.
    case internalError = "internal-error"
    /// A file that was found in a folder is something else, and was not read.
    case notALog = "not-a-log"
    case documentDamaged = "document-damaged"
    case errorPage = "error-page"
  }

  public var code: Code
  public var count: Int
  /// The first line it was seen on, 1-based.
  public var line: Int?
  /// Where in the stream it was first seen (in the packed file for damage of the packing).
  public var byteOffset: Int?
  public var message: String

  public init(
    _ code: Code, count: Int = 1, line: Int? = nil, byteOffset: Int? = nil, message: String
  ) {
    self.code = code
    self.count = count
    self.line = line
    self.byteOffset = byteOffset
    self.message = message
  }
}
