import LogModel
import Scan

/// Values that are read and not only kept.
extension JSONFieldTaker {
  static func takeTime(
    _ value: JSONSlice, _ match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields, _ clues: inout UnresolvedJSONFields
  ) {
    guard value.kind == .string || value.kind == .number else { return }
    let text = line.slice(value)
    if value.kind == .string, let civil = TimestampText.parse(text) ?? LoggerTime.parse(text) {
      take(civil, as: match, into: &fields, &clues)
    } else if let stamp = EpochText.parse(text), fields.takes(match) {
      fields.time = stamp
      fields.localTime = nil
      clues.isWholeSeconds = match.way == .wholeSeconds
    }
  }

  /// Clocks that were never set, and years that tools write for nothing, lie before 1972.
  static let leastMeantSeconds: Int64 = 63_072_000

  /// Puts a time that was read already; one that stands for "not yet" only where no other does.
  @inline(__always)
  static func take(
    _ civil: ParsedTime, as match: FieldKeyTable.Match, into fields: inout RecordFields,
    _ clues: inout UnresolvedJSONFields
  ) {
    let isMeant = civil.seconds > Self.leastMeantSeconds
    guard isMeant || civil.seconds > -9_000_000_000,
      fields.takes(isMeant ? match : match.asLast)
    else { return }
    fields.take(civil)
    if match.way == .clef {
      clues.isCLEF = true
      clues.isAny = true
    }
  }

  static func takeLevel(
    _ value: JSONSlice, _ match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields, _ clues: inout UnresolvedJSONFields
  ) {
    guard value.kind == .string || value.kind == .number else { return }
    let text = line.slice(value)
    guard let first = text.first else { return }
    guard first &- 0x30 < 10 else {
      if match.way == .letter {
        // Anybody's name for anything: MongoDB's lines alone mean a level by it.
        guard text.count <= 2 else { return }
        return UnresolvedJSONFields.wait(value, match, at: &clues.level, &clues.isAny)
      }
      if let level = SeverityText.severity(text), fields.takes(match) { fields.level = level }
      return
    }
    guard match.way != .letter, let number = NumberText.integer(text) else { return }
    if match.way == .plain, (0...9).contains(number) {
      // GELF counts as syslog does, others count otherwise or not at all.
      return UnresolvedJSONFields.wait(value, match, at: &clues.level, &clues.isAny)
    }
    if let level = SeverityText.severity(number, match.way), fields.takes(match) {
      fields.level = level
      clues.hasLevelNumber = match.way == .plain
    }
  }

  static func takeStatus(
    _ value: JSONSlice, _ match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields, _ clues: inout UnresolvedJSONFields
  ) {
    if match.way == .code {
      guard value.kind == .number || value.kind == .string, value.count > 0 else { return }
      return UnresolvedJSONFields.wait(value, match, at: &clues.code, &clues.isAny)
    }
    if let status = status(value, in: line) {
      if fields.takes(match) { fields.status = status }
    } else if value.kind == .string, fields.saidEnd == nil {
      // The state of what was done, under the name of a status.
      fields.saidEnd = EndWord.succeeded(line.slice(value))
    }
  }

  /// What went wrong, in words; or that nothing did.
  static func takeError(
    _ value: JSONSlice, _ match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    switch value.kind {
    case .bool:
      if line[value.start] == 0x66 {
        fields.deniesError = true
      } else if fields.saidEnd == nil {
        fields.saidEnd = false
      }
    case .string, .number:
      if PlaceholderText.isNoError(line.slice(value)) {
        fields.deniesError = true
      } else if fields.takes(match) {
        fields.error = value
      }
    default: break
    }
  }

  /// Whether a value says that something succeeded or failed; `nil` where it is neither.
  ///
  /// - Parameter isFlag: its name asks whether it succeeded, so yes and no answer it. The result of
  ///   a question may be no without any failure.
  static func success(
    _ value: JSONSlice, isFlag: Bool, in line: UnsafeRawBufferPointer
  ) -> Bool? {
    switch value.kind {
    case .bool: isFlag ? line[value.start] == 0x74 : nil
    case .string where isFlag && line.slice(value).elementsEqual("true".utf8): true
    case .string where isFlag && line.slice(value).elementsEqual("false".utf8): false
    default: nil
    }
  }

  /// An HTTP status, as a number or in a string, alone or with its reason behind it (`503 Service
  /// Unavailable`); words such as "shipped" are none.
  static func status(_ value: JSONSlice, in line: UnsafeRawBufferPointer) -> Int? {
    guard value.kind == .number || value.kind == .string else { return nil }
    var text = line.slice(value)
    if value.kind == .string, text.count > 4, text[3] == 0x20, (text[4] | 0x20) &- 0x61 < 26 {
      text = UnsafeRawBufferPointer(rebasing: text[..<3])
    }
    guard let number = NumberText.integer(text), (100...599).contains(number) else { return nil }
    return Int(number)
  }

  static func takeLatency(
    _ value: JSONSlice, _ match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields, _ clues: inout UnresolvedJSONFields
  ) {
    guard value.kind == .number || value.kind == .string else { return }
    let text = line.slice(value)
    if let unit = DurationText.unit(of: match.way) {
      // A bare number in a string is read where the key says more than "latency".
      if value.kind == .number || match.way != .web, let number = NumberText.decimal(text) {
        guard number >= 0, fields.takes(match) else { return }
        fields.latencyMilliseconds = number * unit.milliseconds
        fields.latencyUnit = unit
        if match.way == .web, number >= 100_000 || fields.isStampedBySeconds {
          // Go's loggers write nanoseconds or seconds under the same names.
          UnresolvedJSONFields.wait(value, match, at: &clues.latency, &clues.isAny)
        }
        return
      }
    } else if value.kind == .number {
      return UnresolvedJSONFields.wait(value, match, at: &clues.latency, &clues.isAny)
    }
    if value.kind == .string, let milliseconds = DurationText.milliseconds(text),
      fields.takes(match)
    {
      fields.latencyMilliseconds = milliseconds
      fields.latencyUnit = .spelled
    }
  }

  /// `GET /menu HTTP/1.1`; false for any other text, which is a body.
  static func takeRequestLine(
    _ value: JSONSlice, _ match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) -> Bool {
    guard value.kind == .string, value.count > 8, line[value.start] &- 0x41 < 26,
      let parts = AccessLine.methodAndPath(line, in: value.start..<value.end),
      line[(parts.path.upperBound)..<value.end].starts(with: " HTTP/".utf8)
    else { return false }
    func text(_ range: Range<Int>) -> JSONSlice {
      JSONSlice(
        kind: .string, start: range.lowerBound, end: range.upperBound,
        hasEscapes: value.hasEscapes)
    }
    if fields.method == nil { fields.method = text(parts.method) }
    if fields.path == nil { fields.path = withoutAuthority(text(parts.path), in: line) }
    return true
  }

  /// The path of an absolute URL; anything else as it is.
  @inline(__always)
  static func withoutAuthority(
    _ value: JSONSlice, in line: UnsafeRawBufferPointer
  ) -> JSONSlice {
    guard value.count > 8, line[value.start] | 0x20 == 0x68, !value.hasEscapes else {
      return value
    }
    guard let first = authorityStart(value, in: line) else { return value }
    var slash = first
    while slash < value.end, line[slash] != 0x2F {
      if line[slash] == 0x3F || line[slash] == 0x23 { return value }
      slash &+= 1
    }
    guard slash < value.end else { return value }
    return JSONSlice(kind: .string, start: slash, end: value.end)
  }

  /// Where a URL of the web names its host; `nil` of any other text.
  private static func authorityStart(
    _ value: JSONSlice, in line: UnsafeRawBufferPointer
  ) -> Int? {
    let (plain, secure): (StaticString, StaticString) = ("http://", "https://")
    for scheme in [plain, secure] where value.count > scheme.utf8CodeUnitCount {
      let isThere = (0..<scheme.utf8CodeUnitCount).allSatisfy {
        line[value.start + $0] == scheme.utf8Start[$0]
      }
      if isThere { return value.start + scheme.utf8CodeUnitCount }
    }
    return nil
  }

  /// The host before the path that ``withoutAuthority(_:in:)`` left of a URL, without user and
  /// port; `nil` where the value was no whole URL.
  static func authority(
    before path: JSONSlice?, of value: JSONSlice, in line: UnsafeRawBufferPointer
  ) -> JSONSlice? {
    guard let path, path.start > value.start else { return nil }
    guard let first = authorityStart(value, in: line) else { return nil }
    var (start, end) = (first, first)
    while end < path.start, line[end] != 0x3A {
      if line[end] == 0x40 { start = end + 1 }
      end &+= 1
    }
    // What stands before an `@` is a user, and perhaps a password behind a colon.
    if let at = line[end..<path.start].lastIndex(of: 0x40) {
      (start, end) = (at + 1, at + 1)
      while end < path.start, line[end] != 0x3A { end &+= 1 }
    }
    guard start < end else { return nil }
    return JSONSlice(kind: .string, start: start, end: end)
  }

  /// A number of milliseconds or seconds, as its key says.
  static func takeWait(
    _ value: JSONSlice, _ match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields
  ) {
    guard value.kind == .number, let unit = DurationText.unit(of: match.way),
      let number = NumberText.decimal(line.slice(value)), number >= 0, fields.takes(match)
    else { return }
    fields.waitMilliseconds = number * unit.milliseconds
  }

  /// `10.0.0.7` of `10.0.0.7:51234`, `::1` of `[::1]:51234`, the first of a list.
  static func withoutPort(_ value: JSONSlice, in line: UnsafeRawBufferPointer) -> JSONSlice {
    guard value.kind == .string else { return value }
    var text = line[value.start..<value.end]
    if let comma = text.firstIndex(of: 0x2C), comma > text.startIndex { text = text[..<comma] }
    if text.first == 0x5B, let close = text.firstIndex(of: 0x5D) {
      text = text[(text.startIndex + 1)..<close]
    } else if let colon = text.firstIndex(of: 0x3A), text.lastIndex(of: 0x3A) == colon {
      text = text[..<colon]
    }
    guard !text.isEmpty else { return value }
    return JSONSlice(
      kind: .string, start: text.startIndex, end: text.endIndex, hasEscapes: value.hasEscapes)
  }
}

extension RecordFields {
  /// The time stands under `ts`, as zap writes it.
  var isStampedBySeconds: Bool {
    FieldNames.zapTime.map { name(is: $0, of: .time) } ?? false
  }
}
