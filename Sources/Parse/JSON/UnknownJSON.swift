import LogModel
import Scan

/// Finds time, level, message, status and latency by what stands in them, where no key is known.
///
/// Looks at the record's own members and those of its objects. Which one is taken is decided by
/// the line alone: the more telling one, then the one further out, then the smaller name.
struct UnknownJSON {
  private struct Choice {
    var value = JSONSlice(kind: .null, start: 0, end: 0)
    /// Smaller is better.
    var rank = Int.max
    var name = 0..<0
  }

  private var time = Choice()
  /// A date and a clock that stand in members of their own.
  private var day = Choice()
  private var clock = Choice()
  private var level = Choice()
  private var message = Choice()
  private var status = Choice()
  private var latency = Choice()
  private let line: UnsafeRawBufferPointer

  /// Fills in what `fields` lacks.
  static func fill(_ fields: inout RecordFields, from line: UnsafeRawBufferPointer) {
    var found = UnknownJSON(line: line)
    found.walk(from: 0, depth: 0)
    found.put(into: &fields)
  }

  /// The same for an object in which no time was found.
  @inline(__always)
  static func fillUndated(
    _ fields: UnsafeMutablePointer<RecordFields>, from line: UnsafeRawBufferPointer
  ) {
    guard fields.pointee.time == nil, fields.pointee.localTime == nil, fields.pointee.isObject
    else { return }
    fill(&fields.pointee, from: line)
  }

  private init(line: UnsafeRawBufferPointer) { self.line = line }

  private mutating func walk(from start: Int, depth: Int) {
    var cursor = JSONCursor(line, from: start)
    guard cursor.enterObject() else { return }
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      switch member.value.kind {
      case .object: if depth == 0 { walk(from: member.value.start, depth: 1) }
      case .string, .number: look(at: member, depth: depth)
      default: break
      }
    }
  }

  private mutating func look(at member: JSONMember, depth: Int) {
    let name = member.keyStart..<member.keyEnd
    let hints = KeyHints(UnsafeRawBufferPointer(rebasing: line[name]))
    let value = member.value
    let text = line.slice(value)
    guard !text.isEmpty else { return }
    if value.kind == .string {
      if Self.civil(text) != nil {
        return choose(value, name, hints.isTime ? 0 : 2, depth, at: \.time)
      }
      if hints.isTime || hints.isDay, text[0] &- 0x30 < 10, text.count <= 24 {
        if Self.isClock(text) {
          return choose(value, name, text.count, depth, at: \.clock)
        }
        if Self.isDay(text) { return choose(value, name, 0, depth, at: \.day) }
      }
      if SeverityText.exact(text) != nil {
        return choose(value, name, hints.isLevel ? 0 : 1, depth, at: \.level)
      }
    }
    if hints.isTime, Self.epoch(text) != nil { return choose(value, name, 1, depth, at: \.time) }
    if hints.isStatus, JSONFieldTaker.status(value, in: line) != nil {
      return choose(value, name, 0, depth, at: \.status)
    }
    if hints.isDuration, Self.duration(value, hints, text) != nil {
      return choose(value, name, 0, depth, at: \.latency)
    }
    guard value.kind == .string, text[0] != 0x7B, text[0] != 0x5B, !hints.isOfClient else {
      return
    }
    // The longest; one whose key says so goes first.
    let length = min(text.count, 0xFFFF)
    if hints.isMessage {
      choose(value, name, 0x10000 - length, depth, at: \.message)
    } else if text.contains(0x20) {
      choose(value, name, 0x80000 - length, depth, at: \.message)
    }
  }

  private mutating func choose(
    _ value: JSONSlice, _ name: Range<Int>, _ rank: Int, _ depth: Int,
    at place: WritableKeyPath<UnknownJSON, Choice>
  ) {
    let rank = rank * 2 + depth
    let known = self[keyPath: place]
    if rank > known.rank { return }
    if rank == known.rank, line[known.name].lexicographicallyPrecedes(line[name]) { return }
    self[keyPath: place] = Choice(value: value, rank: rank, name: name)
  }

  private static func civil(_ text: UnsafeRawBufferPointer) -> ParsedTime? {
    guard let civil = TimestampText.parse(text) ?? LoggerTime.parse(text),
      civil.seconds > 63_072_000
    else { return nil }
    return civil
  }

  /// `15:02:11`, with a fraction or a zone.
  private static func isClock(_ text: UnsafeRawBufferPointer) -> Bool {
    LeadingStamp.clockAlone(text, at: 0).map { $0.end == text.count } ?? false
  }

  /// Looks like a date; whether it is one shows with a clock behind it.
  private static func isDay(_ text: UnsafeRawBufferPointer) -> Bool {
    guard text.count >= 8, !text.contains(0x3A) else { return false }
    let marks = text.count { [0x2D, 0x2E, 0x2F, 0x20].contains($0) }
    return marks == 2 || marks == 0 && text.count == 8
  }

  /// The date and the clock as one stamp.
  private func joined() -> LeadingStamp? {
    guard day.value.kind != .null, clock.value.kind != .null else { return nil }
    let text = Array(line.slice(day.value)) + [0x20] + Array(line.slice(clock.value))
    return text.withUnsafeBytes { text in
      LeadingStamp.read(text, at: 0).flatMap { $0.end == text.count ? $0 : nil }
    }
  }

  /// A moment between 2001 and 2100.
  private static func epoch(_ text: UnsafeRawBufferPointer) -> Timestamp? {
    guard let time = EpochText.parse(text) else { return nil }
    let seconds = time.nanoseconds / 1_000_000_000
    return (978_307_200...4_102_444_800).contains(seconds) ? time : nil
  }

  private static func duration(
    _ value: JSONSlice, _ hints: KeyHints, _ text: UnsafeRawBufferPointer
  ) -> (milliseconds: Double, unit: LatencyUnit)? {
    if let unit = hints.unit, let number = NumberText.decimal(text), number >= 0 {
      return (number * unit.milliseconds, unit)
    }
    guard value.kind == .string else { return nil }
    return DurationText.milliseconds(text).map { ($0, .spelled) }
  }

  private func put(into fields: inout RecordFields) {
    if fields.time == nil, fields.localTime == nil, time.value.kind != .null {
      let text = line.slice(time.value)
      if time.value.kind == .string, let civil = Self.civil(text) {
        fields.take(civil)
      } else {
        fields.time = Self.epoch(text)
      }
    }
    if fields.time == nil, fields.localTime == nil, let written = joined()?.written {
      fields.take(written)
    }
    if fields.level == .unknown, level.value.kind != .null {
      fields.level = SeverityText.exact(line.slice(level.value)) ?? .unknown
    }
    if fields.message == nil, message.value.kind != .null { fields.message = message.value }
    if fields.status == 0, status.value.kind != .null {
      fields.status = JSONFieldTaker.status(status.value, in: line) ?? 0
    }
    if fields.latencyMilliseconds == nil, latency.value.kind != .null {
      let name = KeyHints(UnsafeRawBufferPointer(rebasing: line[latency.name]))
      if let found = Self.duration(latency.value, name, line.slice(latency.value)) {
        fields.latencyMilliseconds = found.milliseconds
        fields.latencyUnit = found.unit
      }
    }
  }
}

extension RecordFields {
  /// No key of the line was known, besides its time's.
  var isUnknown: Bool {
    level == .unknown && message == nil && status == 0 && path == nil && operation == nil
      && type == nil && success == nil && error == nil && requestBody == nil
      && responseBody == nil && envelopeLine == nil
  }
}
