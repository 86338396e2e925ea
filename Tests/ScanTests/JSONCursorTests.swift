import Testing

@testable import Scan

@Suite struct JSONCursorTests {
  /// What a cursor makes of a value: its kind and text, or how it stopped; then what is left.
  private func walk(_ text: String) -> String {
    Array(text.utf8).withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      var slice = JSONSlice(kind: .null, start: 0, end: 0)
      let step = cursor.value(&slice)
      guard step == .member else { return "\(step)" }
      let found = String(decoding: bytes[slice.start..<slice.end], as: UTF8.self)
      let rest = cursor.isAtEnd() ? "" : " + \(bytes.count - cursor.position)"
      return "\(slice.kind)\(slice.hasEscapes ? "\\" : "") \(found)\(rest)"
    }
  }

  @Test(
    "values of every kind are slices of the text",
    arguments: [
      ("\"a\"", "string a"), ("  \"\"", "string "), (#""a\"b""#, #"string\ a\"b"#),
      (#""a\\""#, #"string\ a\\"#), ("{}", "object {}"),
      ("[1,{\"a\":[]}] ", "array [1,{\"a\":[]}]"),
      ("true", "bool true"), ("false", "bool false"), ("null\n", "null null"), ("0", "number 0"),
      ("-12.50e+3", "number -12.50e+3"), ("1E9", "number 1E9"), ("1e400", "number 1e400"),
      ("1 2", "number 1 + 1"), ("{} x", "object {} + 1"), ("truex", "bool true + 1"),
      ("{\"a\":\"}\"}", "object {\"a\":\"}\"}"), ("\u{1F355}", "invalid"),
      ("\"\u{1F355}\"", "string \u{1F355}"),
    ])
  func values(text: String, found: String) { #expect(walk(text) == found) }

  @Test(
    "what is no JSON stops the walk",
    arguments: [
      ("", "cut"), (" ", "cut"), ("\"a", "cut"), (#""a\"#, "cut"), ("{", "cut"), ("[[]", "cut"),
      ("tru", "cut"), ("-", "cut"), ("1.", "cut"), ("1e", "cut"), ("1e+", "cut"),
      ("trap", "invalid"),
      ("01", "invalid"), ("-01", "invalid"), (".5", "invalid"), ("+1", "invalid"),
      ("NaN", "invalid"),
      ("-x", "invalid"), ("1.x", "invalid"), ("1ex", "invalid"), ("]", "invalid"), ("}", "invalid"),
      ("[}", "invalid"), ("{\"a\":[}]", "invalid"), ("'a'", "invalid"), ("\u{1}", "invalid"),
    ])
  func stops(text: String, step: String) { #expect(walk(text) == step) }

  /// The members of an object as `key=value`, and how the walk ended.
  private func members(_ text: String) -> String {
    Array(text.utf8).withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      guard cursor.enterObject() else { return "none" }
      var found: [String] = []
      var member = JSONMember()
      while true {
        let step = cursor.nextMember(&member)
        guard step == .member else { return (found + ["\(step)"]).joined(separator: " ") }
        let key = String(decoding: bytes[member.keyStart..<member.keyEnd], as: UTF8.self)
        let value = bytes[member.value.start..<member.value.end]
        found.append("\(key)=\(String(decoding: value, as: UTF8.self))")
      }
    }
  }

  @Test(
    "an object's members come one by one",
    arguments: [
      ("{}", "end"), (" { \"a\" : 1 , \"b\":\"c\" } ", "a=1 b=c end"),
      ("{\"a\":{\"b\":1}}", "a={\"b\":1} end"),
      ("{\"a\":1,\"a\":2}", "a=1 a=2 end"), (#"{"a\"b":1}"#, #"a\"b=1 end"#),
      ("{\"\":1}", "=1 end"),
      ("{\"a\":1", "a=1 cut"), ("{\"a\":", "cut"), ("{\"a\"", "cut"), ("{\"a", "cut"), ("{", "cut"),
      ("{\"a\":1,", "a=1 cut"), ("{\"a\":1,}", "a=1 invalid"), ("{,}", "invalid"),
      ("{\"a\" 1}", "invalid"),
      ("{\"a\":1 \"b\":2}", "a=1 invalid"), ("{a:1}", "invalid"), ("{\"a\":}", "invalid"),
      ("{\"a\":1]", "a=1 invalid"), ("[]", "none"), ("", "none"), ("\"a\"", "none"),
    ])
  func objects(text: String, found: String) { #expect(members(text) == found) }

  private func elements(_ text: String) -> String {
    Array(text.utf8).withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      guard cursor.enterArray() else { return "none" }
      var found: [String] = []
      var slice = JSONSlice(kind: .null, start: 0, end: 0)
      while true {
        let step = cursor.nextElement(&slice)
        guard step == .member else { return (found + ["\(step)"]).joined(separator: " ") }
        found.append(String(decoding: bytes[slice.start..<slice.end], as: UTF8.self))
      }
    }
  }

  @Test(
    "an array's elements come one by one",
    arguments: [
      ("[]", "end"), ("[ 1 , \"a\",[2] ]", "1 a [2] end"), ("[1,]", "1 invalid"),
      ("[,1]", "invalid"),
      ("[1 2]", "1 invalid"), ("[1", "1 cut"), ("[1,", "1 cut"), ("[", "cut"), ("[1}", "1 invalid"),
      ("{}", "none"), ("", "none"),
    ])
  func arrays(text: String, found: String) { #expect(elements(text) == found) }

  @Test("brackets are told apart 64 levels deep and counted at any depth")
  func depth() {
    for depth in [63, 64, 65, 1000, 200_000] {
      let opened = String(repeating: "[", count: depth)
      let closed = String(repeating: "]", count: depth)
      #expect(walk(opened + closed).hasPrefix("array "))
      #expect(walk(opened + closed.dropLast()) == "cut")
      #expect(walk(opened + closed.dropLast() + "}") == "invalid")
    }
  }

  @Test("a quote is found wherever it stands to blocks of sixteen bytes", arguments: 0..<50)
  func alignment(length: Int) {
    let filler = String(repeating: "x", count: length)
    #expect(walk("\"\(filler)\"") == "string \(filler)")
    #expect(walk("\"\(filler)") == "cut")
    #expect(walk("\"\(filler)\\\"\(filler)\" 7") == "string\\ \(filler)\\\"\(filler) + 1")
    #expect(walk("\"\(filler)\\") == "cut")
  }

  @Test("a cursor may begin inside the bytes")
  func start() {
    Array("xx{\"a\":1}".utf8).withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes, from: 2)
      var member = JSONMember()
      #expect(cursor.enterObject() && cursor.nextMember(&member) == .member)
      #expect(member.keyStart == 4 && cursor.nextMember(&member) == .end && cursor.isAtEnd())
      #expect(JSONSlice(kind: .null, start: 2, end: 5).count == 3)
    }
  }
}
