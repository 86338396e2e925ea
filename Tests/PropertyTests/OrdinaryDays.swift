import Glibc
import Simulator
import TestSupport

/// Made-up days of one service, with a daily and a weekly rhythm, and what went wrong on them.
struct OrdinaryDays {
  struct Call {
    /// Seconds since 1970.
    var time: Double
    var path: String
    var milliseconds: Double
    var fails = false
    /// 0 to 23.
    var hour: Int { Int(time / 3600) % 24 }
  }

  /// Monday, 2025-03-24.
  static let monday = 1_742_774_400.0
  static let day = 86_400.0

  private var random: SeededGenerator
  private let paths: [(path: String, perSecond: Double)]

  init(
    seed: UInt64,
    paths: [(path: String, perSecond: Double)] = [("/api/order", 0.06), ("/api/menu", 0.09)]
  ) {
    random = SeededGenerator(seed: seed)
    self.paths = paths
  }

  private mutating func uniform() -> Double {
    (Double(random.next() >> 11) + 0.5) / 9_007_199_254_740_992
  }

  /// Of the mean rate: busy in the afternoon, half as much at weekends.
  static func season(_ time: Double) -> Double {
    let hour = time.truncatingRemainder(dividingBy: day) / 3600
    let weekday = Int((time - monday) / day + 7000) % 7
    return (1 + 0.7 * sin(2 * .pi * (hour - 9) / 24)) * (weekday >= 5 ? 0.5 : 1)
  }

  /// Lines of some days, counted from ``monday``; each day's level differs by a tenth.
  ///
  /// - Parameters:
  ///   - factor: of the ordinary rate.
  ///   - change: what becomes of a call.
  mutating func log(
    from: Double, to: Double, factor: (String, Double) -> Double = { _, _ in 1 },
    change: (inout Call, Double) -> Void = { _, _ in }
  ) -> String {
    var calls: [Call] = []
    let levels = (0...max(0, Int(to - from))).map { _ in 0.9 + 0.2 * uniform() }
    for (path, rate) in paths {
      var at = Self.monday + from * Self.day
      while at < Self.monday + to * Self.day {
        let level = levels[min(levels.count - 1, Int((at - Self.monday) / Self.day - from))]
        let share = factor(path, at) * level
        guard share > 0 else {
          at += 1
          continue
        }
        at += -(Glibc.log(uniform()) + Glibc.log(uniform())) / (2 * rate * share * Self.season(at))
        guard factor(path, at) > 0 else { continue }
        var call = Call(time: at, path: path, milliseconds: 30 + 30 * uniform())
        change(&call, uniform())
        calls.append(call)
      }
    }
    calls.sort { ($0.time, $0.path) < ($1.time, $1.path) }
    return calls.map(Self.line).joined()
  }

  /// `2025-04-08T15:02:03.250Z`
  static func stamp(_ time: Double) -> String {
    let milliseconds = Int((time * 1000).rounded())
    let second = milliseconds / 1000
    let date = 24 + (second - Int(monday)) / 86_400
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    let clock = [second / 3600 % 24, second / 60 % 60, second % 60].map(two)
    return "2025-\(date > 31 ? "04" : "03")-\(two(date > 31 ? date - 31 : date))T"
      + clock.joined(separator: ":") + "." + String(String(1000 + milliseconds % 1000).dropFirst())
      + "Z"
  }

  private static func line(_ call: Call) -> String {
    #"{"time":"\#(stamp(call.time))","service":"shop","method":"POST","path":"\#(call.path)","#
      + #""status":\#(call.fails ? 500 : 200),"duration_ms":\#(call.milliseconds),"#
      + #""msg":"\#(call.fails ? "no oven" : "served")"}"# + "\n"
  }
}
