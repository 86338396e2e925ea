import LogModel

/// Levels as they are written in text; `Errors`, `information` and `warned` are words.
struct LevelWord {
  var level: Severity
  /// In capitals, as few words but levels are.
  var isUpper: Bool
  /// Also a word of everyday prose: counts only where a mark shows that it is a level.
  var isProse: Bool

  /// - Parameter word: letters alone.
  init?(_ word: Slice<UnsafeRawBufferPointer>) {
    guard (3...11).contains(word.count) else { return nil }
    let first = word[word.startIndex] | 0x20
    // Most words begin with other letters.
    guard Self.initials & (1 &<< UInt32(first &- 0x61)) != 0 else { return nil }
    guard let known = Self.known.first(where: { Self.isSame(word, $0.name) }) else { return nil }
    level = known.level
    isUpper = word.allSatisfy { $0 & 0x20 == 0 }
    isProse = known.isProse
  }

  private static let written: [(name: String, level: Severity, isProse: Bool)] = [
    ("info", .info, false), ("error", .error, false), ("warn", .warning, false),
    ("debug", .debug, false), ("warning", .warning, false), ("trace", .trace, true),
    ("notice", .info, true), ("err", .error, false), ("fatal", .fatal, true),
    ("crit", .fatal, false), ("critical", .fatal, true), ("severe", .error, true),
    ("alert", .fatal, true), ("emerg", .fatal, false), ("emergency", .fatal, true),
    ("panic", .fatal, true), ("information", .info, true), ("inf", .info, true),
    ("wrn", .warning, true), ("dbg", .debug, true), ("dbug", .debug, true),
    ("ftl", .fatal, true), ("fail", .error, true), ("trce", .trace, true),
    ("verbose", .debug, true), ("trc", .trace, true), ("log", .info, true), ("vrb", .trace, true),
    ("fine", .debug, true), ("finer", .trace, true), ("finest", .trace, true),
  ]

  private static let known = written.map { entry in
    (name: Array(entry.name.utf8), level: entry.level, isProse: entry.isProse)
  }

  private static let initials = known.reduce(UInt32(0)) { $0 | 1 << UInt32($1.name[0] - 0x61) }

  private static func isSame(_ word: Slice<UnsafeRawBufferPointer>, _ name: [UInt8]) -> Bool {
    guard word.count == name.count else { return false }
    var at = word.startIndex
    for byte in name {
      if word[at] | 0x20 != byte { return false }
      at &+= 1
    }
    return true
  }

  /// The letters of klog, glog, Ruby and the like.
  static func severity(letter: UInt8) -> Severity? {
    switch letter {
    case 0x45: .error
    case 0x57: .warning
    case 0x49: .info
    case 0x46, 0x43: .fatal
    case 0x44: .debug
    case 0x54, 0x56: .trace
    default: nil
    }
  }
}
