import LogModel
import Simulator
import TestSupport
import Testing

/// A log in which every request has a path of its own, so that no rule makes them one.
@Suite struct MillionPathsTests {
  #if DEBUG
    static let paths = 260_000
    static let kilobytes = 200_000
  #else
    static let paths = 1_000_000
    static let kilobytes = 300_000
  #endif

  @Test("as many paths as requests take bounded memory, and the outage among them is found")
  func memory() throws {
    let folder = try ScratchFolder()
    try folder.write("flood.log.gz", GzipWriter.member(Self.log(), level: 1))
    var program = folder.program
    program.watchesMemory = true
    let run = try program(["draft", "flood.log.gz", "--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    #expect(run.peakKilobytes > 1000 && run.peakKilobytes < Self.kilobytes)
    let report = try Report(run.output)
    let truth = try #require(Workplace.scenario.truth)
    let orders = report.incidents.filter {
      Report.value("impact_start.latest", in: $0) as? String == truth.firstFailure.rfc3339
    }
    try #require(orders.count == 1, "\(report.ids)")
    #expect(report.incidents.count == 1, "\(report.ids)")
    #expect(Report.value("impact.failures", in: orders[0]) as? Int == truth.failures)
    #expect(
      Report.value("impact_end.latest", in: orders[0]) as? String
        == truth.firstSuccessAfter?.rfc3339)
  }

  /// The lines of the paged outage, spread among requests for made-up words, in order of time.
  private static func log() -> [UInt8] {
    let window = Workplace.scenario.window
    let from = window.from.nanoseconds / 1_000_000
    let span = window.to.nanoseconds / 1_000_000 - from
    let outage = Workplace.log.split(separator: 0x0A)
    let times = Workplace.scenario.requests.map { $0.time.nanoseconds / 1_000_000 }
    var line =
      Array(
        #"{"time":0000000000000,"level":"info","method":"GET","path":"/xxxxxxx/xxxxxxxxx","#.utf8)
      + Array("\"status\":200}\n".utf8)
    let pathAt = 61
    var random = SeededGenerator(seed: 9)
    var log: [UInt8] = []
    log.reserveCapacity(paths * line.count + Workplace.log.count)
    var next = 0
    for number in 0..<paths {
      var time = from + span * Int64(number) / Int64(paths)
      while next < outage.count, times[next] <= time {
        log += outage[next]
        log.append(0x0A)
        next += 1
      }
      for digit in 0..<13 {
        line[20 - digit] = 0x30 + UInt8(time % 10)
        time /= 10
      }
      var bits = random.next()
      for offset in pathAt..<(pathAt + 17) where line[offset] != 0x2F {
        line[offset] = 0x61 + UInt8(bits % 16)
        bits >>= 4
        if bits == 0 { bits = random.next() }
      }
      log += line
    }
    for rest in outage[next...] { log += rest + [0x0A] }
    return log
  }
}
