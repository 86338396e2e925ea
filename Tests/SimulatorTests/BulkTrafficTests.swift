// Foundation for its JSON parser, through `Parsed`.
import Foundation
import LogModel
import Testing

@testable import Simulator

@Suite struct BulkTrafficTests {
  private static let plan = OutagePlan(
    outages: [.init(from: .clock(12, 0, 8), to: .clock(12, 0, 14))])

  private func bulk(seed: UInt64 = 1, perSecond: Int = 90) -> BulkTraffic {
    BulkTraffic(
      seed: seed, start: .clock(12, 0), requestsPerSecond: perSecond, seconds: 20,
      plan: Self.plan, people: 300)
  }

  @Test("the totals are what the bytes hold")
  func totals() throws {
    var log: [UInt8] = []
    let totals = bulk().write { log += $0 }
    let records = try lines(of: log).map { try Parsed($0) }
    #expect(totals.bytes == log.count)
    #expect(totals.lines == records.count)
    #expect(totals.requests == 90 * 20)
    #expect(try records.count { try $0.text("type") == "http" } == totals.requests)
    #expect(try records.count { try $0.text("type") == "db" } == totals.requests)
    let orders = try records.count { record in
      try record.text("type") == "http" && record.text("method") == "POST"
    }
    #expect(try records.count { try $0.text("type") == "factory" } == orders)
    #expect(try NaiveRecount(log: log) == NaiveRecount(totals.truth))
    #expect(try #require(totals.truth).failures > 50)
  }

  @Test("records stand in the order of time")
  func order() throws {
    var log: [UInt8] = []
    _ = bulk().write { log += $0 }
    let times = try lines(of: log).map { try Parsed($0).text("time") }
    #expect(times == times.sorted())
  }

  @Test("blocks hold whole lines, and their size does not change the log", arguments: [1, 5000])
  func blocks(size: Int) {
    var whole: [UInt8] = []
    _ = bulk().write { whole += $0 }
    var parts: [UInt8] = []
    var count = 0
    let totals = bulk().write(blocksOf: size) { block in
      #expect(block.last == 0x0A)
      count += 1
      parts += block
    }
    #expect(parts == whole)
    #expect(totals.bytes == whole.count)
    #expect(count > 50)
  }

  @Test("another seed gives another log, and the same seed the same")
  func seeds() {
    func log(_ seed: UInt64) -> [UInt8] {
      var log: [UInt8] = []
      _ = bulk(seed: seed, perSecond: 20).write { log += $0 }
      return log
    }
    #expect(log(1) == log(1))
    #expect(log(1) != log(2))
  }

  @Test("an error of the taker ends the writing")
  func takerThrows() {
    struct Full: Error {}
    #expect(throws: Full.self) {
      try bulk().write(blocksOf: 100) { _ in throw Full() }
    }
  }

  @Test("no seconds give no bytes")
  func empty() {
    var none = bulk()
    none.seconds = -3
    let totals = none.write { _ in Issue.record("a block of nothing") }
    #expect(totals == BulkTraffic.Totals())
  }
}
