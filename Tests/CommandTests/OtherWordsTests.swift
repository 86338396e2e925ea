import LogModel
import Simulator
import TestSupport
import Testing

/// Two forms of one log that share no line: each request counts once.
@Suite struct OtherWordsTests {
  private struct Request {
    var milliseconds: Int
    var path: String
    var status: Int
    var took: Int

    var time: Timestamp {
      Timestamp(nanoseconds: Int64(milliseconds) * 1_000_000, fractionDigits: 3)
    }
  }

  /// An hour of a service, of which a fifth fails for all.
  private static func requests(seed: UInt64) -> [Request] {
    var random = SeededGenerator(seed: seed)
    var milliseconds = 1_761_814_800_000
    return (0..<3000).map { number in
      milliseconds += 200 + random.below(2000)
      let failed = (1500..<2000).contains(number) && random.chance(0.95)
      return Request(
        milliseconds: milliseconds, path: ["/api/cart", "/api/pay", "/api/list"][random.below(3)],
        status: failed ? 503 : 200, took: 5 + random.below(90))
    }
  }

  private static func text(
    _ requests: [Request], head: String = "", _ line: (Request) -> String
  ) -> [UInt8] { Array((head + requests.map { line($0) + "\n" }.joined()).utf8) }

  private static func json(_ requests: [Request], service: String = "") -> [UInt8] {
    text(requests) {
      #"{"time":"\#($0.time.rfc3339)",\#(service)"method":"GET","path":"\#($0.path)","#
        + #""status":\#($0.status),"duration_ms":\#($0.took)}"#
    }
  }

  private static func otherJSON(_ requests: [Request]) -> [UInt8] {
    text(requests) {
      #"{"ts":\#($0.milliseconds),"lvl":"info","verb":"GET","url":"\#($0.path)","#
        + #""statusCode":\#($0.status),"responseTime":"\#($0.took)ms"}"#
    }
  }

  /// Columns, in whole seconds.
  private static func table(_ requests: [Request]) -> [UInt8] {
    text(requests, head: "time,service,method,path,status\n") {
      let time = Timestamp(seconds: Int64($0.milliseconds / 1000))
      return "\(time.rfc3339),shop,GET,\($0.path),\($0.status)"
    }
  }

  private func run(
    _ files: [(String, [UInt8])], _ arguments: [String] = []
  ) throws -> (failures: Int, attempts: Int, duplicates: Int, errors: String) {
    let folder = try ScratchFolder()
    for (name, bytes) in files { try folder.write("logs/\(name)", bytes) }
    let run = try folder.program(["draft", "--format", "json"] + arguments + ["logs"])
    let report = try Report(run.output)
    let incident = try #require(report.incidents.first, "\(run.errorText)")
    return (
      Report.value("impact.failures", in: incident) as? Int ?? -1,
      Report.value("impact.attempts", in: incident) as? Int ?? -1,
      Report.value("coverage.totals.duplicate", in: report.root) as? Int ?? -1, run.errorText
    )
  }

  @Test("JSON beside JSON of other keys and other stamps: all of the second is known")
  func otherKeys() throws {
    let requests = Self.requests(seed: 8)
    let alone = try run([("shop.json", Self.json(requests))])
    let both = try run([
      ("shop.json", Self.json(requests)), ("export.json", Self.otherJSON(requests)),
    ])
    #expect(alone.duplicates == 0 && both.duplicates == 3000)
    #expect(both.failures == alone.failures && both.attempts == alone.attempts)
    #expect(both.errors.contains("3000 of its records are also in"))
  }

  @Test("lines of JSON beside a table of the same service, in whole seconds")
  func wholeSeconds() throws {
    let requests = Self.requests(seed: 9)
    let json = Self.json(requests, service: #""service":"shop","#)
    let alone = try run([("a.log", json)])
    let both = try run([("a.log", json), ("b.csv", Self.table(requests))])
    #expect(both.duplicates == 3000)
    #expect(both.failures == alone.failures && both.attempts == alone.attempts)
  }

  @Test("a part of the log in another form is left out; the rest counts")
  func part() throws {
    let requests = Self.requests(seed: 10)
    let alone = try run([("shop.json", Self.json(requests))])
    let both = try run([
      ("shop.json", Self.json(Array(requests[..<2400]))),
      ("late.json", Self.otherJSON(Array(requests[1200...]))),
    ])
    #expect(both.duplicates == 1200)
    #expect(both.failures == alone.failures && both.attempts == alone.attempts)
  }

  @Test("replicas of one service that get like requests are two")
  func replicas() throws {
    let service = #""service":"shop","#
    let one = Self.requests(seed: 11)
    let two = Self.requests(seed: 12)
    let both = try run([
      ("a.log", Self.json(one, service: service)), ("b.log", Self.json(two, service: service)),
    ])
    #expect(both.duplicates == 0)
  }

  @Test("tallies of two forms are counted twice, which is said")
  func tallies() throws {
    let requests = Self.requests(seed: 13)
    let folder = try ScratchFolder()
    try folder.write("shop.json", Self.json(requests))
    try folder.write("export.json", Self.otherJSON(requests))
    for name in ["shop", "export"] {
      let made = try folder.program(["tally", "\(name).json", "-o", "\(name).tally"])
      #expect(made.status == 0, "\(made.errorText)")
    }
    let run = try folder.program(["draft", "shop.tally", "export.tally"])
    #expect(run.errorText.contains("counted in both"))
  }
}
