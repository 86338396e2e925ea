import LogModel
import Scan

/// The line in which a platform of functions tells how an invocation ended, as AWS Lambda does:
/// `REPORT RequestId: …`, `… Task timed out after 3.00 seconds`, or `platform.report` as JSON.
///
/// The function's own lines say nothing of a call that was cut off. The operation is the
/// invocation; its request's id tells that two such lines are of one.
public struct FunctionCall {
  /// A hash of the request's id.
  let request: UInt64

  /// Looks at a record that was read, and makes it a call where it tells the end of one.
  init?(_ line: UnsafeRawBufferPointer, _ fields: UnsafeMutablePointer<RecordFields>) {
    if let type = fields.pointee.type {
      guard fields.pointee.isObject, type.count == 15,
        line.slice(type).elementsEqual("platform.report".utf8)
      else { return nil }
      self.init(report: line, fields)
      return
    }
    guard fields.pointee.path == nil, fields.pointee.status == 0,
      fields.pointee.operation == nil, let message = fields.pointee.message,
      message.count >= 40, message.count < 1024
    else { return nil }
    let text = line.slice(message)
    if text[0] == 0x52, text.starts(with: "REPORT RequestId: ".utf8) {
      self.init(ended: text, fields)
    } else if text[text.count - 1] == 0x73, text.suffix(8).elementsEqual(" seconds".utf8) {
      self.init(timedOut: text, fields)
    } else {
      return nil
    }
  }

  /// `REPORT RequestId: ID Duration: 12.00 ms Billed Duration: 13 ms … Status: timeout`.
  ///
  /// Where it states no status, a call that took longer than what is billed was cut off: what is
  /// billed is rounded up, but never past the limit.
  private init?(ended text: UnsafeRawBufferPointer, _ fields: UnsafeMutablePointer<RecordFields>) {
    guard let id = Self.word(in: text, behind: "RequestId: "),
      let duration = Self.word(in: text, behind: "Duration: "),
      let length = NumberText.decimal(duration)
    else { return nil }
    request = StableHash.hash(id)
    let status = Self.word(in: text, behind: "Status: ")
    let billed = Self.word(in: text, behind: "Billed Duration: ").flatMap { NumberText.decimal($0) }
    let failed = status.map { !Self.isSuccess($0) } ?? billed.map { length > $0 } ?? false
    fields.pointee.endCall(milliseconds: length, failed: failed)
  }

  /// `ID Task timed out after 3.00 seconds`, perhaps with a stamp before.
  private init?(
    timedOut text: UnsafeRawBufferPointer, _ fields: UnsafeMutablePointer<RecordFields>
  ) {
    let words = " Task timed out after "
    guard let at = Self.place(of: words, in: text), at >= 36,
      let length = Self.word(in: text, behind: words).flatMap({ NumberText.decimal($0) })
    else { return nil }
    let id = UnsafeRawBufferPointer(rebasing: text[(at - 36)..<at])
    guard id[8] == 0x2D, id[23] == 0x2D else { return nil }
    request = StableHash.hash(id)
    fields.pointee.endCall(milliseconds: length * 1000, failed: true)
  }

  /// `{"type":"platform.report","record":{"requestId":…,"status":…,"metrics":{"durationMs":…}}}`.
  private init?(report line: UnsafeRawBufferPointer, _ fields: UnsafeMutablePointer<RecordFields>) {
    guard let record = Self.members(of: line, from: 0).first(where: { $0.name == "record" })?.value,
      record.kind == .object
    else { return nil }
    var id: JSONSlice?
    var status: JSONSlice?
    var length: Double?
    for (name, value) in Self.members(of: line, from: record.start) {
      switch name {
      case "requestId": id = value
      case "status": status = value
      case "metrics" where value.kind == .object:
        let duration = Self.members(of: line, from: value.start).first { $0.name == "durationMs" }
        length = duration.flatMap { NumberText.decimal(line.slice($0.value)) }
      default: break
      }
    }
    guard let id, let status, let length else { return nil }
    request = StableHash.hash(line.slice(id))
    fields.pointee.type = nil
    fields.pointee.endCall(
      milliseconds: length, failed: !Self.isSuccess(line.slice(status)))
  }

  private static func isSuccess(_ status: UnsafeRawBufferPointer) -> Bool {
    status.elementsEqual("success".utf8)
  }

  private static func members(
    of line: UnsafeRawBufferPointer, from start: Int
  ) -> [(name: String, value: JSONSlice)] {
    var cursor = JSONCursor(line, from: start)
    guard cursor.enterObject() else { return [] }
    var found: [(name: String, value: JSONSlice)] = []
    var member = JSONMember()
    while found.count < 64, cursor.nextMember(&member) == .member {
      let name = String(decoding: line[member.keyStart..<member.keyEnd], as: UTF8.self)
      found.append((name, member.value))
    }
    return found
  }

  private static func place(of words: String, in text: UnsafeRawBufferPointer) -> Int? {
    let words = Array(words.utf8)
    guard text.count >= words.count else { return nil }
    return (0...text.count - words.count).first { text[$0...].starts(with: words) }
  }

  /// The word behind a label, up to a blank, a tab or the escape of one.
  private static func word(
    in text: UnsafeRawBufferPointer, behind label: String
  ) -> UnsafeRawBufferPointer? {
    guard let at = place(of: label, in: text) else { return nil }
    let rest = text[(at + label.utf8.count)...]
    let word = rest.prefix { $0 > 0x20 && $0 != 0x5C }
    return word.isEmpty ? nil : UnsafeRawBufferPointer(rebasing: word)
  }
}

/// The last invocations whose end was told, so that the second line about one counts no other.
public struct FunctionCalls {
  private static let size = 256
  private var requests: [UInt64] = []
  private var next = 0

  public init() {}

  /// Whether a line told the end of the same invocation before; notes it.
  mutating func isKnown(_ call: FunctionCall) -> Bool {
    if requests.contains(call.request) { return true }
    if requests.count < Self.size {
      requests.append(call.request)
    } else {
      requests[next] = call.request
      next = (next + 1) % Self.size
    }
    return false
  }
}

extension RecordFields {
  /// Makes the record the end of an invocation.
  mutating func endCall(milliseconds: Double, failed: Bool) {
    isInvocation = true
    isMessage = false
    outcome = failed ? .failure : .success
    latencyMilliseconds = milliseconds
    latencyUnit = .milliseconds
  }

  /// Makes it a message again: another line told the same.
  mutating func leaveCall() {
    isInvocation = false
    outcome = .unknown
    latencyMilliseconds = nil
    latencyUnit = .none
  }
}
