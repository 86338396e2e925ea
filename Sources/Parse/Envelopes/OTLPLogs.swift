import LogModel
import Scan

/// OpenTelemetry's log files: `{"resourceLogs":[{"resource":…,"scopeLogs":[{"logRecords":[…]}]}]}`,
/// one document a line or one alone.
///
/// A record is written anew as a flat object of its attributes, which the reader of JSON takes
/// as it takes any logger's; where the body is a line of a form of its own, that is the record.
public struct OTLPLogs: DocumentEnvelope {
  public var name: String { "otlp-json" }
  public var shape: DocumentShape {
    .json(
      .init(
        containers: ["resourceLogs", "scopeLogs", "instrumentationLibraryLogs"],
        entries: ["logRecords"], labels: "resource"))
  }

  public init() {}

  public func begins(_ head: UnsafeRawBufferPointer) -> Bool {
    DocumentHead.keys(of: head).first == "resourceLogs"
  }

  public func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent {
    guard
      let members = EntryMembers(
        of: entry,
        named: [
          "timeUnixNano", "observedTimeUnixNano", "severityNumber", "severityText", "body",
          "attributes",
        ])
    else { return .foreign }
    let times = [members[0], members[1]].compactMap { $0.flatMap { time($0, in: entry) } }
    guard let time = times.first else { return .undated }
    let level = level(members[2], members[3], in: entry)
    let body = members[4].flatMap { OTLPValue($0, in: entry) }
    made.append(0x7B)
    if let attributes = members[5] {
      OTLPValue.appendMembers(of: attributes, in: entry, to: &made)
    }
    let isAboutCall = Self.isAboutCall(made)
    if let text = body?.text, !isAboutCall {
      // Agents put the line of a file here as they found it.
      made.removeAll(keepingCapacity: true)
      var wrapped = Wrapped(text: text)
      wrapped.time = time
      wrapped.level = level
      return .record(wrapped)
    }
    if let text = body?.text {
      FlatObject.append(key: "message".utf8, to: &made)
      made.append(0x22)
      made.append(contentsOf: entry.slice(text))
      made.append(0x22)
    } else if let list = body?.list {
      OTLPValue.appendMembers(of: list, in: entry, to: &made)
    }
    made.append(0x7D)
    var wrapped = Wrapped(text: JSONSlice(kind: .object, start: 0, end: made.count))
    wrapped.time = time
    wrapped.level = level
    return .record(wrapped)
  }

  public func labels(_ stated: UnsafeRawBufferPointer) -> [UInt8] {
    var made = Array("{".utf8)
    if let members = EntryMembers(of: stated, named: ["attributes"]), let list = members[0] {
      OTLPValue.appendMembers(of: list, in: stated, to: &made)
    }
    made.append(0x7D)
    return made
  }

  private func time(_ value: JSONSlice, in entry: UnsafeRawBufferPointer) -> Timestamp? {
    guard value.kind == .string || value.kind == .number else { return nil }
    // 0 stands for "not known", and is no moment by its magnitude.
    let text = entry.slice(value)
    return EpochText.parse(text).flatMap { _ in EpochText.parse(text, unit: .nanoseconds) }
  }

  private func level(
    _ number: JSONSlice?, _ text: JSONSlice?, in entry: UnsafeRawBufferPointer
  ) -> Severity {
    number.flatMap { NumberText.integer(entry.slice($0)) }
      .flatMap { SeverityText.severity($0, .otlp) }
      ?? text.flatMap { SeverityText.severity(entry.slice($0)) } ?? .unknown
  }

  /// The attributes say how a call ended, or by which path it came.
  private static func isAboutCall(_ made: [UInt8]) -> Bool {
    made.withUnsafeBytes { object in
      var cursor = JSONCursor(object)
      guard cursor.enterObject() else { return false }
      var member = JSONMember()
      while cursor.nextMember(&member) == .member {
        let key = UnsafeRawBufferPointer(rebasing: object[member.keyStart..<member.keyEnd])
        if let known = FieldKeyTable.standard.match(key)?.key,
          known == .status || known == .path || known == .method
        {
          return true
        }
      }
      return false
    }
  }
}
