import LogModel
import Simulator

/// The records of a drawing as lines of logs and of an events file.
struct DrawnRecords {
  let drawing: Drawing
  /// The begin of the first step, in seconds of the epoch.
  let origin: Int64
  /// Seconds of a step.
  let step: Int
  let perStep: Int

  private struct Record {
    var seconds: Double
    var text: String
  }

  /// Logs by their paths: one a service, `checkout.log`, and of a drawing with a hole one a piece,
  /// the last of which has no number.
  var logs: [(path: String, text: String)] {
    var records: [String: [Record]] = [:]
    for lane in drawing.lanes {
      switch lane.subject {
      case .operation(let service, _, _, _): records[service, default: []] += self.records(of: lane)
      case .message(let service, _): records[service, default: []] += self.records(of: lane)
      case .event, .hole: break
      }
    }
    return records.sorted { $0.key < $1.key }.flatMap { files(of: $0.key, $0.value) }
  }

  private func files(of service: String, _ records: [Record]) -> [(path: String, text: String)] {
    let holes = drawing.holes
    // A piece is as many holes from the end as its rotation's number says.
    let starts = holes.filter { !holes.contains($0 - 1) }
    let kept = records.filter { !holes.contains(Int($0.seconds) / step) }
    let pieces = Dictionary(grouping: kept) { record in
      starts.count { Double($0 * step) > record.seconds }
    }
    return pieces.sorted { $0.key < $1.key }.map { number, records in
      let lines = records.sorted { ($0.seconds, $0.text) < ($1.seconds, $1.text) }
      return (
        "\(service).log" + (number == 0 ? "" : ".\(number)"), lines.map { $0.text + "\n" }.joined()
      )
    }
  }

  /// Moments of a lane's records: near to even, moved by a fixed chance. A service that calls
  /// another does so with each of its requests.
  private func moments(of lane: Lane) -> [(seconds: Double, step: Int)] {
    let (name, delay): (String, Double) =
      switch lane.subject {
      case .operation(let service, let callee, _, let path):
        (callee ?? (service + path), callee == nil ? 0 : 0.02)
      case .message(let service, let text): (service + text, 0)
      case .event, .hole: ("", 0)
      }
    // The called service's first operation has its own name and path.
    let first = drawing.lanes.lazy.compactMap { other -> String? in
      guard case .operation(name, _, _, let path) = other.subject else { return nil }
      return name + path
    }.first
    var random = SeededGenerator(seed: 1).fork(first ?? name)
    return (0..<drawing.width).flatMap { step -> [(seconds: Double, step: Int)] in
      let count = Int((Double(perStep) * lane.sign(at: step).count).rounded())
      return (0..<count).map { at in
        let within = (Double(at) + 0.1 + 0.8 * Self.uniform(&random)) / Double(max(1, count))
        return ((Double(step) + within) * Double(self.step) + delay, step)
      }
    }
  }

  private func records(of lane: Lane) -> [Record] {
    var random = SeededGenerator(seed: 2).fork("\(lane.subject)")
    var attempts = [Int](repeating: 0, count: drawing.width)
    return moments(of: lane).enumerated().map { number, moment in
      let sign = lane.sign(at: moment.step)
      attempts[moment.step] += 1
      // Spread over a step: of ten in a row, as many as the mark says.
      let fails = (attempts[moment.step] * 7) % 10 < sign.failing
      let head = #"{"time":"\#(stamp(moment.seconds))","#
      let text: String
      switch lane.subject {
      case .operation(let service, let callee, let method, let path):
        let milliseconds = (40 + 20 * Self.uniform(&random)) * sign.slowness
        text =
          #""service":"\#(service)","method":"\#(method)","path":"\#(path)","#
          + Self.result(fails: fails, sign, calls: callee)
          + #","duration_ms":\#(Int(milliseconds))"# + Self.answer(lane, sign, number, fails) + "}"
      case .message(let service, let words):
        let count = String(sign.keepsValue ? 17 : number * 7 % 90 + 10)
        let said = words.split(separator: "#", omittingEmptySubsequences: false)
          .joined(separator: count)
        text = #""level":"\#(sign.level)","service":"\#(service)","msg":"\#(said)"}"#
      case .event, .hole: text = "}"
      }
      return Record(seconds: moment.seconds, text: head + text)
    }
  }

  private static func result(fails: Bool, _ sign: LaneSign, calls callee: String?) -> String {
    if sign.isRejected { return #""status":403,"level":"warn","msg":"forbidden""# }
    guard fails else { return #""status":200,"level":"info","msg":"served""# }
    let message = callee.map { "call to \($0) failed" } ?? "internal error"
    return #""status":500,"level":"error","msg":"\#(message)""#
  }

  /// Only lanes whose answers change log them.
  private static func answer(_ lane: Lane, _ sign: LaneSign, _ number: Int, _ fails: Bool) -> String
  {
    guard lane.has("c") || lane.has("k"), !fails, !sign.isRejected else { return "" }
    let price = sign.keepsValue ? 417 : 100 + number * 37 % 900
    return #","user":"u\#(number * 13 % 211)","resBody":{"id":\#(number),"price":\#(price)"#
      + (sign.changesAnswer ? #","stale":true}"# : "}")
  }

  /// The events file; `nil` where no event is drawn.
  var events: String? {
    let rows = drawing.lanes.flatMap { lane -> [Record] in
      guard case .event(let kind, let detail) = lane.subject else { return [] }
      return lane.marks.enumerated().filter { $0.element.isLetter }.map { step, mark in
        let seconds = Double(step * self.step)
        let fields = Self.fields(kind, detail, isCleared: mark == "C")
        return Record(seconds: seconds, text: #"{"time":"\#(stamp(seconds))",\#(fields)}"#)
      }
    }
    guard !rows.isEmpty else { return nil }
    return rows.sorted { ($0.seconds, $0.text) < ($1.seconds, $1.text) }
      .map { $0.text + "\n" }.joined()
  }

  private static func fields(_ kind: String, _ detail: String, isCleared: Bool) -> String {
    let parts = detail.split(separator: ": ", maxSplits: 1).map(String.init)
    let who = parts.isEmpty ? "" : #","who":"\#(parts[0])""#
    let text = parts.count < 2 ? "" : #","text":"\#(parts[1])""#
    switch kind {
    case "alert":
      return #""kind":"alert_\#(isCleared ? "cleared" : "fired")","rule":"\#(detail)""#
    case "deploy", "change", "rollback", "restart":
      let words = detail.split(separator: " ", maxSplits: 1).map(String.init)
      let service = words.first.map { #","service":"\#($0)""# } ?? ""
      let version = words.count < 2 ? "" : #","version":"\#(words[1])""#
      return #""kind":"\#(kind)"\#(service)\#(version)"#
    default: return #""kind":"\#(kind)"\#(who)\#(text)"#
    }
  }

  private func stamp(_ seconds: Double) -> String {
    let milliseconds = Int64((seconds * 1000).rounded())
    return Timestamp(
      nanoseconds: (origin * 1000 + milliseconds) * 1_000_000, fractionDigits: 3
    ).rfc3339
  }

  private static func uniform(_ random: inout SeededGenerator) -> Double {
    Double(random.next() >> 11) / 9_007_199_254_740_992
  }
}
