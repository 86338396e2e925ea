import LogModel
import Simulator
import Testing

@testable import Signals

/// Names of requests that were rejected, beside those of requests that were served.
@Suite struct RejectedRouteTests {
  @Test func aScanFoldsNoRouteThatIsServed() throws {
    var random = SeededGenerator(seed: 7)
    let served = (0..<60).map { index in
      Attempt(
        milliseconds: Int64(index) * 1000, operation: "GET /menu/\(index % 3 == 0 ? "a" : "b")")
    }
    let scan = (0..<1500).map { index -> Attempt in
      var attempt = Attempt(
        milliseconds: Int64(index) * 40, operation: "GET /probe\(index).php", outcome: .rejected)
      attempt.status = 404
      return attempt
    }
    let inputs = Scans.dealt(served + scan, to: 3, by: &random)
    let bytes = Scans.inOne(inputs)
    #expect(try Scans.merged(inputs, by: &random) == bytes)
    let tally = try TallyFile.decode(bytes, rules: .plain)
    let names = tally.series.filter { !$0.key.isRejected }.map(\.key.operation)
    #expect(Set(names) == ["GET /menu/a", "GET /menu/b"])
    #expect(tally.series.contains { $0.key.isRejected && $0.key.operation == "GET /probe7.php" })
    #expect(tally.lumpWarnings.isEmpty)
  }

  @Test func aFloodOfThemStaysBounded() throws {
    let attempts = (0..<60_000).map { index -> Attempt in
      var attempt = Attempt(
        milliseconds: Int64(index), operation: "GET /x\(index)", outcome: .rejected)
      attempt.status = 404
      return attempt
    }
    let tally = try TallyFile.decode(
      Scans.inOne([MadeInput(number: 1, attempts: attempts)]), rules: .plain)
    #expect(tally.series.map(\.key.operation) == ["GET /*"])
  }

  @Test func whatIsRejectedKeepsTheNameOfWhatIsServed() throws {
    var refused = Attempt(milliseconds: 10, operation: "GET /menu", outcome: .rejected)
    refused.status = 404
    let attempts = [Attempt(operation: "GET /menu"), refused]
    let tally = try TallyFile.decode(
      Scans.inOne([MadeInput(number: 1, attempts: attempts)]), rules: .plain)
    #expect(tally.series.count == 2)
    #expect(tally.route("GET /menu", service: "shop") == "GET /menu")
  }
}
