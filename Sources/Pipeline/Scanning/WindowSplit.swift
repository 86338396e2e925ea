import LogModel
import Parse
import Timeline

/// Classes what lies outside of the window, once all inputs are read and its days are known.
struct WindowSplit {
  let plan: RunPlan
  /// Records of each log by stretches of time, by path; tallies have none.
  let counts: [String: StretchCounts]

  /// - Returns: the window, and what a person should know of it.
  /// - Throws: `RunError` where the inputs hold records, and none of them lies in the window.
  func apply(
    to readings: inout [InputReading]
  ) throws(RunError) -> (window: ReportWindow, notes: [String]) {
    let asked = plan.window
    guard !asked.isEmpty else { return (ReportWindow(), []) }
    let counted = readings.filter { $0.status != .duplicate && $0.first != nil }
    let span = Self.span(of: counted)
    let window = asked.window(in: span, isToday: isToday(counted)) { window in
      counted.contains { holds($0, window) }
    }
    if window.isEmpty, let since = window.since, let until = window.until {
      throw .refused("--since \(shown(since)) is not before --until \(shown(until))")
    }
    if let span, !counted.contains(where: { holds($0, window) }) {
      throw .refused(
        "no record \(words(window)) (\(plan.windowAsTyped)); the logs run from "
          + "\(shown(span.from)) to \(shown(span.to)) \(plan.displayZone.name)")
    }
    for at in readings.indices where readings[at].status != .duplicate {
      guard let counts = counts[readings[at].path] else { continue }
      let outside = min(readings[at].account.records, counts.records { !window.holds($0) })
      readings[at].account.records -= outside
      readings[at].account.outsideWindow += outside
    }
    return (window, notes(on: window, of: span))
  }

  private func isToday(_ readings: [InputReading]) -> Bool {
    readings.contains { reading in
      guard let first = reading.first, let last = reading.last else { return false }
      return WindowRequest.day(of: first, in: plan.displayZone) <= plan.window.today
        && WindowRequest.day(of: last, in: plan.displayZone) >= plan.window.today
    }
  }

  /// A tally no longer knows single records: it holds one wherever it spans.
  private func holds(_ reading: InputReading, _ window: ReportWindow) -> Bool {
    if let counts = counts[reading.path] { return counts.records(where: window.holds) > 0 }
    guard let first = reading.first, let last = reading.last else { return false }
    return window.touches(first, last)
  }

  private static func span(of readings: [InputReading]) -> TimeRange? {
    guard let first = readings.compactMap(\.first).min(),
      let last = readings.compactMap(\.last).max(), first <= last
    else { return nil }
    return TimeRange(from: first, to: last)
  }

  /// Where several days could be meant, which one is.
  private func notes(on window: ReportWindow, of span: TimeRange?) -> [String] {
    guard !plan.window.isFixed, let span, plan.timelineZone.isOtherDay(span.from, span.to) else {
      return []
    }
    return [
      "\(plan.windowAsTyped): reported is what lies \(words(window)) "
        + "\(plan.displayZone.name); give a date for another day"
    ]
  }

  private func words(_ window: ReportWindow) -> String {
    switch (window.since, window.until) {
    case (let since?, let until?): "between \(shown(since)) and \(shown(until))"
    case (let since?, nil): "at or after \(shown(since))"
    case (nil, let until?): "before \(shown(until))"
    case (nil, nil): "at any time"
    }
  }

  private func shown(_ time: Timestamp) -> String {
    let zone = plan.timelineZone
    return zone.date(time) + " " + zone.clock(time, on: nil)
  }
}

extension DisplayZone {
  fileprivate func isOtherDay(_ a: Timestamp, _ b: Timestamp) -> Bool { date(a) != date(b) }
}
