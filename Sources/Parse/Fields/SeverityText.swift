import LogModel
import Scan

/// Levels as loggers write them: words in any case, or the numbers of one of several schemes.
enum SeverityText {
  /// A word, or a number of bunyan and pino.
  static func severity(_ value: JSONSlice, in line: UnsafeRawBufferPointer) -> Severity? {
    let text = line.slice(value)
    if value.kind == .number { return NumberText.integer(text).flatMap(bunyan) }
    return severity(text)
  }

  /// A number, read as the key that has it counts.
  static func severity(_ number: Int64, _ way: ValueInterpretation) -> Severity? {
    switch way {
    case .syslog: syslog(number)
    case .otlp: otlp(number)
    case .python: python(number)
    case .logback: number % 10 == 0 ? logback(number) : nil
    case .dotnet: dotnet(number)
    case .severity: (0...7).contains(number) ? syslog(number) : cloud(number) ?? bunyan(number)
    default: bunyan(number) ?? monolog(number)
    }
  }

  /// Google Cloud's: 0 says nothing, an emergency is 800.
  private static func cloud(_ number: Int64) -> Severity? {
    guard number % 100 == 0 else { return nil }
    return switch number / 100 {
    case 1: .debug
    case 2, 3: .info
    case 4: .warning
    case 5: .error
    case 6...8: .fatal
    default: nil
    }
  }

  /// Monolog's, under the name `level`.
  private static func monolog(_ number: Int64) -> Severity? {
    switch number {
    case 200, 250: .info
    case 300: .warning
    case 400: .error
    case 500, 550, 600: .fatal
    default: nil
    }
  }

  /// Nextcloud's: 0 for debugging, 4 for what is fatal.
  static func fiveSteps(_ number: Int64) -> Severity? {
    switch number {
    case 0: .debug
    case 1: .info
    case 2: .warning
    case 3: .error
    case 4: .fatal
    default: nil
    }
  }

  /// Bunyan and pino.
  private static func bunyan(_ number: Int64) -> Severity? {
    switch number {
    case 10..<20: .trace
    case 20..<30: .debug
    case 30..<40: .info
    case 40..<50: .warning
    case 50..<60: .error
    case 60...100: .fatal
    default: nil
    }
  }

  /// 0, an emergency, to 7, for debugging.
  private static func syslog(_ number: Int64) -> Severity? {
    switch number {
    case 0...2: .fatal
    case 3: .error
    case 4: .warning
    case 5, 6: .info
    case 7: .debug
    default: nil
    }
  }

  private static func otlp(_ number: Int64) -> Severity? {
    switch number {
    case 1...4: .trace
    case 5...8: .debug
    case 9...12: .info
    case 13...16: .warning
    case 17...20: .error
    case 21...24: .fatal
    default: nil
    }
  }

  private static func python(_ number: Int64) -> Severity? {
    switch number {
    case 1..<10: .trace
    case 10..<20: .debug
    case 20..<30: .info
    case 30..<40: .warning
    case 40..<50: .error
    case 50...60: .fatal
    default: nil
    }
  }

  private static func logback(_ number: Int64) -> Severity? {
    switch number {
    case 5000: .trace
    case 10_000: .debug
    case 20_000: .info
    case 30_000: .warning
    case 40_000: .error
    case 50_000: .fatal
    default: nil
    }
  }

  private static func dotnet(_ number: Int64) -> Severity? {
    switch number {
    case 0: .trace
    case 1: .debug
    case 2: .info
    case 3: .warning
    case 4: .error
    case 5: .fatal
    default: nil
    }
  }

  static func severity(_ word: UnsafeRawBufferPointer) -> Severity? {
    guard word.count >= 3 else { return letter(word) }
    // The first three letters tell all levels in use apart.
    let head =
      UInt32(word[0] | 0x20) &<< 16 | UInt32(word[1] | 0x20) &<< 8 | UInt32(word[2] | 0x20)
    switch head {
    case 0x747261: return .trace  // trace
    case 0x646562: return .debug  // debug
    case 0x696E66, 0x6E6F74: return .info  // info, notice
    case 0x776172: return .warning  // warn, warning
    case 0x657272, 0x736576: return .error  // error, severe
    case 0x637269, 0x666174, 0x616C65, 0x656D65, 0x70616E: return .fatal
    default: return rare(word)
    }
  }

  /// `E`, `w`, `D2`: what is left of a level's word in short logs; the digit counts details.
  private static func letter(_ word: UnsafeRawBufferPointer) -> Severity? {
    guard let first = word.first, (first | 0x20) &- 0x61 < 26 else { return nil }
    let found = LevelWord.severity(letter: first & 0xDF)
    guard word.count == 2 else { return found }
    return word[1] &- 0x31 < 5 && first & 0xDF == 0x44 ? found : nil
  }

  private static let rareWords: [(word: [UInt8], level: Severity)] = [
    (["trc", "trce", "finest", "silly"], Severity.trace),
    (["verbose", "vrb", "dbg", "dbug", "fine", "finer"], .debug),
    (["eror", "fail", "failure"], .error),
    (
      ["inf", "log", "http", "success", "config", "statement", "detail", "hint", "context"],
      .info
    ),
    (["wrn"], .warning), (["fault", "ftl", "dpanic", "crt"], .fatal),
  ].flatMap { (words: [String], level: Severity) in words.map { (Array($0.utf8), level) } }

  /// Words that few loggers write, whole.
  private static func rare(_ word: UnsafeRawBufferPointer) -> Severity? {
    guard word.count <= 9 else { return nil }
    return rareWords.first { rare in
      rare.word.count == word.count && zip(rare.word, word).allSatisfy { $0 == $1 | 0x20 }
    }?.level
  }

  /// A value that is nothing but a level's word, in any case.
  static func exact(_ word: UnsafeRawBufferPointer) -> Severity? {
    guard (3...13).contains(word.count), word.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 }),
      names.contains(where: { name in
        name.count == word.count && zip(name, word).allSatisfy { $0 == $1 | 0x20 }
      })
    else { return nil }
    return severity(word)
  }

  private static let names = [
    "trace", "debug", "verbose", "info", "information", "informational", "notice", "warn",
    "warning", "error", "err", "severe", "crit", "critical", "fatal", "alert", "emerg",
    "emergency", "panic", "dbg", "inf", "wrn",
  ].map { Array($0.utf8) }
}

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
    ("eror", .error, true),
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
