import Scan

/// A value as OpenTelemetry writes it, `{"stringValue":"…"}`, and lists of named ones.
struct OTLPValue {
  /// A text, without its quotes.
  var text: JSONSlice?
  /// A number or a truth value; whole numbers may stand in quotes.
  var literal: JSONSlice?
  /// Named values.
  var list: JSONSlice?

  init?(_ value: JSONSlice, in bytes: UnsafeRawBufferPointer) {
    guard value.kind == .object else { return nil }
    var cursor = JSONCursor(bytes, from: value.start)
    guard cursor.enterObject() else { return nil }
    var member = JSONMember()
    while cursor.nextMember(&member) == .member {
      let key = UnsafeRawBufferPointer(rebasing: bytes[member.keyStart..<member.keyEnd])
      if key.elementsEqual("stringValue".utf8), member.value.kind == .string {
        text = member.value
      } else if key.elementsEqual("kvlistValue".utf8), member.value.kind == .object {
        list = member.value
      } else if ["intValue", "doubleValue", "boolValue"].contains(where: {
        key.elementsEqual($0.utf8)
      }) {
        literal = Self.literal(member.value, in: bytes)
      }
    }
  }

  private static func literal(
    _ value: JSONSlice, in bytes: UnsafeRawBufferPointer
  ) -> JSONSlice? {
    switch value.kind {
    case .number, .bool: value
    case .string: NumberText.decimal(bytes.slice(value)) == nil ? nil : value
    default: nil
    }
  }

  /// Names that OpenTelemetry gives, and what loggers call the same.
  private static let names: [(StaticString, StaticString)] = [
    ("http.response.status_code", "statusCode"), ("http.status_code", "statusCode"),
    ("http.request.method", "method"), ("http.method", "method"), ("url.path", "path"),
    ("http.target", "path"), ("http.route", "route"), ("url.full", "url"), ("http.url", "url"),
    ("service.name", "service"), ("k8s.pod.name", "pod"), ("host.name", "host"),
    ("service.instance.id", "instance"), ("peer.service", "peer"), ("enduser.id", "user"),
    ("user.id", "user"), ("session.id", "session"), ("client.address", "ip"),
    ("exception.message", "error"), ("rpc.method", "rpc"),
  ]
  /// Durations, which are counted in seconds.
  private static let durations: [StaticString] = [
    "http.server.request.duration", "http.client.request.duration", "rpc.server.duration",
  ]

  /// Appends the members of `[{"key":…,"value":{…}}]`, or of `{"values":[…]}`, to an object that
  /// is being written.
  static func appendMembers(
    of list: JSONSlice, in bytes: UnsafeRawBufferPointer, to out: inout [UInt8]
  ) {
    var elements = list
    if list.kind == .object {
      guard let members = EntryMembers(of: bytes.slice(list), named: ["values"]),
        let values = members[0], values.kind == .array
      else { return }
      elements = JSONSlice(
        kind: .array, start: list.start + values.start, end: list.start + values.end)
    }
    var cursor = JSONCursor(bytes, from: elements.start)
    guard elements.kind == .array, cursor.enterArray() else { return }
    var element = JSONSlice(kind: .null, start: 0, end: 0)
    while cursor.nextElement(&element) == .member {
      guard element.kind == .object,
        let pair = EntryMembers(of: bytes.slice(element), named: ["key", "value"]),
        let key = pair[0], key.kind == .string, let stated = pair[1]
      else { continue }
      let inner = bytes.slice(element)
      guard let value = OTLPValue(stated, in: inner) else { continue }
      value.append(named: inner.slice(key), in: inner, to: &out)
    }
  }

  private func append(
    named key: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer, to out: inout [UInt8]
  ) {
    guard let value = text ?? literal else { return }
    let isSeconds = literal != nil && Self.durations.contains { Self.isSame(key, $0) }
    if isSeconds {
      FlatObject.append(key: "duration".utf8, to: &out)
    } else if let known = Self.names.first(where: { Self.isSame(key, $0.0) })?.1 {
      FlatObject.append(
        key: UnsafeBufferPointer(start: known.utf8Start, count: known.utf8CodeUnitCount), to: &out)
    } else {
      FlatObject.append(key: key, to: &out)
    }
    if text != nil || isSeconds { out.append(0x22) }
    out.append(contentsOf: bytes.slice(value))
    if isSeconds { out.append(0x73) }
    if text != nil || isSeconds { out.append(0x22) }
  }

  private static func isSame(_ key: UnsafeRawBufferPointer, _ name: StaticString) -> Bool {
    key.count == name.utf8CodeUnitCount
      && key.elementsEqual(
        UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
  }
}
