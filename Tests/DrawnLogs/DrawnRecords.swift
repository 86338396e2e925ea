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

  var form = LogForm.jsonLines
  var inOneFile = false
  /// Of what chance decides: of other days otherwise.
  private var seed: UInt64 { UInt64(bitPattern: origin / 86_400 * 2) }

  /// Logs by their paths: one a service, `checkout.log`, and of a drawing with a hole one a piece,
  /// the last of which has no number.
  var logs: [(path: String, text: String)] {
    var records: [String: [DrawnRecord]] = [:]
    for lane in drawing.lanes {
      for record in self.records(of: lane) {
        records[inOneFile ? "all" : record.service, default: []].append(record)
      }
    }
    return records.sorted { $0.key < $1.key }.flatMap { files(of: $0.key, $0.value) }
  }

  private func files(
    of service: String, _ records: [DrawnRecord]
  ) -> [(path: String, text: String)] {
    let holes = drawing.holes
    // A piece is as many holes from the end as its rotation's number says.
    let starts = holes.filter { !holes.contains($0 - 1) }
    func column(of record: DrawnRecord) -> Int { Int(record.time.seconds - origin) / step }
    let kept = records.filter { !holes.contains(column(of: $0)) }
    let pieces = Dictionary(grouping: kept) { record in
      starts.count { $0 > column(of: record) }
    }
    return pieces.sorted { $0.key < $1.key }.map { number, records in
      let lines = records.map { (time: $0.time, text: form.line($0)) }
        .sorted { ($0.time, $0.text) < ($1.time, $1.text) }
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
    var random = SeededGenerator(seed: seed).fork(first ?? name)
    return (0..<drawing.width).flatMap { step -> [(seconds: Double, step: Int)] in
      let count = lane.sign(at: step).records(of: perStep)
      return (0..<count).map { at in
        let within = (Double(at) + 0.1 + 0.8 * Self.uniform(&random)) / Double(max(1, count))
        return ((Double(step) + within) * Double(self.step) + delay, step)
      }
    }
  }

  private func records(of lane: Lane) -> [DrawnRecord] {
    var random = SeededGenerator(seed: seed &+ 1).fork("\(lane.subject)")
    return moments(of: lane).enumerated().compactMap { number, moment in
      let sign = lane.sign(at: moment.step)
      let fails = random.below(10) < sign.failing
      switch lane.subject {
      case .operation(let service, let callee, let method, let path):
        let milliseconds = (40 + 20 * Self.uniform(&random)) * sign.slowness
        let message =
          fails
          ? callee.map { "call to \($0) failed" } ?? "internal error"
          : sign.isRejected ? "forbidden" : "served"
        return DrawnRecord(
          time: stamp(moment.seconds), service: service,
          level: fails ? "error" : sign.isRejected ? "warn" : "info", message: message,
          request: .init(
            method: method, path: path, status: fails ? 500 : sign.isRejected ? 403 : 200,
            milliseconds: Int(milliseconds),
            answer: fails || sign.isRejected ? nil : Self.answer(lane, sign, number),
            user: number * 13 % 211))
      case .message(let service, let words):
        let count = String(sign.keepsValue ? 17 : number * 7 % 90 + 10)
        let said = words.split(separator: "#", omittingEmptySubsequences: false)
          .joined(separator: count)
        return DrawnRecord(
          time: stamp(moment.seconds), service: service, level: sign.level, message: said)
      case .event, .hole: return nil
      }
    }
  }

  /// Only lanes whose answers change log them.
  private static func answer(_ lane: Lane, _ sign: LaneSign, _ number: Int) -> String? {
    guard lane.has("c") || lane.has("k") || lane.has("K") else { return nil }
    let (still, values) = lane.has("K") ? (300, 900) : (117, 41)
    let price = sign.keepsValue ? still : 100 + number * 37 % values
    return #"{"id":\#(number),"price":\#(price)"# + (sign.changesAnswer ? #","stale":true}"# : "}")
  }

  /// The events file; `nil` where no event is drawn.
  var events: String? {
    let rows = drawing.lanes.flatMap { lane -> [(time: Timestamp, text: String)] in
      guard case .event(let kind, let detail) = lane.subject else { return [] }
      return lane.marks.enumerated().filter { $0.element.isLetter }.map { step, mark in
        let time = stamp(Double(step * self.step))
        let fields = Self.fields(kind, detail, isCleared: mark == "C")
        return (time, #"{"time":"\#(time.rfc3339)",\#(fields)}"#)
      }
    }
    guard !rows.isEmpty else { return nil }
    return rows.sorted { ($0.time, $0.text) < ($1.time, $1.text) }
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

  private func stamp(_ seconds: Double) -> Timestamp {
    let milliseconds = Int64((seconds * 1000).rounded())
    return Timestamp(
      nanoseconds: (origin * 1000 + milliseconds) * 1_000_000, fractionDigits: 3)
  }

  private static func uniform(_ random: inout SeededGenerator) -> Double {
    Double(random.next() >> 11) / 9_007_199_254_740_992
  }
}
