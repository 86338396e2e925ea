import LogModel
import Simulator
import TestSupport
import Timeline

@testable import Pipeline

/// Logs of a shop and of the ovens it calls, each on its own clock, for two hours of which the
/// ovens fail for ten minutes from an hour on.
struct TracedServices {
  /// Seconds that the clock of each host is ahead; `shop` runs on the first.
  var clocks = ["host-a": 0.0, "host-b": 7.0]
  var namesRequests = true
  /// Seconds from one call to the next.
  var gap = 4.0

  private static let start: Int64 = 1_744_106_400

  private var hosts: [String] { clocks.keys.sorted() }

  /// The lines of each host's log.
  private var logs: [String: [String]] {
    var random = SeededGenerator(seed: 9)
    var lines: [String: [String]] = [:]
    var second = 0.0
    var number = 0
    while second < 7200 {
      number += 1
      second += gap * (0.6 + 0.8 * random.share)
      let isBad = second >= 3600 && second < 4200
      let inner = 0.05 + random.share * 0.15
      let (way, back) = (0.005 + random.share * 0.02, 0.005 + random.share * 0.02)
      let trace = namesRequests ? "\(random.next() | 1 << 60)" : ""
      let oven = hosts[1 + number % (hosts.count - 1)]
      lines[oven, default: []].append(
        line(oven, "oven", "/bake", at: second + way + inner, took: inner, isBad, trace))
      lines[hosts[0], default: []].append(
        line(
          hosts[0], "shop", "/order", at: second + way + inner + back, took: way + inner + back,
          isBad, trace))
    }
    return lines
  }

  private func line(
    _ host: String, _ service: String, _ path: String, at second: Double, took seconds: Double,
    _ isBad: Bool, _ trace: String
  ) -> String {
    let stamp = Timestamp(seconds: Self.start).advanced(bySeconds: second + (clocks[host] ?? 0))
    let time = Timestamp(nanoseconds: stamp.nanoseconds, fractionDigits: 3).rfc3339
    let named = trace.isEmpty ? "" : #""request_id":"\#(trace)","#
    return #"{"time":"\#(time)","level":"\#(isBad ? "error" : "info")","host":"\#(host)","#
      + #""service":"\#(service)",\#(named)"duration_ms":\#((seconds * 1000).rounded()),"#
      + #""method":"POST","path":"\#(path)","status":\#(isBad ? 503 : 200),"msg":"\#(path)"}"#
  }

  /// A request for all logs, written into a folder, `host-a.log` and so on.
  func request(in folder: ScratchFolder) throws -> DraftRequest {
    var request = DraftRequest()
    for (host, lines) in logs.sorted(by: { $0.key < $1.key }) {
      let name = try folder.write("\(host).log", lines.map { $0 + "\n" }.joined())
      request.inputs.append(folder.path + "/" + name)
    }
    return request
  }

  func report(applying: Bool = false) throws -> IncidentReport {
    let folder = try ScratchFolder()
    var request = try request(in: folder)
    request.appliesSkew = applying
    return try DraftPipeline(request).run().report
  }
}

extension SeededGenerator {
  /// From 0 to 1.
  fileprivate var share: Double {
    mutating get { Double(next() % 10_000) / 10_000 }
  }
}
