import LogModel
import Parse
import Render

@testable import Events
@testable import Pipeline
@testable import Redaction
@testable import Scan

/// Targets that read one text.
enum TextTargets {
  static func definition(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(DefinitionError) {
      let definition = try PipelineDefinitionReader.read(path: "a.yaml", yaml: text)
      _ = definition.recordRules.unitNames
    } catch {
      _ = error.description
    }
  }

  static func events(_ bytes: [UInt8]) {
    let day = CivilTime(year: 2025, month: 4, day: 8)
    for assumed in [day, nil] {
      let reader = EventReader(defaultZone: .utc) { $0 }
      _ = reader.read(path: "a", bytes: bytes, assumedDate: assumed)
    }
    _ = try? NoteText.parse(
      String(decoding: bytes, as: UTF8.self), index: 1, date: day, zone: .utc
    ) { $0 }
  }

  static func json(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { line in
      var out: [UInt8] = []
      JSONText.unescape(line, into: &out)
      JSONText.bytes(ofArray: line, into: &out)
      var cursor = JSONCursor(line)
      var member = JSONMember()
      if cursor.enterObject() { while cursor.nextMember(&member) == .member {} }
      cursor = JSONCursor(line)
      var slice = JSONSlice(kind: .null, start: 0, end: 0)
      if cursor.enterArray() { while cursor.nextElement(&slice) == .member {} }
    }
    for format in ["json-lines", "logfmt"] {
      RunTargets.lines(bytes, as: FormatChoice.named(format))
      LineTargets.settled(bytes, as: FormatChoice.named(format))
    }
  }

  static func time(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    bytes.withUnsafeBytes { line in
      for start in 0...min(4, line.count) {
        _ = LeadingStamp.read(line, at: start)
        _ = LeadingStamp.klog(line, at: start)
      }
      let all = [
        LoggerTime.parse(line), TimestampText.parse(line), ProxyTime.apacheError(line),
        ProxyTime.gin(line), ClfTime.parse(line),
      ]
      for time in all.compactMap({ $0 }) {
        if let moment = time.timestamp() { readBack(moment) }
        _ = time.timestamp(in: newYork ?? .utc)
      }
      _ = EpochText.parse(line)
    }
    stampsInARow(bytes)
    _ = HandwrittenTime(text)
    _ = HandwrittenTime.date(bytes)
    _ = try? DurationExpression(text)
    let now = Timestamp(seconds: 1_744_124_400)
    let day = CivilTime(secondsSinceEpoch: now.seconds)
    _ = try? TimeExpression(text).resolve(relativeTo: now, referenceDate: day, zone: .utc)
    if let zone = ZoneRules(name: "a", tzif: bytes) { use(zone) }
    if let rule = PosixZoneReader.read(bytes[...]) { _ = rule.changes(in: 2025) }
  }

  /// A moment is printed as what it is read from.
  private static func readBack(_ moment: Timestamp) {
    let again = Array(moment.rfc3339.utf8).withUnsafeBytes(TimestampText.parse)?.timestamp()
    precondition(again == moment, "\(moment.rfc3339) is not read back")
  }

  /// A reader that remembers the last stamp finds in the next what one without memory finds.
  private static func stampsInARow(_ bytes: [UInt8]) {
    var reader = StampReader()
    for stamp in bytes.split(separator: 0x0A).prefix(8) {
      stamp.withUnsafeBytes { stamp in
        let alone = TimestampText.parse(stamp)
        precondition(reader.parse(stamp) == alone, "behind another stamp it is another time")
        let common = ClfTime.parse(stamp)
        precondition(reader.parseCommon(stamp) == common, "behind another stamp it is another time")
      }
    }
  }

  private static func use(_ zone: ZoneRules) {
    for seconds in [Int64.min / 4, -1 << 40, 0, 1_744_124_400, 1 << 40, Int64.max / 4] {
      _ = zone.offset(atUTC: seconds)
      _ = zone.offsets(atLocal: seconds)
    }
  }

  /// A zone with summer time; `nil` where the machine has no zone database.
  private static let newYork = ZoneFinder.zone(named: "America/New_York")

  static func redaction(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let redactor = Redactor()
    var secrets = SecretValues()
    let once = redactor.redact(text, collecting: &secrets)
    _ = redactor.redact(once.text)
    _ = secrets.mask(text)
  }

  static func escapes(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let shown = [
      SafeText.terminal(text), SafeText.markdown(text), SafeText.markdownCode(text),
      SafeText.json(text),
    ]
    precondition(!shown.contains { $0.utf8.contains { $0 < 0x20 } }, "a control was let through")
  }

  static func patterns(_ bytes: [UInt8]) {
    // A pattern, a line end, and what it is matched against.
    let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let pattern = String(decoding: parts[0], as: UTF8.self)
    let subject = Array(parts.count > 1 ? parts[1] : [])
    let text = String(decoding: subject, as: UTF8.self)
    _ = (Glob.fault(in: pattern), PathGlob.fault(in: pattern))
    _ = (Glob(pattern).matches(text), PathGlob(pattern).matches(text))
    if let user = try? UserPattern(pattern) { _ = subject.withUnsafeBytes(user.matches) }
    subject.withUnsafeBytes { _ = MessageTemplate.mask($0) }
  }
}
