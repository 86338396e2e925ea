/// Bodies of JSON with which services say why there is no answer: `{"message":"unauthorized"}`,
/// `{"status":"error","errorType":"timeout","error":"…"}`.
enum ErrorBody {
  /// Members of such bodies; an object with any other, a time above all, may be a record.
  private static let known: Set<String> = [
    "message", "msg", "error", "errors", "detail", "details", "title", "reason", "code", "status",
    "statuscode", "status_code", "errortype", "error_description", "error_uri", "messageid",
    "traceid", "trace_id", "accesserrorid", "requestid", "request_id", "data", "type", "instance",
    "warnings", "infos", "kind", "apiversion", "metadata", "__type", "success", "ok", "result",
    "documentation_url",
  ]
  /// Of them, what says the error, the most telling first.
  private static let telling = [
    "message", "error", "msg", "detail", "errors", "title", "reason", "error_description",
  ]

  /// What the body says; `nil` for an object that is none, and for anything behind it.
  static func words(in body: UnsafeRawBufferPointer) -> String? {
    var whole = JSONCursor(body)
    var slice = JSONSlice(kind: .null, start: 0, end: 0)
    guard whole.value(&slice) == .member,
      body[whole.position...].allSatisfy({ $0 <= 0x20 })
    else { return nil }
    var members: [String: String] = [:]
    var cursor = JSONCursor(body)
    guard cursor.enterObject() else { return nil }
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      let key = String(decoding: bytes(member.keyStart..<member.keyEnd, of: body), as: UTF8.self)
        .lowercased()
      guard known.contains(key) else { return nil }
      members[key] = text(of: member.value, in: body)
    }
    let isFailed = ["error", "fail", "failure"].contains(members["status"]?.lowercased() ?? "")
    // Entries of a document stand in such members; an answer that has them is one.
    guard isFailed || members["data"] == nil && members["result"] == nil else { return nil }
    guard let said = telling.lazy.compactMap({ members[$0] }).first(where: { !$0.isEmpty }) else {
      return isFailed ? members["errortype"] ?? "status error" : nil
    }
    let code = ["code", "statuscode", "status_code", "status", "errortype"].lazy
      .compactMap { members[$0] }.first { !$0.isEmpty && $0.lowercased() != "error" }
    guard let code, !said.contains(code), code.utf8.count <= 40 else { return said }
    return "\(code) \(said)"
  }

  /// A string without its escapes; of an object or a list, what it says itself.
  private static func text(of value: JSONSlice, in body: UnsafeRawBufferPointer) -> String {
    switch value.kind {
    case .string:
      var text: [UInt8] = []
      JSONText.unescape(bytes(value.start..<value.end, of: body), into: &text)
      return String(decoding: text, as: UTF8.self)
    case .object:
      var inner = JSONCursor(body, from: value.start)
      guard inner.enterObject() else { return "" }
      var member = JSONMember()
      while inner.nextMember(&member) == .member {
        let key = String(decoding: bytes(member.keyStart..<member.keyEnd, of: body), as: UTF8.self)
        guard telling.contains(key.lowercased()), member.value.kind == .string else { continue }
        return text(of: member.value, in: body)
      }
      return ""
    case .null, .bool: return ""
    case .number, .array:
      return String(decoding: bytes(value.start..<value.end, of: body).prefix(200), as: UTF8.self)
    }
  }

  private static func bytes(
    _ range: Range<Int>, of body: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: body[range])
  }
}
