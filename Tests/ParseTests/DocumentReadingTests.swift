import LogModel
import TestSupport
import Testing

@testable import Parse

@Suite struct DocumentReadingTests {
  private static let line = #"{\"path\":\"/a\",\"method\":\"GET\",\"status\":200}"#

  private func stream(_ labels: String, _ count: Int, from second: Int = 0) -> String {
    let values = (0..<count).map {
      #"["\#(1_744_125_600 + second + $0)000000000","\#(Self.line)"]"#
    }
    return #"{"stream":{\#(labels)},"values":[\#(values.joined(separator: ","))]}"#
  }

  private func page(_ streams: String...) -> String {
    #"{"status":"success","data":{"resultType":"streams","result":["#
      + streams.joined(separator: ",") + #"],"stats":{"summary":{"values":3}}}}"#
  }

  private func readings(_ text: String) throws -> Reading {
    let whole = try Reading(Array(text.utf8))
    for size in [64, 65, 100, 333, 1024, 4096] {
      #expect(try Reading(Array(text.utf8), blockSize: size) == whole, "\(size)")
    }
    return whole
  }

  @Test("entries of several pages and streams are numbered on their lines")
  func pages() throws {
    let reading = try readings(
      page(stream(#""app":"x""#, 3), stream(#""app":"y""#, 2)) + "\n"
        + page(stream(#""app":"x""#, 1)) + "\n" + page() + "\n")
    #expect(reading.records.map(\.line) == [1, 1, 1, 1, 1, 2])
    #expect(reading.records.map(\.entry) == [1, 2, 3, 4, 5, 1])
    #expect(reading.records.map(\.service) == ["x", "x", "x", "y", "y", "x"])
    #expect(reading.input.account.lines == 6 && reading.input.account.records == 6)
    #expect(reading.input.formats == ["json-lines", "loki-query-range"])
  }

  @Test("a pretty-printed document has its entries on lines of their own")
  func pretty() throws {
    let text = """
      \u{FEFF}{
        "data": {
          "result": [
            {
              "stream": { "component": "pizza" },
              "values": [
                [
                  "1744125600000000000",
                  "\(Self.line)"
                ],
                [ "1744125601000000000", "\(Self.line)", { "trace": "1" } ]
              ]
            }
          ],
          "resultType": "streams"
        },
        "status": "success"
      }
      """
    let reading = try readings(text)
    #expect(reading.records.map(\.line) == [7, 11] && reading.records.map(\.entry) == [1, 1])
    #expect(reading.records.allSatisfy { $0.service == "pizza" && $0.operation == "GET /a" })
  }

  @Test("a push takes the same way; its labels may be anything")
  func push() throws {
    let reading = try readings(
      #"{"streams":["# + stream(#""user":"a\"}]","values":"no","level":"WARN","x":"é""#, 2)
        + "]}\n" + #"{"streams":[{"stream":{},"values":[]}]}"#)
    #expect(reading.records.count == 2 && reading.input.account.lines == 2)
    #expect(reading.records.allSatisfy { $0.severity == .warning && $0.service == "service" })
  }

  @Test("what is no entry is unread, and its neighbours are read")
  func malformed() throws {
    let good = #"["1744125600000000000","\#(Self.line)"]"#
    let bad = [
      "[1744125600.1,\"0.5\"]", "[]", "12", "\"x\"", "null", "{}", "[\"1\"]", "[\"soon\",\"x\"]",
      "[\"1744125600000000000\",{}]",
    ]
    for one in bad {
      let text = #"{"streams":[{"stream":{},"values":[\#(good),\#(one),\#(good)]}]}"#
      let reading = try readings(text)
      #expect(reading.records.map(\.entry) == [1, 3], "\(one)")
      #expect(reading.input.account.unread == 1 && reading.input.account.lines == 3)
    }
  }

  @Test("a result of metrics is unread, sample by sample")
  func matrix() throws {
    let reading = try readings(
      #"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},"#
        + #""values":[[1744125600,"0.5"],[1744125660,"0.25"]]}]}}"#)
    #expect(reading.records.isEmpty && reading.input.account.unread == 2)
  }

  @Test("blank entries are blank, undated ones have no time")
  func blank() throws {
    let text =
      #"{"streams":[{"stream":{"app":"x"},"values":[["1744125600000000000",""],"#
      + #"["1744125601000000000"," \n"],["12","m"],["1744125602000000000","words\r\n"]]}]}"#
    let reading = try readings(text)
    #expect(reading.input.account.blank == 2 && reading.count(of: .noTimestamp) == 1)
    #expect(reading.records.map(\.kind) == [.message] && reading.records[0].entry == 4)
  }

  @Test("a document that is cut says so once, wherever the cut is")
  func torn() throws {
    let text = Array(page(stream(#""app":"x""#, 3), stream(#""app":"y""#, 2)).utf8)
    let ends = text.indices.filter { text[..<$0].suffix(2) == Array("\"]".utf8)[...] }
    for cut in stride(from: 40, to: text.count - 1, by: 3) {
      for size in [64, 4096] {
        let reading = try Reading(Array(text[..<cut]), blockSize: size)
        #expect(reading.records.count == ends.count { $0 <= cut }, "cut at \(cut)")
        #expect(reading.input.account.unread == 1, "cut at \(cut)")
      }
    }
    let packed = GzipWriter.member(text)
    let reading = try Reading(Array(packed.dropLast(12)))
    #expect(reading.input.account.unread == 1 && reading.input.status == .partial)
  }

  @Test("behind damage the next document is read")
  func damaged() throws {
    let parts = [page(stream(#""app":"x""#, 9)), page(stream(#""app":"y""#, 4, from: 99))]
    var members = [parts[0] + "\n", parts[0] + "\n", parts[1]].map {
      GzipWriter.member(Array($0.utf8))
    }
    members[1][3] = 0xFF
    for size in [64, 1 << 18] {
      let reading = try Reading(members.flatMap { $0 }, blockSize: size)
      #expect(reading.records.map(\.service) == Array("xxxxxxxxxyyyy").map { String($0) })
      #expect(reading.input.status == .partial)
    }
  }

  @Test("what is no document among documents is unread, line by line")
  func foreign() throws {
    let good = page(stream(#""app":"x""#, 2))
    for bad in ["curl: (52) empty reply", #"{"error":"too many","status":"error"}"#, "]", "{]"] {
      let reading = try readings("\(good)\n\(bad)\n\(good)\n")
      #expect(reading.records.map(\.line) == [1, 1, 3, 3], "\(bad)")
      #expect(reading.input.account.unread == 1, "\(bad)")
    }
  }

  @Test("an entry larger than any window is given up, and the next document is read")
  func huge() throws {
    let large = String(repeating: "x", count: 3 << 20)
    let text =
      #"{"streams":[{"stream":{},"values":[["1744125600000000000","\#(large)"],"#
      + #"["1744125601000000000","y"]]}]}"#
    let reading = try Reading(Array(text.utf8), blockSize: 64)
    #expect(reading.records.map(\.entry) == [1, 2])

    let larger = String(repeating: "x", count: 17 << 20)
    let beyond = Array(text.replacing("\"y\"", with: "\"\(larger)\"").utf8)
    var accounts: Set<LineAccount> = []
    for size in [64, 1 << 20] {
      let more = try Reading(beyond + [0x0A] + Array(text.utf8), blockSize: size)
      #expect(more.records.map(\.line) == [1, 2, 2])
      accounts.insert(more.input.account)
    }
    #expect(accounts.count == 1 && accounts.first?.unread == 1)
  }

  @Test(
    "records that only begin like a page are lines",
    arguments: [
      #"{"status":200,"data":{"id":1},"path":"/a","time":"2025-04-08T15:20:00Z"}"#,
      #"{"data":{"x":1},"status":200,"path":"/a","time":"2025-04-08T15:20:00Z"}"#,
      #"{"data":"x","status":200,"path":"/a","time":"2025-04-08T15:20:00Z"}"#,
    ])
  func lines(line: String) throws {
    #expect(try Reading(lines: line, line).records.count == 2)
  }

  @Test(
    "labels name the service and its host, in the order of their worth",
    arguments: [
      (#""component":"a","source":"b""#, "a", "service"),
      (#""source":"b","job":"c""#, "c", "service"),
      (#""service_name":"unknown_service","source":"b""#, "b", "service"),
      (#""service_name":"unknown_service:node","job":"c""#, "c", "service"),
      (#""service_name":"d","service":"e","pod":"p-1""#, "e", "p-1"),
      (#""host":"h","instance":"i","app":"x""#, "x", "h"),
      (#""component":"","level":"info""#, "service", "service"),
    ])
  func labels(labels: String, service: String, source: String) throws {
    let reading = try readings(page(stream(labels, 1)))
    #expect(try reading.only.service == service)
    #expect(try reading.only.source == source)
  }

  @Test("a table's columns are bounded in number and length, and what stands in them is read")
  func wideTable() throws {
    let wide =
      "Date,Line," + String(repeating: "x", count: 4000) + String(repeating: ",a", count: 1000)
    let names = Array(wide.utf8).withUnsafeBytes { RowEntryScanner.names(of: $0) }
    #expect(names.count == 512 && names.allSatisfy { $0.utf8.count <= 128 })
    let read = try Reading(
      Array((wide + "\n2025-03-02T10:00:07.250Z,said\n").utf8), options: ParseOptions())
    #expect(read.records.map(\.said) == ["said"])
  }
}
