import LogModel
import Simulator

/// An hour and a half of a shop with an outage of its orders, to be written in any form.
struct MixedTraffic: Sendable {
  struct Call: Sendable {
    /// Nanoseconds since the epoch at the answer, whole milliseconds.
    var time: Int64
    var number: Int
    var isOrder: Bool
    var failed: Bool
    var milliseconds: Int

    var method: String { isOrder ? "POST" : "GET" }
    var path: String { isOrder ? "/api/order" : "/api/menu" }
    var status: Int { failed ? 503 : 200 }
    var address: String { "198.51.100.\(number % 200)" }

    func stamp(_ digits: Int = 3) -> String {
      Timestamp(nanoseconds: time, fractionDigits: digits).rfc3339
    }
    /// `2025-03-02 10:00:00` and milliseconds behind `separator`.
    func civil(_ separator: String) -> String {
      let text = Array(stamp(3))
      return String(text[0..<10]) + " " + String(text[11..<19]) + separator + String(text[20..<23])
    }
    var clock: String { String(Array(stamp(0))[11..<19]) }
    /// `02/Mar/2025:10:00:00 +0000`
    var clf: String { "02/Mar/2025:\(clock) +0000" }
    /// `Mar  2 10:00:00`
    var syslog: String { "Mar  2 \(clock)" }
    var epochMicroseconds: Int64 { time / 1000 }
  }

  let calls: [Call]
  var orders: [Call] { calls.filter(\.isOrder) }
  var failures: [Call] { calls.filter(\.failed) }
  var firstFailure: Call { failures.first ?? calls[0] }
  var lastGoodBefore: Call {
    orders.last { !$0.failed && $0.time < firstFailure.time } ?? calls[0]
  }
  var lastFailure: Call { failures.last ?? calls[0] }

  static let shop = MixedTraffic(seed: 5)

  private init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let start: Int64 = 1_740_909_600_000
    var calls: [Call] = []
    var at: Int64 = 0
    while at < 5_400_000 {
      at += Int64(400 + random.below(3200))
      let isOrder = random.below(4) == 0
      let failed = isOrder && (2_400_000..<3_120_000).contains(at)
      calls.append(
        Call(
          time: (start + at) * 1_000_000, number: calls.count, isOrder: isOrder, failed: failed,
          milliseconds: failed ? 3000 + random.below(40) : 20 + random.below(90)))
    }
    self.calls = calls
  }

  /// One line a call.
  func lines(_ write: (Call) -> String?) -> [UInt8] {
    Array(calls.compactMap(write).map { $0 + "\n" }.joined().utf8)
  }
}
