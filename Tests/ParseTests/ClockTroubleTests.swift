import LogModel
import Testing

@testable import Parse

@Suite struct ClockTroubleTests {
  private func line(_ time: String) -> String { #"{"time":\#(time),"path":"/a","status":200}"# }

  private func read(
    _ times: [String], _ options: ParseOptions = ParseOptions()
  ) throws -> Reading {
    try Reading(
      Array((times.map(line).joined(separator: "\n") + "\n").utf8), options: options)
  }

  @Test("steps back of more than a second are counted with the line of the first")
  func outOfOrder() throws {
    let read = try read([10, 11, 20, 19, 21, 18, 40].map { "\"2025-04-08T10:00:\($0).000Z\"" })
    let told = try #require(read.warning(.outOfOrder))
    #expect(told.count == 1 && told.line == 6 && told.message.hasPrefix("14 %"))
  }

  @Test("newest first is an order, too")
  func newestFirst() throws {
    let times = (10..<50).reversed().map { "\"2025-04-08T10:00:\($0).000Z\"" }
    #expect(try read(times).input.warnings.isEmpty)
    let jumpy = try read(times + ["\"2025-04-08T10:00:30.000Z\""])
    #expect(jumpy.count(of: .outOfOrder) == 1)
    #expect(jumpy.warning(.outOfOrder)?.message.contains("newest first") == true)
  }

  @Test(
    "a stamp no clock can mean is a record, and nothing is inferred from it",
    arguments: [
      "\"1970-01-01T00:00:09Z\"", "\"1999-12-31T23:59:59Z\"", "\"2100-01-01T00:00:00Z\"",
      "9223372035000000000", "\"9000000000\"",
    ])
  func outOfRange(time: String) throws {
    let read = try read([time, "\"2025-04-08T10:00:00Z\""])
    #expect(read.records.count == 1 && read.input.account.records == 2)
    #expect(read.count(of: .timeOutOfRange) == 1)
    #expect(read.input.first?.rfc3339 == "2025-04-08T10:00:00Z")
    #expect(read.input.last == read.input.first)
  }

  @Test(
    "years and numbers beyond all clocks end in the account, never in a trap",
    arguments: [
      "\"0000-01-01T00:00:00Z\"", "\"9999-12-31T23:59:60Z\"", "\"0001-01-01T00:00:00\"",
      "-1", "-1744124709", "9223372036854775807", "9223372036854775808", "1e400", "0",
      "\"0000-02-29T00:00:00\"",
    ])
  func hostile(time: String) throws {
    var options = ParseOptions()
    for shift in [0, Int64.max, Int64.min] {
      options.shiftNanoseconds = shift
      let read = try read([time], options)
      #expect(read.records.isEmpty && read.input.account.lines == 1)
      #expect(read.input.first == nil && read.input.warnings.isEmpty == false)
    }
  }

  @Test("a shift moves every stamp and is told")
  func shift() throws {
    var options = ParseOptions()
    options.shiftNanoseconds = -4_000_000_000
    let read = try read(["\"2025-04-08T10:00:00.5Z\"", "\"2025-04-08 10:00:02\""], options)
    #expect(
      read.records.map(\.time.rfc3339) == ["2025-04-08T09:59:56.500Z", "2025-04-08T09:59:58Z"])
    #expect(read.input.shiftSeconds == -4)
  }

  @Test("records dated after the now that was named are told and kept")
  func ahead() throws {
    var options = ParseOptions()
    options.statedNow = Timestamp(seconds: 1_744_070_400)
    let read = try read(["\"2025-04-08T10:00:00Z\"", "\"2025-04-10T10:00:00Z\""], options)
    #expect(read.count(of: .timeOutOfRange) == 1 && read.records.count == 2)
  }

  @Test("24:00 is the end of its day, :60 the second behind")
  func oddCivil() throws {
    let read = try read(["\"2025-04-08T24:00:00Z\"", "\"2025-04-08T23:59:60Z\""])
    #expect(Set(read.records.map(\.time.rfc3339)) == ["2025-04-09T00:00:00Z"])
  }
}
