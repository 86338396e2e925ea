import LogModel
import Testing

@testable import Events

@Suite struct EventBorderTests {
  private static let row = #"{"time":"2025-04-08T15:08:00Z","kind":"notified","text":"page"}"#

  private func file(
    _ bytes: [UInt8], path: String = "events", damage: [InputWarning] = [], piece: Int = 7
  ) -> EventFile {
    let reader = EventReader(defaultZone: .utc, zoneIsStated: true, redact: { $0 })
    var border = EventBorder()
    for start in stride(from: 0, to: bytes.count, by: piece) {
      bytes[start..<min(bytes.count, start + piece)].withUnsafeBytes { border.take($0) }
    }
    return border.judged(
      reader.read(path: path, bytes: bytes), damage: damage,
      redact: { $0.replacing("FAKE", with: "***") })
  }

  private func status(_ text: String, path: String = "events") -> InputReading.Status {
    let bytes = Array(text.utf8)
    let status = file(bytes, path: path).status
    #expect(file(bytes, path: path, piece: 100_000).status == status)
    return status
  }

  private static let wholeFiles: [String] = [
    "", "\n", row, "\(row)\n", "[\(row),\n\(row)]\n", "[]",
    "time,kind,text\n2025-04-08T15:08:00Z,notified,page",
    "time,kind,text\r\n2025-04-08T15:08:00Z,notified,\"a\nb\"\r\n",
    "time,kind,text\n2025-04-08T15:08:00Z,notified\n2025-04-08T15:09:00Z,notified",
    "time,kind,colour\n2025-04-08T15:08:00Z,notified,red\n",
    "time;text\n2025-04-08T15:08:00Z;gr\u{FC}n, \u{1F34E}\n",
    "- {time: \"2025-04-08 15:28\", kind: notified}\n",
    "\(row)\n{\"kind\":\"note\",\"text\":\"no time\"}\n",
  ]

  @Test("whole files are complete, whatever their columns are called", arguments: wholeFiles)
  func complete(_ text: String) { #expect(status(text) == .complete) }

  private static let undated = "{\"text\":\"no time\"}\n"
  private static let tornFiles: [String] = [
    "\(row)\n{\"time\":\"2025-04-0", "\(row)\n\(row.dropLast(2))", "[\(row),\n\(row)", "[\(row),",
    "\(row)\n\0\0\0\0", "\(row)\nnot json\n\(row)\n",
    "time,kind,text\n2025-04-08T15:07:00Z,notified,a\n2025-04-08T15:08:00Z,notified,\"pa",
    "time,kind,text\n2025-04-08T15:08:00Z,notified,page\n2025-04-08T15:09:00Z,not",
    "time,kind,text\n2025-04-08T15:08:00Z,not", "\(undated)\(undated)\(undated)\(row)",
  ]

  @Test("files that lack rows are partial", arguments: tornFiles)
  func partial(_ text: String) { #expect(status(text) == .partial) }

  @Test(
    "files without a row that could be understood are unreadable",
    arguments: [
      "nothing here\n", "{\"time\":\"2025-04-0", "{\"text\":\"no time\"}\n", "\0\0\0\0",
      "<html><title>502 Bad Gateway</title></html>\n", "- {time: \"15:28\", kind: not",
    ])
  func unreadable(_ text: String) { #expect(status(text) == .unreadable) }

  @Test("bytes that are no UTF-8 are told with their place")
  func invalid() {
    let text = Array((Self.row + "\n").utf8)
    let cases: [([UInt8], Int)] = [
      ([0xFF], 1), ([0xC3], 1), ([0xE2, 0x82], 1), ([0xC0, 0x80], 2),
    ]
    for (bad, count) in cases {
      let read = file(text + bad + text)
      #expect(read.status == .partial && read.warning(.invalidUTF8)?.count == count)
      let place = read.warning(.invalidUTF8)?.byteOffset ?? 0
      #expect((text.count...text.count + bad.count).contains(place))
    }
    #expect(file(text + [0xE2, 0x82]).warning(.invalidUTF8)?.count == 1)
  }

  @Test("a damaged packing is told first, and rows before it count")
  func damage() {
    let cut = InputWarning(.gzipTruncated, byteOffset: 9, message: "cut")
    let read = file(Array(Self.row.utf8), damage: [cut])
    #expect(read.status == .partial && read.rows.count == 1 && read.warnings.first == cut)
    #expect(file([], damage: [cut]).status == .unreadable)
  }

  @Test("an error page is named, and its words are redacted")
  func errorPage() {
    let page = file(Array("<html><title>403 FAKE</title></html>\n".utf8))
    #expect(page.warnings.first?.message == "this is an error page, not events: 403 ***")
    #expect(page.status == .unreadable)
    #expect(file(Array(#"{"message":"unauthorized"}"#.utf8)).warning(.errorPage) != nil)
  }
}
