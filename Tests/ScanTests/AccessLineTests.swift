import Testing

@testable import Scan

@Suite struct AccessLineTests {
  /// The parts of a line, joined by bars; absent ones are empty.
  private func parts(_ text: String) -> String? {
    Array(text.utf8).withUnsafeBytes { line in
      guard let access = AccessLine(line) else { return nil }
      func text(_ range: Range<Int>?) -> String {
        range.map { String(decoding: line[$0], as: UTF8.self) } ?? ""
      }
      let route = AccessLine.methodAndPath(line, in: access.request)
      return [
        text(access.host), text(access.user), text(access.time), text(route?.method),
        text(route?.path), String(access.status), access.size.map(String.init) ?? "-",
        text(access.userAgent), text(access.tail.duration),
      ].joined(separator: "|")
    }
  }

  private static let stamp = "08/Apr/2025:15:02:11 +0000"

  @Test(
    "common, combined and timed lines have their parts",
    arguments: [
      ("1.2.3.4 - alice [T] \"POST /a HTTP/1.1\" 200 512", "1.2.3.4|alice|T|POST|/a|200|512||"),
      ("::1 - - [T] \"GET /a?b=c HTTP/2.0\" 304 - \"-\" \"k6\"", "::1|-|T|GET|/a?b=c|304|-|k6|"),
      (
        "h - - [T] \"GET / HTTP/1.1\" 500 1 \"r\" \"a b\" 3.004 \"3.0, 0.1\"",
        "h|-|T|GET|/|500|1|a b|3.004"
      ),
      ("h - - [T] \"GET / HTTP/1.1\" 500 1 \"r\" \"a\" 3004", "h|-|T|GET|/|500|1|a|"),
      ("h - - [T] \"GET / HTTP/1.1\" 500 1 \"r\" \"a\" -", "h|-|T|GET|/|500|1|a|"),
      (
        #"h - - [T] "GET /\"x HTTP/1.1" 200 1 "-" "say \"hi\"""#,
        #"h|-|T|GET|/\"x|200|1|say \"hi\"|"#
      ),
      (#"h - - [T] "\x16\x03\x01" 400 150 "-" "-""#, "h|-|T|||400|150|-|"),
      ("h - - [T] \"-\" 408 0", "h|-|T|||408|0||"), ("h - - [T] \"\" 400 0", "h|-|T|||400|0||"),
      ("h - - [T] \"GET /a\" 200 0", "h|-|T|GET|/a|200|0||"),
      ("h - - [T] \"GET \" 400 0", "h|-|T|||400|0||"),
      ("h - - [T] \"get /a\" 400 0", "h|-|T|||400|0||"),
      ("h - - [T] \"GET / HTTP/1.1\" 200 1 \"cut", "h|-|T|GET|/|200|1||"),
      ("h - - [T] \"GET / HTTP/1.1\" 200 99999999999999999999", nil),
      ("h - - [T] \"GET / HTTP/1.1\" 2000 1", nil), ("h - - [T] \"GET / HTTP/1.1\" 20 1", nil),
      ("h - - [T] \"GET / HTTP/1.1\" abc 1", nil), ("h - - [T] \"GET / HTTP/1.1\" 200", nil),
      ("h - - [T] \"GET / HTTP/1.1\" 200 x", nil), ("h - - [T] \"GET / HTTP/1.1", nil),
      (#"h - - [T] "GET /\"#, nil), ("h - - [T", nil), ("h - - T", nil), ("h - -", nil), ("h", nil),
      ("", nil), ("    ", nil),
      ("h - john smith [T] \"GET / HTTP/1.1\" 200 1", "h|john smith|T|GET|/|200|1||"),
      ("v:80 h - john smith [T] \"GET / HTTP/1.1\" - -", "h|john smith|T|GET|/|0|-||"),
      ("h id ann [T] \"GET / HTTP/1.1\" 200 1", "h|ann|T|GET|/|200|1||"),
      ("[T] \"GET / HTTP/1.1\" 200 1", "||T|GET|/|200|1||"),
      ("h - - [T] \"GET / HTTP/1.1\" 200 1 0.25", "h|-|T|GET|/|200|1||0.25"),
    ] as [(String, String?)])
  func lines(line: String, expected: String?) {
    #expect(
      parts(line.replacing("[T]", with: "[\(Self.stamp)]"))
        == expected?.replacing("|T|", with: "|\(Self.stamp)|"))
  }
}
