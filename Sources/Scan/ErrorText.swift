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

/// Lines of text that proxies, servers and tools leave in a file in place of what was asked for.
enum ErrorText {
  /// More lines than this are no error's text.
  private static let lines = 16

  /// Lines that begin so are of no log: they carry no time.
  private static let openings = [
    "parse error at line ", "parse error : ", "parse error: ", "curl: (", "wget: ",
    "upstream connect error", "upstream request timeout", "no healthy upstream", "error code: 5",
    "error code: 4", "error code: 1", "rbac: access denied", "default backend - 404",
    "404 page not found", "too many outstanding requests", "max entries limit per query exceeded",
    "the query time range exceeds the limit", "the query would read too many bytes",
    "no org id", "context deadline exceeded", "rpc error: code = ", "http: proxy error",
    "error response from server", "error response from daemon", "query failed: ",
    "error from server", "error: you must be logged in", "unable to connect to the server",
    "the connection to the server ", "an error occurred (", "fatal error: an error occurred (",
    "error: (gcloud.", "ssh: connect to host ", "ssh: could not resolve", "client sent an http ",
    "error parsing http request", "could not resolve host", "no such container",
    "unexpected end of json", "internal error; please contact",
  ]
  /// What is the whole of a first line.
  private static let sentences: Set<String> = [
    "unauthorized", "forbidden", "not found", "bad gateway", "bad request", "gateway timeout",
    "gateway time-out", "service unavailable", "internal server error", "too many requests",
    "access denied", "request timeout", "method not allowed", "proxy authentication required",
    "request entity too large", "temporarily unavailable", "upstream timed out", "unauthenticated",
    "permission denied",
  ]

  /// The line that says it, with its status where that stands alone: `502 Bad Gateway`.
  static func words(in text: String, isWhole: Bool) -> String? {
    let lines = text.split(maxSplits: Self.lines, whereSeparator: \.isNewline)
      .map { $0.trimmingBlanks }.filter { !$0.isEmpty }
    guard isWhole, lines.count <= Self.lines, let first = lines.first else { return nil }
    if let status = httpStatus(first) { return status }
    // What curl says of its progress comes before what it says of the error.
    let head = first.hasPrefix("% Total") ? lines.first { $0.hasPrefix("curl: (") } : first
    guard let head else { return nil }
    let lower = head.lowercased()
    if openings.contains(where: lower.hasPrefix) { return head }
    var bare = lower.hasPrefix("error: ") ? String(lower.dropFirst(7)) : lower
    if let digits = status(of: bare) { bare = String(bare.dropFirst(digits).drop { $0 == " " }) }
    while let last = bare.last, ".!\r".contains(last) { bare.removeLast() }
    return sentences.contains(bare) ? head : nil
  }

  /// `HTTP/1.1 502 Bad Gateway` → `502 Bad Gateway`
  private static func httpStatus(_ line: String) -> String? {
    guard line.hasPrefix("HTTP/"), let blank = line.firstIndex(of: " ") else { return nil }
    let rest = String(line[line.index(after: blank)...])
    guard let digits = status(of: rest), digits == 3 else { return nil }
    return rest
  }

  /// Whether a text begins with a status of a failure, and how long it is.
  private static func status(of text: String) -> Int? {
    let digits = text.utf8.prefix { (0x30...0x39).contains($0) }
    guard digits.count == 3, let first = digits.first, first == 0x34 || first == 0x35 else {
      return nil
    }
    return 3
  }
}

extension Substring {
  /// Without the white space around it.
  fileprivate var trimmingBlanks: String {
    let head = drop { $0.isWhitespace }
    guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(head[...last])
  }
}
