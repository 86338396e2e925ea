import LogModel
import Simulator
import TestSupport
import Testing

@testable import Inference
@testable import Pipeline

/// One log for each symptom of an incident, with users and tenants where requests have them.
struct EveryIncident: Sendable, CustomTestStringConvertible {
  static let origin: Int64 = 1_744_106_400
  /// Seconds from the origin in which every one of them is on.
  static let on = 3600..<4800
  static let all: [EveryIncident] = [
    EveryIncident("failures", .failures) { log, at in
      log.request(at, "POST", "/order", status: on.contains(at) ? 500 : 200)
    },
    EveryIncident("slow", .slowCalls) { log, at in
      log.request(at, "POST", "/order", milliseconds: on.contains(at) ? 900 : 40)
    },
    EveryIncident("absent", .missingRequests) { log, at in
      if !on.contains(at) { log.request(at, "POST", "/order") }
      log.request(at, "GET", "/menu")
    },
    EveryIncident("lines", .errorLines) { log, at in
      log.line(at, "info", "Job \(at) done")
      if on.contains(at) { log.line(at, "error", "Cannot reach queue \(at)") }
    },
    EveryIncident("stopped", .silentMessage) { log, at in
      log.line(at, "info", "Job \(at) done")
      if !on.contains(at) { log.line(at, "info", "Flame is steady at \(at % 7) bar") }
    },
    EveryIncident("answered", .changedResponses) { log, at in
      let more = on.contains(at) ? #","stale":true"# : ""
      log.request(at, "GET", "/price", body: #"{"id":7,"ok":true\#(more)}"#)
    },
    EveryIncident("stalled", .stuckValue) { log, at in
      let depth = on.contains(at) ? 77 : Int(log.random.next() % 5000)
      log.line(at, "info", "queue depth=\(depth) jobs")
      log.request(at, "GET", "/menu")
    },
  ]

  /// Writes a log, a step at a time.
  struct Writer {
    var random = SeededGenerator(seed: 11)
    var text = ""

    private func head(_ at: Int) -> String {
      let stamp = Timestamp(
        nanoseconds: (EveryIncident.origin + Int64(at)) * 1_000_000_000, fractionDigits: 3)
      return #"{"time":"\#(stamp.rfc3339)","service":"shop","#
    }

    mutating func request(
      _ at: Int, _ method: String, _ path: String, status: Int = 200, milliseconds: Int = 40,
      body: String? = nil
    ) {
      let user = Int(random.next() % 50)
      let took = milliseconds + Int(random.next() % 20)
      text += head(at) + #""method":"\#(method)","path":"\#(path)","status":\#(status),"#
      text += #""user":"u\#(user)","tenant":"t\#(user % 5)","responseTime":\#(took)"#
      text += (body.map { #","resBody":\#($0)"# } ?? "") + "}\n"
    }

    mutating func line(_ at: Int, _ level: String, _ message: String) {
      text += head(at) + #""level":"\#(level)","message":"\#(message)"}"# + "\n"
    }
  }

  let name: String
  let symptom: Symptom.Kind
  private let step: @Sendable (inout Writer, _ at: Int) -> Void
  var testDescription: String { name }

  private init(
    _ name: String, _ symptom: Symptom.Kind,
    step: @escaping @Sendable (inout Writer, _ at: Int) -> Void
  ) {
    self.name = name
    self.symptom = symptom
    self.step = step
  }

  /// Two hours, an event every three seconds.
  func log() -> [UInt8] {
    var writer = Writer()
    for at in stride(from: 0, to: 7200, by: 3) { step(&writer, at) }
    return Array(writer.text.utf8)
  }

  static func time(_ second: Int) -> Timestamp { Timestamp(seconds: origin + Int64(second)) }

  /// What was read of the log.
  func scanned() throws -> LogScan.Outcome {
    let folder = try ScratchFolder()
    var request = DraftRequest()
    request.inputs = [folder.path + "/" + (try folder.write("shop.log", log()))]
    return try LogScan(RunPlan(request)).run()
  }
}
