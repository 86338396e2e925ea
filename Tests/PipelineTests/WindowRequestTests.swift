import LogModel
import Scan
import Testing

@testable import Pipeline

/// Which day a time of day means that was given as a side of the window.
@Suite struct WindowRequestTests {
  private func stamp(_ text: String) throws -> Timestamp {
    try TimeExpression(text).resolve(
      relativeTo: Timestamp(seconds: 0), referenceDate: CivilTime(year: 1970, month: 1, day: 1),
      zone: .utc)
  }

  private func bound(_ text: String?) throws -> WindowRequest.Bound? {
    guard let text else { return nil }
    let expression = try TimeExpression(text)
    return try expression.clock.map { .clock($0) }
      ?? .moment(stamp(text), isDated: expression.isDated)
  }

  /// The window, as text, of records at these moments.
  private func window(
    _ since: String?, _ until: String?, of records: [String], now: String = "2026-11-29 12:00"
  ) throws -> String {
    let request = WindowRequest(
      since: try bound(since), until: try bound(until), zone: .utc, now: try stamp(now))
    let times = try records.map(stamp).sorted()
    let days = times.map { WindowRequest.day(of: $0, in: .utc) }
    let window = request.window(
      in: TimeRange(
        from: try #require(times.first), to: try #require(times.last)),
      isToday: days.contains(request.today),
      holdsRecord: { window in times.contains { window.holds($0.nanoseconds) } })
    return [window.since, window.until].map { $0.map(\.rfc3339) ?? "open" }
      .map { $0.replacing(":00Z", with: "").replacing("T", with: " ") }
      .joined(separator: " to ")
  }

  @Test("a time of day is of the day of the logs, which is not today")
  func ofTheLogs() throws {
    let records = ["2026-03-10 09:00", "2026-03-10 16:30"]
    #expect(
      try window("09:00", "10:00", of: records) == "2026-03-10 09:00 to 2026-03-10 10:00")
    #expect(try window("12:00", nil, of: records) == "2026-03-10 12:00 to open")
    #expect(try window(nil, "12:00", of: records) == "open to 2026-03-10 12:00")
    // It never holds all of them because it began the day before.
    #expect(try window("17:00", nil, of: records) == "2026-03-10 17:00 to open")
  }

  @Test("where any input has a record of today, it is of today")
  func today() throws {
    let records = ["2026-11-28 15:00", "2026-11-28 15:30", "2026-11-29 11:00"]
    #expect(try window("10:30", nil, of: records) == "2026-11-29 10:30 to open")
    #expect(
      try window("15:00", "16:00", of: records) == "2026-11-29 15:00 to 2026-11-29 16:00")
  }

  @Test("of several days it is the last with a record in the window")
  func severalDays() throws {
    let records = [
      "2026-03-08 15:10", "2026-03-09 15:10", "2026-03-10 09:00", "2026-03-11 15:10",
      "2026-03-12 09:00",
    ]
    #expect(
      try window("15:00", "16:00", of: records) == "2026-03-11 15:00 to 2026-03-11 16:00")
    #expect(
      try window("08:30", "09:30", of: records) == "2026-03-12 08:30 to 2026-03-12 09:30")
    #expect(try window("15:00", nil, of: records) == "2026-03-11 15:00 to open")
  }

  @Test("a window may go over midnight")
  func night() throws {
    let records = ["2026-03-10 22:00", "2026-03-10 23:50", "2026-03-11 08:00"]
    #expect(
      try window("23:30", "00:30", of: records) == "2026-03-10 23:30 to 2026-03-11 00:30")
    let lastNight = ["2026-11-28 23:40", "2026-11-29 00:40"]
    #expect(
      try window("23:30", "00:30", of: lastNight) == "2026-11-28 23:30 to 2026-11-29 00:30")
  }

  @Test("beside a time with a date it is of that day, or the nearest in the right direction")
  func besideADate() throws {
    let records = ["2026-03-01 00:00", "2026-03-30 23:00"]
    #expect(
      try window("2026-03-08 15:02", "16:00", of: records)
        == "2026-03-08 15:02 to 2026-03-08 16:00")
    #expect(
      try window("2026-03-08 15:02", "09:00", of: records)
        == "2026-03-08 15:02 to 2026-03-09 09:00")
    #expect(
      try window("22:00", "2026-03-09 01:00", of: records)
        == "2026-03-08 22:00 to 2026-03-09 01:00")
  }

  @Test("records are counted by stretches of which each lies in a day's window or out of it")
  func stretches() throws {
    let request = WindowRequest(
      since: try bound("15:00"), until: try bound("16:00"), zone: .utc,
      now: try stamp("2026-11-29 12:00"))
    let bounds = try #require(request.bounds)
    for text in ["2026-03-08 14:59", "2026-03-08 15:00", "2026-03-08 15:59", "2026-03-08 16:00"] {
      let moment = try stamp(text).nanoseconds
      let stretch = bounds(moment)
      #expect(stretch.contains(moment))
      let window = request.window(on: WindowRequest.day(of: try stamp(text), in: .utc))
      #expect(window.holds(stretch.lowerBound) == window.holds(moment))
      #expect(window.holds(stretch.upperBound - 1) == window.holds(moment))
    }
  }
}
