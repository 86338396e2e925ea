import TestSupport

extension TortureCase {
  private static func text(_ lines: String) -> @Sendable () -> [UInt8] { { Array(lines.utf8) } }

  static let lines: [TortureCase] = [
    TortureCase(
      "CRLF", bytes: { Array(goodLines(10).replacing("\n", with: "\r\n").utf8) }, records: 10),
    TortureCase("no newline at the end", bytes: { goodBytes(10).dropLast() }, records: 10),
    TortureCase(
      "a byte order mark at the head", bytes: { [0xEF, 0xBB, 0xBF] + goodBytes(10) }, records: 10),
    TortureCase(
      "byte order marks where files were joined",
      bytes: { goodBytes(5) + [0xEF, 0xBB, 0xBF] + goodBytes(5, from: 9) }, records: 10),
    TortureCase(
      "blank lines", bytes: text("\n \n\t\n" + goodLines(3) + "\r\n"), records: 3, blank: 4),
    TortureCase(
      "nothing but blank lines", bytes: text("\n\n\n"), records: 0, blank: 3),
    TortureCase(
      "UTF-16 is read", bytes: { [0xFF, 0xFE] + goodBytes(20).flatMap { [$0, 0] } },
      records: 20),
    TortureCase(
      "bad UTF-8 in a value",
      bytes: {
        goodBytes(3) + Array(#"{"time":"2025-03-02T10:30:00Z","level":"info","message":"a"#.utf8)
          + [0xC3, 0x28, 0xFF] + Array("\"}\n".utf8)
      }, records: 4, codes: ["invalid-utf8"]),
    TortureCase(
      "line separators of Unicode part no lines",
      bytes: text(
        #"{"time":"2025-03-02T10:30:00Z","level":"info","message":"a\#u{2028}b\#u{85}c"}"# + "\n"),
      records: 1),
    TortureCase(
      "zeros at the head of a file that was emptied",
      bytes: { [UInt8](repeating: 0, count: 3000) + goodBytes(10) }, records: 10,
      codes: ["nul-bytes"]),
    TortureCase(
      "a line of two megabytes",
      bytes: {
        goodBytes(5) + [UInt8](repeating: 0x61, count: 2 << 20) + [0x0A]
          + goodBytes(5, from: 9)
      },
      status: 3, unread: 1, codes: ["line-too-long"]),
    TortureCase(
      "a record of nine hundred kilobytes",
      bytes: {
        goodBytes(1)
          + Array(#"{"time":"2025-03-02T10:30:00Z","statusCode":200,"path":"/x","resBody":""#.utf8)
          + [UInt8](repeating: 0x62, count: 900_000) + Array("\"}\n".utf8)
      }, records: 2),
    TortureCase(
      "all lines bad", bytes: text("what\nis\nthis\n"), status: 2, says: "nothing understood"),
    TortureCase(
      "one bad line in a hundred", bytes: text(goodLines(99) + "oops\n"), records: 99, unread: 1,
      codes: ["unread-lines"]),
    TortureCase(
      "five bad lines in a hundred",
      bytes: text(goodLines(95) + String(repeating: "oops\n", count: 5)), status: 3, records: 95,
      unread: 5, codes: ["unread-lines"]),
    TortureCase(
      "a trace between records belongs to the one before",
      bytes: text(
        goodLines(3) + "Error: boom\n    at call (/srv/a.js:3:9)\n    at main\n"
          + goodLines(3, from: 9)), records: 9, unread: 0),
    TortureCase(
      "lines in colour",
      bytes: text(
        (0..<5).map { "\u{1B}[32m2025-03-02T10:00:0\($0)Z\u{1B}[0m INFO hello\n" }.joined()),
      records: 5),
    TortureCase(
      "the torn head of a rotated file", bytes: text(#"Code":200}"# + "\n" + goodLines(50)),
      records: 50, unread: 1, codes: ["unread-lines"]),
    TortureCase(
      "binary between the lines",
      bytes: { goodBytes(200) + [0x00, 0x01, 0x02, 0xFE, 0x0A] + goodBytes(10, from: 300) },
      records: 210, unread: 1, codes: ["unread-lines", "nul-bytes", "invalid-utf8"]),
  ]
}
