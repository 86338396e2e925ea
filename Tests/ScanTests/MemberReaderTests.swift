import Testing

@testable import Scan

@Suite struct MemberReaderTests {
  /// Keys of one letter are wanted, under the letter.
  private static func tag(_ name: UnsafeRawBufferPointer) -> UInt16? {
    name.count == 1 ? name.first.map(UInt16.init) : nil
  }

  /// Wanted members as `key=kind text`, or `nil` for a line that is refused.
  private func read(_ line: String, with reader: MemberReader) -> [String]? {
    Array(line.utf8).withUnsafeBytes { bytes in
      reader.read(bytes)?.map { found in
        let key = bytes[found.member.keyStart..<found.member.keyEnd]
        let value = found.member.value
        let text = String(decoding: bytes[value.start..<value.end], as: UTF8.self)
        return "\(String(decoding: key, as: UTF8.self))=\(value.kind)"
          + "\(value.hasEscapes ? "\\" : "") \(text) \(found.tag)"
      }
    }
  }

  /// The same by the cursor, which predicts nothing.
  private func walk(_ line: String) -> [String]? {
    Array(line.utf8).withUnsafeBytes { bytes in
      var cursor = JSONCursor(bytes)
      guard bytes.first == 0x7B, cursor.enterObject() else { return nil }
      var member = JSONMember()
      var all: [String] = []
      while true {
        switch cursor.nextMember(&member) {
        case .end: return cursor.isAtEnd() ? all : nil
        case .invalid, .cut: return nil
        case .member:
          let name = UnsafeRawBufferPointer(rebasing: bytes[member.keyStart..<member.keyEnd])
          guard let tag = Self.tag(name) else { continue }
          let value = member.value
          let text = String(decoding: bytes[value.start..<value.end], as: UTF8.self)
          all.append(
            "\(String(decoding: name, as: UTF8.self))=\(value.kind)"
              + "\(value.hasEscapes ? "\\" : "") \(text) \(tag)")
        }
      }
    }
  }

  private static let lines = [
    #"{"a":"x","b":1,"long key":true,"c":{"a":2},"d":[1,2],"e":null}"#,
    #"{"a":"x","b":2,"long key":false,"c":"text \" more","d":[],"e":"y"}"#,
    #"{"a":"x" , "b":1}"#, #"{"a": "x","b": 1 }  "#, #"{"b":1,"a":"x","a":"y"}"#,
    #"{"a":"x","q":"a value of some length, so that words fit","z":"last"}"#,
    "{}", "{ }", "{", "}", "", #"{"a"}"#, #"{"a":}"#, #"{"a":"x",}"#, #"{"a":"x""b":1}"#,
    #"{"a":"x","b":1} more"#, #"{"a":"x","b":1"#, #"{"a":"x","b":"1}"#, #"{"a":"x";"b":1}"#,
    #"{"a":"x","b":-}"#, #"{"a":tru}"#, #"["a","x"]"#, #"{,"a":"x"}"#, #"{"a":"x","b":1}}"#,
    #"{"a key that is much longer than what a slot can hold, so never learnt":"x","b":1}"#,
  ]

  @Test("a line is read alike whichever lines were read before it")
  func order() {
    for first in Self.lines {
      for second in Self.lines {
        let reader = MemberReader(tag: Self.tag)
        for line in [first, second, first, second] {
          #expect(read(line, with: reader) == walk(line), "\(line) behind \(first)")
        }
      }
    }
  }

  @Test("more keys than are remembered change nothing")
  func manyKeys() {
    let reader = MemberReader(tag: Self.tag)
    for round in 0..<3 {
      for index in 0..<200 {
        let other = index * 7 % 50
        let line = #"{"key\#(index)":"v","a":"\#(round)","other\#(other)":\#(index),"b":1}"#
        #expect(read(line, with: reader) == walk(line), "\(line)")
      }
    }
  }

  @Test("a line with more wanted members than are kept is refused, not cut")
  func manyMembers() {
    let reader = MemberReader(tag: Self.tag)
    let most = Array(repeating: #""a":1"#, count: MemberReader.memberLimit - 1)
    for _ in 0..<2 {
      #expect(read("{\(most.joined(separator: ","))}", with: reader)?.count == most.count)
      #expect(read("{\((most + [#""a":1"#]).joined(separator: ","))}", with: reader) == nil)
    }
  }
}
