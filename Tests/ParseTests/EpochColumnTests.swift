import LogModel
import Testing

@testable import Parse

/// Streams of lines that no form reads, one column of which counts seconds of the epoch.
@Suite struct EpochColumnTests {
  @Test("the same column of nearly all lines is when they were written")
  func events() throws {
    let reading = try Reading(
      lines: "90210 press-9 unit.ink state.low 1699171750 1 ink is low",
      "90211 press-12 unit.ink state.low 1699171790 1 ink is low",
      "90214 gate-3 action start 1699171840 1 paper fed (tray 2)")
    #expect(reading.input.account.unread == 0)
    #expect(
      reading.records.map(\.time.rfc3339) == [
        "2023-11-05T08:09:10Z", "2023-11-05T08:09:50Z", "2023-11-05T08:10:40Z",
      ])
  }

  @Test("of two such columns the first counts, and a line of names is none")
  func flows() throws {
    let row = "2 123456789012 eni-7 192.0.2.7 192.0.2.8 443 50188 6 9 840"
    let reading = try Reading(
      lines:
        "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes",
      row + " 1699171750 1699171809 ACCEPT OK", row + " 1699171751 1699171810 REJECT OK",
      row + " 1699171752 1699171811 ACCEPT OK")
    #expect(reading.records.count == 3 && reading.input.account.unread == 1)
    #expect(reading.records.first?.time.rfc3339 == "2023-11-05T08:09:10Z")
  }

  @Test(
    "numbers far apart, in few lines or in other columns are no clock",
    arguments: [
      [
        "item 1699171750 of the catalogue sold", "item 1199171750 of the catalogue sold",
        "item 1899171750 of it sold",
      ],
      ["90210 press-9 ink low 1699171750 1 x", "90211 press-9 ink low 1699171751 1 x"],
      [
        "sold 1699171750 of the catalogue now", "it sold 1699171751 of the catalogue",
        "we have 7 of the catalogue now",
      ],
    ])
  func others(lines: [String]) throws {
    let reading = try Reading(Array((lines.joined(separator: "\n") + "\n").utf8))
    #expect(reading.records.isEmpty && reading.input.account.unread == lines.count)
  }

  @Test("lines that a form reads keep the time that it reads")
  func read() throws {
    let line = "2023-11-05T08:09:10Z INFO order 1699999999 of the catalogue taken"
    let reading = try Reading(lines: line, line + " a", line + " b")
    #expect(reading.records.allSatisfy { $0.time.rfc3339 == "2023-11-05T08:09:10Z" })
  }
}
