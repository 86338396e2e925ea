import LogModel
import Simulator
import TestSupport
import Testing

/// Whether an access log stamps requests when they came in or when they were answered, as the order
/// of its lines tells.
@Suite struct RequestOrderTests {
  private struct Request {
    var received: Int
    var took: Int
    var status: Int

    var answered: Int { received + took }
  }

  /// One request a second; for five minutes most wait 20 to 30 seconds for a 504. In the order in
  /// which they were answered.
  private static let requests: [Request] = {
    var random = SeededGenerator(seed: 77)
    return (0..<3000).map { number in
      let hangs = (1400..<1700).contains(number) && random.chance(0.9)
      return Request(
        received: 1_761_814_800_000 + number * 1000 + random.below(900),
        took: hangs ? 20_000 + random.below(10_000) : 20 + random.below(200),
        status: hangs ? 504 : 200)
    }.sorted { $0.answered < $1.answered }
  }()

  private static func log(_ requests: [Request], _ stamp: (Request) -> Int) -> [UInt8] {
    Array(
      requests.map { request in
        let civil = CivilTime(secondsSinceEpoch: Int64(stamp(request) / 1000))
        let clock = [civil.hour, civil.minute, civil.second].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return "192.0.2.\(request.received % 200) - - "
          + "[30/Oct/2025:\(clock.joined(separator: ":")) +0000] "
          + "\"GET /seats HTTP/1.1\" \(request.status) 77 \"-\" \"curl/8\" "
          + "D=\(request.took * 1000)\n"
      }.joined().utf8)
  }

  private func read(_ bytes: [UInt8]) throws -> (stamp: String?, table: String, start: String) {
    let folder = try ScratchFolder()
    try folder.write("access.log", bytes)
    let report = try Report(try folder.program(["draft", "--format", "json", "access.log"]).output)
    let input = try #require(
      (Report.value("coverage.inputs", in: report.root) as? [[String: Any]])?.first)
    let incident = try #require(report.incidents.first)
    return (
      Report.value("read_as.request_stamp", in: input) as? String,
      try folder.program(["inputs", "access.log"]).text,
      Report.value("impact_start.latest", in: incident) as? String ?? "none"
    )
  }

  @Test("stamps that go back behind slow requests are when these were received")
  func received() throws {
    let read = try read(Self.log(Self.requests, \.received))
    #expect(read.stamp == "received")
    #expect(read.table.contains("stamped when received (counted when\n  answered)"))
    #expect(!read.table.contains("out-of-order"))
  }

  @Test("stamps in order, of which those of slow requests would have ended later")
  func answered() throws {
    let read = try read(Self.log(Self.requests, \.answered))
    #expect(read.stamp == "answered")
    #expect(read.table.contains("stamped when answered"))
  }

  @Test("both logs of one outage begin and end at the same seconds")
  func sameOutage() throws {
    let one = try read(Self.log(Self.requests, \.received))
    let other = try read(Self.log(Self.requests, \.answered))
    #expect(one.start.prefix(16) == other.start.prefix(16))
  }

  @Test("quick requests in order tell nothing")
  func quick() throws {
    var quick = Self.requests
    for at in quick.indices { quick[at].took = 40 }
    quick.sort { $0.received < $1.received }
    #expect(try read(Self.log(quick, \.received)).stamp == nil)
  }
}
