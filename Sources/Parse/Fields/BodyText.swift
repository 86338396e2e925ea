import Scan

/// A request's or response's body: JSON as it is, or JSON in a string once or twice encoded.
struct BodyText {
  /// The decoded text of the body; of an object that needed no decoding, its own bytes.
  private(set) var bytes: [UInt8]

  /// - Returns: `nil` for bodies that are no text.
  init?(_ value: JSONSlice, in line: UnsafeRawBufferPointer) {
    let raw = line.slice(value)
    switch value.kind {
    case .object, .array:
      bytes = Array(raw)
    case .string:
      bytes = []
      if value.hasEscapes {
        JSONText.unescape(raw, into: &bytes)
      } else {
        bytes.append(contentsOf: raw)
      }
      Self.unwrap(&bytes)
    case .number, .bool, .null: return nil
    }
  }

  /// A logger that wraps an already serialised answer encodes it a second time.
  private static func unwrap(_ bytes: inout [UInt8]) {
    guard bytes.first == 0x22, bytes.count >= 2, bytes.last == 0x22 else { return }
    let inner = bytes.withUnsafeBytes { outer -> [UInt8]? in
      var cursor = JSONCursor(outer)
      var slice = JSONSlice(kind: .null, start: 0, end: 0)
      guard cursor.value(&slice) == .member, cursor.isAtEnd() else { return nil }
      var text: [UInt8] = []
      JSONText.unescape(outer.slice(slice), into: &text)
      return text
    }
    if let inner { bytes = inner }
  }

  var isObject: Bool { bytes.first { $0 > 0x20 } == 0x7B }

  /// Calls `body` for each top-level member until it returns false.
  func forEachMember(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: JSONSlice, _ all: UnsafeRawBufferPointer)
      -> Bool
  ) {
    bytes.withUnsafeBytes { all in
      var cursor = JSONCursor(all)
      guard cursor.enterObject() else { return }
      var member = JSONMember()
      while cursor.nextMember(&member) == .member {
        let key = UnsafeRawBufferPointer(rebasing: all[member.keyStart..<member.keyEnd])
        if !body(key, member.value, all) { return }
      }
    }
  }

  /// Top-level keys in order of their bytes, each once, and which of them hold containers.
  var keys: (all: [String], containers: [String]) {
    var all: Set<String> = []
    var containers: Set<String> = []
    forEachMember { key, value, _ in
      guard all.count < 32 else { return false }
      // A control byte would read as the separator of a signature's parts.
      let name = String(decoding: key.prefix(64).map { $0 < 0x20 ? 0x5F : $0 }, as: UTF8.self)
      all.insert(name)
      if value.kind == .object || value.kind == .array { containers.insert(name) }
      return true
    }
    return (all.sorted(), containers.sorted())
  }

  /// What the answer says went wrong: its `message`, else `error`, `msg`, `detail`, `title`.
  var message: [UInt8]? {
    guard isObject else {
      let text = bytes.prefix(200)
      return text.isEmpty ? nil : Array(text)
    }
    let names = ["message", "error", "msg", "detail", "title"]
    var best: (rank: Int, text: [UInt8])?
    forEachMember { key, value, all in
      guard value.kind == .string,
        let rank = names.firstIndex(where: { key.elementsEqual($0.utf8) }),
        rank <= best?.rank ?? names.count
      else { return true }
      var text: [UInt8] = []
      JSONText.unescape(all.slice(value), into: &text)
      best = (rank, text)
      return true
    }
    return best?.text
  }
}

/// Whom a body is about.
extension BodyText {
  private static let people = [
    "user", "diner", "customer", "account", "buyer", "member", "guest", "subscriber",
  ]

  /// `7` of `{"userId":7}` and of `{"diner":{"id":7}}`: the id of somebody, by the key's own name
  /// or that of the object it stands in.
  var person: [UInt8]? {
    guard isObject else { return nil }
    var found: [UInt8]?
    forEachMember { key, value, all in
      if value.kind == .object, Self.isPerson(key, endsInID: false) {
        var cursor = JSONCursor(all, from: value.start)
        guard cursor.enterObject() else { return true }
        var member = JSONMember()
        while found == nil, cursor.nextMember(&member) == .member {
          let name = UnsafeRawBufferPointer(rebasing: all[member.keyStart..<member.keyEnd])
          if name.elementsEqual("id".utf8) || Self.isPerson(name, endsInID: true) {
            found = Self.id(member.value, in: all)
          }
        }
      } else if Self.isPerson(key, endsInID: true) {
        found = Self.id(value, in: all)
      }
      return found == nil
    }
    return found
  }

  /// `diner`, `Customer`; or the same with `Id` or `_id` behind it.
  private static func isPerson(_ key: UnsafeRawBufferPointer, endsInID: Bool) -> Bool {
    guard (4...14).contains(key.count) else { return false }
    var name = key.filter { $0 != 0x5F && $0 != 0x2D }.map { $0 | 0x20 }[...]
    if endsInID {
      guard name.suffix(2).elementsEqual("id".utf8) else { return false }
      name = name.dropLast(2)
    }
    return people.contains { name.elementsEqual($0.utf8) }
  }

  private static func id(_ value: JSONSlice, in all: UnsafeRawBufferPointer) -> [UInt8]? {
    guard value.kind == .string || value.kind == .number, (1...64).contains(value.count) else {
      return nil
    }
    let text = all.slice(value)
    return PlaceholderText.isOne(text) ? nil : Array(text)
  }
}
