import LogModel

/// What kind of line of PostgreSQL's log it is.
struct PostgresWord {
  var level: Severity
  /// Goes on with the record before it, though it has a stamp of its own.
  var isContinuation = false

  init?(_ word: Slice<UnsafeRawBufferPointer>) {
    guard (3...9).contains(word.count),
      let found = Self.known.first(where: { word.elementsEqual($0.name) })
    else { return nil }
    level = found.level
    isContinuation = found.level == .unknown
  }

  private static let written: [(name: String, level: Severity)] = [
    ("LOG", .info), ("ERROR", .error), ("FATAL", .fatal), ("PANIC", .fatal),
    ("WARNING", .warning), ("NOTICE", .info), ("INFO", .info), ("DEBUG", .debug),
    ("DEBUG1", .debug), ("DEBUG2", .debug), ("DEBUG3", .debug), ("DEBUG4", .debug),
    ("DEBUG5", .debug), ("DETAIL", .unknown), ("HINT", .unknown), ("STATEMENT", .unknown),
    ("CONTEXT", .unknown), ("QUERY", .unknown), ("LOCATION", .unknown),
  ]

  private static let known = written.map { entry in
    (name: Array(entry.name.utf8), level: entry.level)
  }
}
