/// Where a line stands: the path as the user gave it, and the line in the decoded stream.
public struct SourceRef: Hashable, Comparable, Sendable {
  public var path: String
  /// 1-based.
  public var line: Int
  /// 1-based entry of a document that holds many entries on one line.
  public var entry: Int?
  /// Offset of the line, or of the entry, in the decoded stream.
  public var byteOffset: Int

  public init(path: String, line: Int, entry: Int? = nil, byteOffset: Int) {
    self.path = path
    self.line = line
    self.entry = entry
    self.byteOffset = byteOffset
  }

  public static func < (a: SourceRef, b: SourceRef) -> Bool {
    (a.path, a.line, a.entry ?? 0) < (b.path, b.line, b.entry ?? 0)
  }

  /// `service.log.gz:5123`, or `page.json:1#7` for an entry of a document.
  public var citation: String { "\(path):\(line)" + (entry.map { "#\($0)" } ?? "") }
}

/// How one attempt ended.
public enum Outcome: UInt8, Sendable, CaseIterable {
  /// Not an attempt, or its end is not in the line.
  case unknown
  case success
  /// The service or its dependency could not do what was asked (5xx, or as a definition says).
  case failure
  /// The service answered and rejected (4xx): neither a success nor a failure of the service.
  case rejected
}

/// Where on a request's way a log was written.
public enum ServiceRole: String, Sendable, CaseIterable {
  case edge, service, dependency
}

/// How grave a log line says it is.
public enum Severity: UInt8, Comparable, Sendable, CaseIterable {
  case unknown, trace, debug, info
  /// The line has no level, and its words tell of a failure.
  case told
  case warning, error, fatal

  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it stands first.
  public func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
