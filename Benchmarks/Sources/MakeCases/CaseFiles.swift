import Glibc
import LogModel

/// Writes a case: a log a service, and what is true of them.
struct CaseFiles {
  let folder: String
  private let begin: Timestamp

  /// - Parameter day: counted from a Tuesday.
  init(folder: String, day: Int) {
    self.folder = folder
    begin = Timestamp(seconds: 1_744_070_400 + Int64(day) * 86_400)
  }

  func write(_ made: Case, _ calls: [Call], kind: String, seed: Int, model: String) {
    writeLogs(of: made, calls)
    let incidents = labelled(made).map { truth(of: $0, calls) }
    put(
      """
      {"kind": "\(kind)", "seed": \(seed), "model": "\(model)", "from": \(text(0)), \
      "to": \(text(made.seconds)), "null": \(incidents.isEmpty), \
      "order": \(made.order.map { "\"\($0.rawValue)\"" } ?? "null"), "incidents": \
      [\(incidents.joined(separator: ", "))]}

      """, "truth.json")
  }

  /// A log a service.
  func writeLogs(of made: Case, _ calls: [Call]) {
    var logs: [String: String] = [:]
    for call in calls {
      let service = call.operation.service
      logs[service, default: ""] += line(call, skew: made.skew[service] ?? 0)
    }
    for (service, text) in logs { put(text, "\(service).log") }
  }

  /// The faults that a person would call an incident each; one that comes back is one.
  private func labelled(_ made: Case) -> [Fault] {
    let faults = made.faults.filter(\.isIncident)
    guard made.recurs, var whole = faults.first else { return faults }
    whole.to = faults.last?.to
    return [whole]
  }

  private func put(_ text: String, _ name: String) {
    let path = "\(folder)/\(name)"
    guard let file = fopen(path, "w") else { fatalError("\(path) cannot be written") }
    fputs(text, file)
    fclose(file)
  }

  private func stamp(_ seconds: Double) -> String {
    let milliseconds = Int64((seconds * 1000).rounded())
    return Timestamp(
      nanoseconds: begin.nanoseconds + milliseconds * 1_000_000, fractionDigits: 3
    ).rfc3339
  }

  private func text(_ seconds: Double?) -> String {
    seconds.map { "\"\(stamp($0))\"" } ?? "null"
  }

  private func line(_ call: Call, skew: Double) -> String {
    let level = call.isError ? "error" : "info"
    let operation = call.operation
    if let said = call.said {
      return """
        {"time":"\(stamp(call.time + skew))","level":"info","service":"\(operation.service)",\
        "host":"\(call.host)","msg":"\(said)"}

        """
    }
    return """
      {"time":"\(stamp(call.time + skew))","level":"\(level)","service":"\(operation.service)",\
      "host":"\(call.host)","method":"\(operation.method)","path":"\(operation.path)",\
      "status":\(call.status),"latency_ms":\(Int(call.latency.rounded())),\
      "msg":"\(call.message)","user":"\(call.user)"\(call.extra)}

      """
  }

  /// Start and end as they were, and between which events they lie: from the begin of the last
  /// call before, for what hits a call does so there, to the line of the first after.
  private func truth(of fault: Fault, _ calls: [Call]) -> String {
    let own = calls.filter { call in
      fault.covers(call) && (call.isBad || !fault.isOn(at: call.time) || fault.signal == .silence)
    }
    let bad = calls.filter { $0.isBad && fault.covers($0) && fault.isOn(at: $0.begin) }
      .sorted { $0.begin < $1.begin }
    let good = own.filter { !$0.isBad && !$0.isError }.sorted { $0.begin < $1.begin }
    let lastGood = bad.first.flatMap { first in good.last { $0.begin < first.begin }?.begin }
    let nextGood = bad.last.flatMap { last in good.first { $0.begin > last.begin }?.time }
    let operation = (bad.last ?? own.last)?.operation
    return """
      {"start": \(text(fault.from)), "end": \(text(fault.to)), "on_at_start": \(fault.from < 0), \
      "signal": "\(fault.signal.rawValue)", "service": "\(operation?.service ?? "")", \
      "operation": "\(operation?.name ?? "")", \
      "start_bracket": [\(text(lastGood)), \(text(bad.first?.time))], \
      "end_bracket": [\(text(bad.last?.begin)), \(text(nextGood))]}
      """
  }
}
