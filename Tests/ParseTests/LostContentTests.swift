import LogModel
import TestSupport
import Testing

@testable import Parse

/// Content of which a part is missing though the packing is whole.
@Suite struct LostContentTests {
  private static let record = #"{"time":"2025-04-08T15:30:00.123Z","path":"/a","status":200}"#
  private static let escaped = record.replacing("\"", with: "\\\"")

  private static let values =
    #""values":[["1744126200123000000","\#(escaped)"],["1744126201123000000","\#(escaped)"]]"#
  private static let otlpRecords =
    #"{"timeUnixNano":"1744126200123000000","body":{"stringValue":"a"}},"#
    + #"{"timeUnixNano":"1744126201123000000","body":{"stringValue":"b"}}"#
  private static let documents: [String: String] = [
    "query_range":
      #"{"status":"success","data":{"resultType":"streams","result":[{"stream":{},\#(values)}]}}"#,
    "push": #"{"streams":[{"stream":{},\#(values)}]}"#,
    "array": "[\(record),\(record)]",
    "pretty": """
    {
    "time":"2025-04-08T15:30:00.123Z",
    "path":"/a"}
    {
    "time":"2025-04-08T15:30:01.123Z",
    "path":"/a"}
    """,
    "otlp":
      #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[\#(otlpRecords)]}]}]}"#,
  ]

  private func read(_ bytes: [UInt8]) throws -> Reading {
    let whole = try Reading(bytes)
    for size in [64, 100, 1024] {
      #expect(try Reading(bytes, blockSize: size) == whole, "\(size)")
    }
    return whole
  }

  @Test("a document that is whole is complete", arguments: documents.keys.sorted())
  func whole(_ name: String) throws {
    let text = try #require(Self.documents[name])
    for end in ["", "\n", "\r\n\n", "\n\(text)\n"] {
      #expect(try read(Array((text + end).utf8)).input.status == .complete, "\(end)")
    }
  }

  @Test("a document cut anywhere is partial, with its place", arguments: documents.keys.sorted())
  func cut(_ name: String) throws {
    let bytes = Array(try #require(Self.documents[name]).utf8)
    for count in stride(from: 1, to: bytes.count, by: 3) {
      let text = bytes.prefix(count)
      // Between two documents of a stream there is nothing to see.
      if name == "pretty", text.last == 0x7D || text.suffix(2) == [0x7D, 0x0A] { continue }
      let reading = try Reading(Array(text))
      #expect(reading.input.status == .partial, "\(count)")
      let place = reading.warning(.documentDamaged)?.byteOffset
      #expect(place.map { $0 <= count } == true, "\(count)")
    }
  }

  @Test(
    "what is no part of a document is told with its place", arguments: documents.keys.sorted())
  func garbage(_ name: String) throws {
    let text = try #require(Self.documents[name])
    for between in ["<html>502</html>", "\0\0\0\0", "curl: (6)", "%%"] {
      let reading = try read(Array("\(text)\n\(between)\n\(text)\n".utf8))
      #expect(reading.input.status == .partial, "\(between)")
      #expect(reading.warning(.documentDamaged)?.byteOffset == text.utf8.count + 1, "\(between)")
      let tail = try read(Array("\(text)\n\(between)".utf8))
      #expect(tail.input.status == .partial, "\(between)")
    }
  }

  @Test("zeros in place of lines are lost lines; those of a file that was emptied are none")
  func zeros() throws {
    let zeros = [UInt8](repeating: 0, count: 4096)
    let line = Array((Self.record + "\n").utf8)
    let all = try read(zeros)
    #expect(all.input.status == .partial && ZeroBytes.areAll(of: all.input))
    #expect(all.input.account.unread == 1 && all.input.account.blank == 0)
    for text in [line + zeros, line + line.dropLast() + zeros, line + zeros + line] {
      let reading = try read(text)
      #expect(reading.input.status == .partial && !ZeroBytes.areAll(of: reading.input))
      #expect(reading.warning(.nulBytes)?.message.contains("lost") == true)
    }
    #expect(try read(zeros + line).input.status == .complete)
    #expect(try read(line + [0, 0] + line).input.status == .complete)
    let long = try Reading([UInt8](repeating: 0, count: 3 << 20))
    #expect(long.input.status == .partial && !ZeroBytes.areAll(of: long.input))
  }
}
