import LogModel
import Scan

/// Reads what an audit log of Kubernetes says of requests to its API server: one event a stage,
/// `RequestReceived`, `ResponseStarted`, `ResponseComplete` or `Panic`.
///
/// Only the last stage of a request counts as its call: the first knows no end, and what is
/// watched is told of as it starts and once more as it ends.
enum KubernetesAudit {
  /// Requests that last as long as the client wants, so their length says nothing.
  private static let lasting = ["watch", "connect", "proxy"]

  /// Takes the end of the request, where the object is such an event.
  @inline(__always)
  static func take(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) {
    guard let type = fields.type, type.count == 5, fields.path != nil,
      line.slice(type).elementsEqual("Event".utf8)
    else { return }
    read(line, into: &fields)
  }

  private static func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) {
    let event = Members(of: line)
    guard event.isAudit, let stage = event.stage else { return }
    fields.type = nil
    if let time = event.time {
      noteLength(to: time, line, into: &fields)
      fields.take(time)
      fields.stamp = 0..<0
    }
    if let said = event.said, fields.error == nil { fields.error = said }
    switch line.slice(stage) {
    case let word where word.elementsEqual("ResponseComplete".utf8): break
    case let word where word.elementsEqual("Panic".utf8): fields.outcome = .failure
    default:
      fields.isMessage = true
      fields.status = 0
      fields.latencyMilliseconds = nil
    }
  }

  /// How long the request took: both moments are of one clock.
  private static func noteLength(
    to end: ParsedTime, _ line: UnsafeRawBufferPointer, into fields: inout RecordFields
  ) {
    guard let began = fields.time, let ended = end.timestamp(), fields.latencyMilliseconds == nil,
      let method = fields.method,
      !lasting.contains(where: { line.slice(method).elementsEqual($0.utf8) })
    else { return }
    let length = ended.nanoseconds &- began.nanoseconds
    guard length >= 0 else { return }
    fields.latencyMilliseconds = Double(length) / 1e6
    fields.latencyUnit = .spelled
  }

  /// What of an event the known names of keys do not cover.
  private struct Members {
    private(set) var isAudit = false
    private(set) var stage: JSONSlice?
    private(set) var time: ParsedTime?
    /// What the answer says of a refusal.
    private(set) var said: JSONSlice?

    init(of line: UnsafeRawBufferPointer) {
      var cursor = JSONCursor(line)
      guard cursor.enterObject() else { return }
      var member = JSONMember()
      while cursor.nextMember(&member) == .member {
        let key = line[member.keyStart..<member.keyEnd]
        let value = member.value
        if value.kind == .object {
          if key.elementsEqual("responseStatus".utf8) { said = Self.message(line, value) }
          continue
        }
        guard value.kind == .string else { continue }
        if key.elementsEqual("apiVersion".utf8) {
          isAudit = line.slice(value).starts(with: "audit.k8s.io/".utf8)
        } else if key.elementsEqual("stage".utf8) {
          stage = value
        } else if key.elementsEqual("stageTimestamp".utf8) {
          time = TimestampText.parse(line.slice(value))
        }
      }
    }

    private static func message(
      _ line: UnsafeRawBufferPointer, _ object: JSONSlice
    ) -> JSONSlice? {
      var cursor = JSONCursor(line, from: object.start)
      guard cursor.enterObject() else { return nil }
      var member = JSONMember()
      while cursor.nextMember(&member) == .member {
        if line[member.keyStart..<member.keyEnd].elementsEqual("message".utf8),
          member.value.kind == .string, member.value.count > 0
        {
          return member.value
        }
      }
      return nil
    }
  }
}
