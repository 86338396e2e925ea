import LogModel
import Simulator
import TestSupport
import Testing
import Timeline

@testable import Pipeline

/// An incident of several operations begins with the first failure of any, ends with the last of
/// any, and counts them all, each under its own name.
@Suite struct SeveralOperationsTests {
  private struct Call {
    var second: Int
    var service = "shop"
    var path: String
    var status: Int
    var message = ""
  }

  private static func time(_ second: Int) -> Timestamp {
    Timestamp(nanoseconds: (1_744_106_400 + Int64(second)) * 1_000_000_000, fractionDigits: 3)
  }

  private func report(_ calls: [Call]) throws -> IncidentReport {
    var text = ""
    for call in calls.sorted(by: { $0.second < $1.second }) {
      text += #"{"time":"\#(Self.time(call.second).rfc3339)","service":"\#(call.service)","#
      text += #""method":"GET","path":"\#(call.path)","status":\#(call.status)"#
      text += call.message.isEmpty ? "}\n" : #","error":"\#(call.message)"}"# + "\n"
    }
    let folder = try ScratchFolder()
    var request = DraftRequest()
    request.inputs = [folder.path + "/" + (try folder.write("calls.log", Array(text.utf8)))]
    return try DraftPipeline(request).run().report
  }

  private func rows(_ incident: ReportedIncident) -> [String] {
    incident.timeline.map { $0.text.plain(in: .utc, on: $0.time) }
  }

  /// Twelve pages, one call every 20 s, all of which fail for twenty minutes.
  private func site(seed: UInt64) -> [Call] {
    var random = SeededGenerator(seed: seed)
    return (0..<540).map { index in
      let second = index * 20 + Int(random.next() % 15)
      return Call(
        second: second, path: "/p\("abcdefghijkl".dropFirst(Int(random.next() % 12)).prefix(1))",
        status: (5400..<6600).contains(second) ? 502 : 200)
    }
  }

  @Test(arguments: [3, 4, 5] as [UInt64])
  func ofASiteThatIsDownEachFailureCounts(seed: UInt64) throws {
    let calls = site(seed: seed)
    let bad = calls.filter { $0.status == 502 }.map(\.second)
    let (first, last) = (try #require(bad.min()), try #require(bad.max()))
    let incident = try #require(try report(calls).incidents.first)
    #expect(incident.impact.failures == bad.count)
    #expect(incident.impact.attempts == bad.count)
    #expect(incident.impactStart.latest == Self.time(first))
    #expect(incident.impactEnd?.earliest == Self.time(last))
    let next = calls.map(\.second).filter { $0 > last }.min()
    #expect(incident.impactEnd?.latest == next.map(Self.time))
    // The bracket is of the page that failed first.
    let page = calls.first { $0.second == first }?.path
    let good = calls.last { $0.second < first && $0.path == page }?.second
    #expect(incident.impactStart.earliest == good.map(Self.time))
    #expect(incident.title.plain(in: .utc, on: nil).hasPrefix("Requests to shop failed"))
    let counted = rows(incident).contains {
      $0.contains("; \(bad.count) of \(bad.count) attempts (")
    }
    #expect(counted, "\(rows(incident))")
  }

  @Test func denseTrafficOfAnotherDoesNotNarrowTheBracket() throws {
    let dense = (0..<10800).map {
      Call(second: $0, path: "/menu", status: (3700..<4500).contains($0) ? 500 : 200)
    }
    let rare = (0..<180).map {
      Call(second: $0 * 60 + 7, path: "/order", status: (3600..<4830).contains($0 * 60) ? 500 : 200)
    }
    let others = (0..<1800).flatMap { at in
      ["/a", "/b", "/c", "/d"].map { Call(second: at * 6, path: $0, status: 200) }
    }
    let incident = try #require(try report(dense + rare + others).incidents.first)
    #expect(incident.impactStart.earliest == Self.time(3547))
    #expect(incident.impactStart.latest == Self.time(3607))
    #expect(incident.impactEnd?.earliest == Self.time(4807))
    #expect(incident.impactEnd?.latest == Self.time(4867))
    #expect(incident.impact.failures == 800 + 21)
    let rows = rows(incident)
    #expect(rows.contains { $0.hasPrefix("Last GET /order that succeeded") }, "\(rows)")
    #expect(rows.contains { $0.hasPrefix("GET /order began to fail") }, "\(rows)")
    #expect(rows.contains { $0.hasPrefix("GET /order succeeded again") }, "\(rows)")
    #expect(rows.contains { $0.contains("800 of ") && $0.contains("21 of 21 GET /order") })
  }

  @Test func aShareIsToldUnderTheNameOfItsOperation() throws {
    var random = SeededGenerator(seed: 9)
    var calls: [Call] = []
    for second in 0..<10800 {
      let isOn = (5400..<6600).contains(second)
      let isBad = isOn && random.next() % 100 < 40
      let isBooked = random.next() % 100 < 80
      calls.append(
        Call(
          second: second, service: "checkout", path: "/pay", status: isBad ? 503 : 200,
          message: isBad ? "no answer from ledger" : ""))
      guard isBooked else { continue }
      let isBadBook = isOn && random.next() % 100 < 55
      calls.append(
        Call(
          second: second, service: "ledger", path: "/book", status: isBadBook ? 500 : 200,
          message: isBadBook ? "disk full" : ""))
    }
    let incident = try #require(try report(calls).incidents.first)
    for row in rows(incident) where row.contains(" rose from") {
      let name = row.contains("GET /book rose") ? "GET /book" : "GET /pay"
      let own = try #require(incident.impact.byOperation.first { $0.operation.operation == name })
      let share = Int((Double(own.failures) / Double(own.attempts) * 100).rounded())
      #expect(row.contains("to \(share) % of attempts"), "\(row)")
    }
  }
}
