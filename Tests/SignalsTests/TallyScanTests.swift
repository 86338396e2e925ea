import Ingest
import LogModel
import Parse
import TestSupport
import Testing

@testable import Signals
@testable import Simulator

@Suite struct TallyScanTests {
  private func scenario(_ name: Scenario.Name) -> Scenario { .named(name) }

  /// A scenario's log, its lines dealt out to files.
  private func files(_ bytes: [UInt8], _ count: Int) throws -> [ScannedLog] {
    var random = SeededGenerator(seed: 51)
    var parts = [[UInt8]](repeating: [], count: count)
    for line in bytes.logLines { parts[random.below(count)] += line }
    return try parts.enumerated().map { index, part in
      // Every second one is packed: that decides nothing.
      try ScannedLog(index % 2 == 0 ? part : GzipWriter.member(part), name: "service.\(index).log")
    }
  }

  @Test(arguments: [RecordForm.jsonLines, .jsonLinesSynonyms, .combined, .lokiPush])
  func filesScannedApartAndMergedAreOneScan(_ form: RecordForm) throws {
    let log = scenario(.outagePagedInThreeMinutes).log(as: form)
    let files = try files(log, 5)
    let one = Tally(rules: .plain)
    for file in files { try file.scan(into: one) }
    let expected = TallyFile.encode(one)
    var random = SeededGenerator(seed: 52)
    for round in 0..<2 {
      var tallies = try files.shuffled(by: &random).map { try $0.tally() }
      while tallies.count > 1 {
        var last = tallies.removeLast()
        if round == 1 { last = try TallyFile.decode(TallyFile.encode(last), rules: .plain) }
        tallies[random.below(tallies.count)].merge(last)
      }
      #expect(TallyFile.encode(tallies[0]) == expected)
    }
  }

  @Test func theNumberOfThreadsAndTheSizeOfBlocksDecideNothing() async throws {
    let files = try files(scenario(.quietDay).log(as: .jsonLines), 6)
    let paths = files.map(\.path)
    var results: Set<[UInt8]> = []
    for (threads, blockSize) in [(1, 256 * 1024), (2, 64), (6, 1000)] {
      let parts = try await withThrowingTaskGroup(of: [UInt8].self) { group in
        for thread in 0..<threads {
          group.addTask {
            let tally = Tally(rules: .plain)
            for index in paths.indices where index % threads == thread {
              let stream = try DecodedStream(path: paths[index], blockSize: blockSize)
              let parser = StreamParser(
                stream: stream, rules: .standard, options: ParseOptions(blockSize: blockSize)
              ) { tally.fold($0) }
              tally.seal(parser.run())
            }
            return TallyFile.encode(tally)
          }
        }
        return try await group.reduce(into: [[UInt8]]()) { $0.append($1) }
      }
      let whole = Tally(rules: .plain)
      for part in parts { whole.merge(try TallyFile.decode(part, rules: .plain)) }
      results.insert(TallyFile.encode(whole))
    }
    #expect(results.count == 1)
    withExtendedLifetime(files) {}
  }

  @Test(arguments: Scenario.Name.allCases)
  func shuffledLinesTellTheSame(_ name: Scenario.Name) throws {
    let lines = scenario(name).log(as: .jsonLines).logLines
    let story = Scans.story(try ScannedLog(Array(lines.joined())).tally())
    var random = SeededGenerator(seed: 53)
    let shuffled = try ScannedLog(Array(lines.shuffled(by: &random).joined()))
    #expect(Scans.story(try shuffled.tally()) == story)
  }

  @Test func theTallyOfAScenarioHoldsWhatHappenedInIt() throws {
    let scenario = scenario(.outagePagedInThreeMinutes)
    let tally = try ScannedLog(scenario.log(as: .jsonLines)).tally()
    tally.finish()
    let orders = tally.series.filter { $0.key.operation == "POST /api/order" }
    let marks = orders.flatMap(\.buckets).flatMap(\.failures).flatMap(\.cell.marks)
    let truth = scenario.requests.filter { $0.endpoint == .order && $0.status == 500 }
    #expect(!truth.isEmpty)
    #expect(marks.map(\.nanoseconds).sorted() == truth.map(\.time.nanoseconds))
    let arrivals = orders.flatMap(\.buckets).reduce(0) { $0 + $1.arrivals }
    #expect(arrivals == scenario.requests.count { $0.endpoint == .order })
  }

  @Test func sparseBucketsKeepEventsWithTheirLinesAndDenseOnesTheExtremes() throws {
    func line(_ second: Int, _ millisecond: Int) -> String {
      let fraction = String(1000 + millisecond).dropFirst()
      return #"{"time":"2025-04-08T15:00:0\#(second).\#(fraction)Z","method":"GET","#
        + #""path":"/menu","statusCode":200}"# + "\n"
    }
    let sparse = (0..<4).map { line(1, $0 * 100) }
    let dense = (0..<40).map { line(2, $0 * 20) }
    let tally = try ScannedLog(Array((sparse + dense.reversed()).joined().utf8)).tally()
    tally.finish()
    let cells = tally.series.flatMap(\.buckets).map(\.successes)
    #expect(cells.map(\.count) == [4, 40])
    #expect(cells.map { $0.marks.map(\.line) } == [[1, 2, 3, 4], [44, 5]])
    #expect(cells[0].isExact && !cells[1].isExact)
    #expect(tally.input(of: cells[0].marks[0])?.reading.path.hasSuffix("service.log") == true)
  }

  @Test func theOutageAndTheFullOvenAreTwoSignaturesOfOneOperation() throws {
    var plan = OutagePlan(outages: [.init(from: .clock(15, 0), to: .clock(15, 20))])
    plan.reportKey = .followLinkToEndChaos
    let scenario = Scenario(
      name: "both", seed: 8, from: .clock(12, 0), to: .clock(16, 0), traffic: TrafficModel(),
      plan: plan)
    let full = scenario.requests.count { $0.failure == .ovenFull }
    let outage = scenario.requests.count { $0.failure == .outage(0) }
    try #require(full > 0 && outage > 0)
    let tally = try ScannedLog(scenario.log(as: .jsonLines)).tally()
    tally.finish()
    let orders = try #require(tally.series.first { $0.key.operation == "POST /api/order" })
    var counts: [String: Int] = [:]
    for failure in orders.buckets.flatMap(\.failures) {
      counts[orders.signatures[failure.signature].text, default: 0] += failure.cell.count
    }
    #expect(counts.count == 2)
    #expect(Set(orders.signatures.map(\.status)) == [500])
    #expect(counts.first { $0.key.contains("followLinkToEndChaos") }?.value == outage)
    #expect(counts.first { !$0.key.contains("followLinkToEndChaos") }?.value == full)
  }

  @Test func noSecretReachesTheBytes() throws {
    let secret = "FAKE" + "SECRET"
    func line(_ index: Int, _ field: String, _ value: String) -> String {
      var fields = [
        "time": "2025-04-08T15:00:0\(index % 10).000Z", "method": "POST", "path": "/api/order",
        "service": "shop", "host": "host-1", "user": "u\(index)", "peer": "factory",
      ]
      fields[field] = value
      let texts = fields.sorted { $0.key < $1.key }.map { #""\#($0.key)":"\#($0.value)""# }
      return "{" + texts.joined(separator: ",") + #","statusCode":500}"# + "\n"
    }
    let places = ["path", "service", "host", "user", "peer", "message", "method", "error", "type"]
    let plain = places.enumerated().map { line($0.offset, $0.element, "/a \(secret) b") }
    let body = #"{\"message\":\"no \#(secret) left\",\"\#(secret)\":1}"#
    let nested = line(1, "resBody", body)
    let long = line(2, "operation", String(repeating: "x ", count: 124) + secret)
    let log = try ScannedLog(Array((plain.joined() + nested + long).utf8), name: "shop.log")
    let rules = TallyRules(.standard) { text in
      text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "[cut]")
    }
    let tally = Tally(rules: rules)
    try log.scan(into: tally)
    let masked = TallyFile.encode(tally)
    let open = TallyFile.encode(try log.tally())
    #expect(!contains(masked, "FAKE"), "not even in part")
    #expect(contains(open, secret), "the log brings the secret into places that are kept")
  }

  private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
    let text = Array(text.utf8)
    return bytes.indices.contains { bytes[$0...].starts(with: text) }
  }
}
