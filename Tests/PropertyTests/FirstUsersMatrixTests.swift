import LogModel
import Simulator
import TestSupport
import Testing

/// The outages of the service that the first users run are found in every log of them.
@Suite struct FirstUsersMatrixTests {
  @Test(
    "one incident, with the bracket that orders alone give", arguments: FirstUsersLog.all)
  func found(_ log: FirstUsersLog) throws {
    let folder = try ScratchFolder()
    try folder.write("orders.log", log.lines)
    let run = try folder.inProcess(["draft", "orders.log", "--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    let report = try Report(run.output)
    try #require(report.incidents.count == 1, "\(report.ids)")
    let found = Brackets(report.incidents[0])
    let orders = log.requests.filter { $0.endpoint == .order }
    let expected = Brackets.of(orders, isSlow: log.fault == .throttled)
    #expect(expected.contains { $0.start == found.start }, "\(found.start) of \(expected)")
    #expect(expected.contains { $0.end == found.end }, "\(found.end) of \(expected)")
  }
}

/// Between which orders an outage began and ended.
private struct Brackets: CustomStringConvertible {
  /// The last good order before, where there is one, and the first bad one.
  var start: [String]
  /// The last bad order and the first good one after it; empty where there is none.
  var end: [String]

  var description: String { "\(start) … \(end)" }

  init(start: [String], end: [String]) {
    self.start = start
    self.end = end
  }

  init(_ incident: [String: Any]) {
    let truth = FoundTruth(incident)
    start = [truth.lastSuccessBefore, truth.firstFailure].compactMap { $0 }
    let end = [truth.lastFailure, truth.firstSuccessAfter]
    self.end = end.contains(nil) ? [] : end.compactMap { $0 }
  }

  /// What the orders of a log say.
  ///
  /// - Parameter isSlow: orders of the outage that went well took half a minute: they may count as
  ///   good ones or as bad ones, from their begin or from their answer.
  static func of(_ orders: [SimulatedRequest], isSlow: Bool) -> [Brackets] {
    // Refused for their size: neither good nor of the outage.
    let diners = orders.filter { $0.failure != .ovenFull }
    let good = diners.filter { $0.failure == nil }
    let failed = diners.filter { $0.failure != nil && $0.status >= 400 }
    let fallen = diners.filter { $0.failure != nil }
    guard isSlow else { return [bracket(of: failed, among: good) { $0.time }] }
    let served = diners.filter { $0.status < 400 }
    return [
      bracket(of: failed, among: served) { $0.time }, bracket(of: failed, among: good) { $0.time },
      bracket(of: fallen, among: good) { $0.time }, bracket(of: fallen, among: good) { $0.begin },
    ]
  }

  private static func bracket(
    of bad: [SimulatedRequest], among good: [SimulatedRequest],
    _ moment: (SimulatedRequest) -> Timestamp
  ) -> Brackets {
    let (bad, good) = (bad.map(moment).sorted(), good.map(moment).sorted())
    guard let first = bad.first, let last = bad.last else { return Brackets(start: [], end: []) }
    let before = good.last { $0 < first }
    let after = good.first { $0 > last }
    return Brackets(
      start: [before, first].compactMap { $0?.rfc3339 },
      end: after.map { [last.rfc3339, $0.rfc3339] } ?? [])
  }
}
