import LogModel
import Simulator
import TestSupport
import Testing
import Timeline

@testable import Pipeline

/// Who makes the requests of a spike that comes with failures.
@Suite struct CorrelationTests {
  /// Two hours of orders by known clients, failing for fifteen minutes from the first hour on.
  private struct Shop {
    var random = SeededGenerator(seed: 11)
    var lines: [(time: Double, text: String)] = []

    mutating func order(at second: Double, by client: String) -> Bool {
      let fails = second >= 3600 && second < 4500
      let stamp = Timestamp(seconds: 1_744_106_400).advanced(bySeconds: second)
      let time = Timestamp(nanoseconds: stamp.nanoseconds, fractionDigits: 3).rfc3339
      let body = fails ? #"{\"message\":\"Failed to fulfill order at factory\"}"# : "{}"
      lines.append(
        (
          second,
          #"{"time":"\#(time)","method":"POST","path":"/api/order","#
            + #""statusCode":\#(fails ? 500 : 200),"user":"\#(client)","resBody":"\#(body)"}"#
        ))
      return !fails
    }

    /// Seconds to the next of events that come `rate` times a second.
    mutating func pause(_ rate: Double) -> Double {
      (0.2 + 1.6 * Double(random.next() % 1000) / 1000) / rate
    }

    var log: [UInt8] {
      Array(lines.sorted { $0.time < $1.time }.map { $0.text + "\n" }.joined().utf8)
    }
  }

  private func correlation(of log: [UInt8]) throws -> ReportedIncident {
    let folder = try ScratchFolder()
    let path = folder.path + "/" + (try folder.write("service.log", log))
    var request = DraftRequest()
    request.inputs = [path]
    return try #require(try DraftPipeline(request).run().report.incidents.first)
  }

  @Test func clientsThatTryAgainMakeASpikeOfRepeats() throws {
    let incident = try correlation(of: Self.triedAgain())
    #expect(incident.correlations.map(\.verdict) == [.mostlyRepeats])
    #expect(incident.correlations.map(\.order) == [.aFirst])
  }

  /// Each order is tried again, up to eight times, while it fails.
  private static func triedAgain() -> [UInt8] {
    var shop = Shop()
    var second = 0.0
    while second < 7200 {
      second += shop.pause(0.3)
      let client = "u\(shop.random.next() % 300)"
      var again = second
      var tries = 0
      while tries < 8, !shop.order(at: again, by: client) {
        again += shop.pause(0.1)
        tries += 1
      }
    }
    return shop.log
  }

  @Test func strangersMakeASpikeOfNewClients() throws {
    var shop = Shop()
    var second = 0.0
    while second < 7200 {
      let isSpike = second > 3500 && second < 4500
      second += shop.pause(isSpike ? 1.8 : 0.3)
      let number = shop.random.next() % (isSpike ? 3000 : 300)
      _ = shop.order(at: second, by: isSpike ? "n\(number)" : "u\(number)")
    }
    let incident = try correlation(of: shop.log)
    #expect(incident.correlations.map(\.verdict) == [.mostlyNewClients])
    #expect(incident.correlations.map(\.order) == [.bFirst])
  }

  @Test func whereEverybodyIsNewStrangersTellNothing() throws {
    var shop = Shop()
    var second = 0.0
    while second < 7200 {
      second += shop.pause(second > 3595 && second < 4500 ? 1.8 : 0.3)
      _ = shop.order(at: second, by: "u\(shop.random.next() % 1_000_000)")
    }
    let correlation = try #require(correlation(of: shop.log).correlations.first)
    #expect(![.mostlyNewClients, .mostlyRepeats].contains(correlation.verdict))
    #expect(correlation.reasonWords.contains { $0.hasSuffix("so that tells nothing") })
  }
}
