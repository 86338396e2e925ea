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
    guard let packed = Self.packed(word),
      Self.initials & (1 &<< UInt32(truncatingIfNeeded: packed.name & 31)) != 0,
      let found = Self.known.firstIndex(where: { $0.name == packed.name })
    else { return nil }
    let known = Self.known[found]
    level = known.level
    isUpper = packed.isUpper
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
    (
      name: packed(Array(entry.name.utf8))?.name ?? 0, level: entry.level, isProse: entry.isProse
    )
  }

  /// Most words begin with other letters.
  private static let initials = known.reduce(UInt32(0)) {
    $0 | 1 << UInt32(truncatingIfNeeded: $1.name & 31)
  }

  /// A word of letters as one number, five bits a letter, the first lowest; `nil` for others.
  private static func packed(
    _ word: some Collection<UInt8>
  ) -> (name: UInt64, isUpper: Bool)? {
    var name: UInt64 = 0
    var shift: UInt64 = 0
    var isUpper = true
    for byte in word {
      guard (byte | 0x20) &- 0x61 < 26 else { return nil }
      name |= UInt64(byte & 31) &<< shift
      shift &+= 5
      if byte & 0x20 != 0 { isUpper = false }
    }
    return (name, isUpper)
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
