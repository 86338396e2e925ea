import LogModel
import Simulator
import TestSupport
import Timeline

@testable import Pipeline

/// Logs of a front, the shop behind it and the oven behind that, made up call by call.
struct ThreeServices {
  private var lines: [String: [(time: Double, text: String)]] = [:]
  private var random = SeededGenerator(seed: 7)
  static let origin: Int64 = 1_744_106_400

  /// A number drawn from a fixed seed.
  mutating func draw() -> Int { Int(random.next() % 1_000_000) }

  /// A call of a service at so many seconds.
  mutating func call(
    _ service: String, _ path: String, at second: Double, failing message: String? = nil
  ) {
    let stamp = Timestamp(seconds: Self.origin).advanced(bySeconds: second)
    let time = Timestamp(nanoseconds: stamp.nanoseconds, fractionDigits: 3).rfc3339
    let head = #"{"time":"\#(time)","level":"\#(message == nil ? "info" : "error")","#
    let call = #""service":"\#(service)","method":"POST","path":"\#(path)","#
    let end = #""status":\#(message == nil ? 200 : 503),"msg":"\#(message ?? "served")"}"#
    lines[service, default: []].append((second, head + call + end))
  }

  /// A line that is no call.
  mutating func said(_ service: String, _ message: String, at second: Double) {
    let stamp = Timestamp(seconds: Self.origin).advanced(bySeconds: second)
    let time = Timestamp(nanoseconds: stamp.nanoseconds, fractionDigits: 3).rfc3339
    let text =
      #"{"time":"\#(time)","level":"error","service":"\#(service)","msg":"\#(message)"}"#
    lines[service, default: []].append((second, text))
  }

  /// Seconds of a call every four or so, for two hours.
  mutating func beats(_ gap: Double = 4) -> [Double] {
    var second = 0.0
    var beats: [Double] = []
    while second < 7200 {
      second += gap * (0.6 + 0.8 * Double(random.next() % 1000) / 1000)
      beats.append(second)
    }
    return beats
  }

  /// The report of a draft of all logs beside an event file of the given lines.
  func report(events: [String] = []) throws -> IncidentReport {
    let folder = try ScratchFolder()
    var request = DraftRequest()
    for (service, lines) in lines.sorted(by: { $0.key < $1.key }) {
      let text = lines.sorted { $0.time < $1.time }.map { $0.text + "\n" }.joined()
      request.inputs.append(
        folder.path + "/" + (try folder.write("\(service).log", Array(text.utf8))))
    }
    if !events.isEmpty {
      let text = events.map { $0 + "\n" }.joined()
      let name = try folder.write("events.jsonl", Array(text.utf8))
      request.events = [folder.path + "/" + name]
    }
    return try DraftPipeline(request).run().report
  }

  /// The oven fails for ten minutes from an hour on, the shop and the front so much later each.
  static func chain(lag: Double) -> ThreeServices {
    var log = ThreeServices()
    for second in log.beats() {
      func message(_ words: String, _ begin: Double) -> String? {
        second >= 3600 + begin && second < 4200 + begin ? words : nil
      }
      log.call("oven", "/bake", at: second, failing: message("no heat", 0))
      log.call(
        "shop", "/order", at: second + 0.02, failing: message("call to oven failed", lag))
      log.call(
        "front", "/api/order", at: second + 0.05, failing: message("call to shop failed", 2 * lag))
    }
    return log
  }
}
