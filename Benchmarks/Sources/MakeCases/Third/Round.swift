/// Ten minutes of a storage service that one or two scripts try out.
struct Round {
  private static let loggers = ["api": "volumes.api", "worker": "volumes.worker"]
  private static let frames = [
    "manager.py\", line 412, in create", "flow.py\", line 88, in run",
    "driver.py\", line 231, in allocate", "rpc.py\", line 59, in call",
    "pool.py\", line 140, in reserve",
  ]

  var isJSON = false
  var clients = 1
  /// The scripts give up after their first failure, and the log ends with them.
  var givesUp = false
  /// Whether the call of a step fails at a moment.
  var fails: (String, Double) -> Bool = { _, _ in false }
  /// The scripts create first, then attach and detach, and delete at last, as a test does.
  var isPhased = false
  /// When the scripts have done what they came for; the service goes on.
  var stopsAt = Double.infinity
  /// Answers of 401 and 409 that are right, and after which the script asks once more.
  var hasConflicts = false
  private(set) var gaveUpAt: Double?
  private var volumes: [String] = []

  private typealias Step = (name: String, method: String, tail: String, status: Int)

  /// Steps of a volume's life: what is asked, and what is answered.
  private static let steps: [Step] = [
    ("create", "POST", "", 202), ("show", "GET", "/ID", 200), ("show", "GET", "/ID", 200),
    ("attach", "POST", "/ID/attach", 202), ("show", "GET", "/ID", 200), ("list", "GET", "", 200),
    ("detach", "POST", "/ID/detach", 202), ("show", "GET", "/ID", 200),
    ("delete", "DELETE", "/ID", 204), ("show", "GET", "/ID", 404),
  ]

  mutating func play(_ scene: inout Scene) {
    scene.isRound = true
    tasks(&scene)
    for client in 0..<clients {
      var at = scene.dice.between(0.5, 6)
      while at < min(stopsAt, scene.seconds), gaveUpAt == nil {
        at = life(&scene, client: client, from: at)
      }
    }
    if let gaveUpAt { scene.end(at: gaveUpAt + scene.dice.between(0.6, 2)) }
  }

  /// The steps of the phase of work at a moment, all of them where there are no phases.
  private func steps(at time: Double, of seconds: Double) -> [Step] {
    guard isPhased else { return Self.steps }
    let polls = Array(repeating: Self.steps[1], count: 4)
    switch time / seconds {
    case ..<0.35: return [Self.steps[0]] + polls
    case ..<0.7: return [Self.steps[3], Self.steps[4], Self.steps[6]] + polls
    default: return [Self.steps[8], Self.steps[9], Self.steps[5]]
    }
  }

  /// One volume from its creation to its end; returns when the script goes on.
  private mutating func life(_ scene: inout Scene, client: Int, from begin: Double) -> Double {
    var at = begin
    let steps = steps(at: begin, of: scene.seconds)
    if steps[0].name == "create" || volumes.isEmpty {
      volumes.append(scene.dice.hex(8) + "-" + scene.dice.hex(4))
    }
    let volume = volumes[volumes.count - 1]
    if steps[0].name == "delete" { volumes.removeLast() }
    for step in steps {
      let took = scene.dice.logNormal(median: step.name == "create" ? 0.4 : 0.06, spread: 0.5)
      let isBad = fails(step.name, at)
      let path = "/v2/volumes" + step.tail.replacing("ID", with: volume)
      let request = "req-" + scene.dice.hex(8)
      if hasConflicts, step.name != "show", scene.dice.chance(0.12) {
        let status = step.name == "list" ? 401 : 409
        access(&scene, client, step.method, path, status, 0.02, request, at: at)
        at += scene.dice.between(1, 3)
      }
      work(&scene, step.name, volume, request, at: at + took * 0.4, isBad: isBad)
      let status = isBad ? 500 : step.status
      let reached = step.name == "attach" || isBad ? 0 : nil
      if !scene.troubles.isEmpty {
        scene.saw(
          reached, at, at + took, bad: isBad,
          "\(step.method) /v2/volumes\(step.tail.replacing("ID", with: ":id"))")
      }
      access(&scene, client, step.method, path, status, took, request, at: at + took)
      at += took + scene.dice.between(2.2, 5)
      guard isBad else { continue }
      if givesUp {
        gaveUpAt = min(gaveUpAt ?? .infinity, at)
        return at
      }
      break
    }
    return at + scene.dice.between(2, 9)
  }

  private func access(
    _ scene: inout Scene, _ client: Int, _ method: String, _ path: String, _ status: Int,
    _ took: Double, _ request: String, at time: Double
  ) {
    let ip = "192.0.2.\(10 + client)"
    let milliseconds = Int(took * 1000)
    if isJSON {
      scene.write(
        "api.log", time,
        #"{"time":"\#(scene.clock.rfc3339(time))","level":"INFO","service":"volumes-api","#
          + #""request_id":"\#(request)","client":"\#(ip)","method":"\#(method)","#
          + #""path":"\#(path)","status":\#(status),"duration_ms":\#(milliseconds)}"#)
    } else {
      scene.write(
        "api.log", time,
        "\(scene.clock.python(time)) 2201 INFO volumes.api.server [\(request)] \(ip) "
          + "\"\(method) \(path) HTTP/1.1\" status: \(status) len: \(120 + milliseconds % 300) "
          + "time: \(Double(milliseconds) / 1000)")
    }
  }

  /// What the worker says of a step.
  private func work(
    _ scene: inout Scene, _ step: String, _ volume: String, _ request: String, at time: Double,
    isBad: Bool
  ) {
    if isPhased, step == "show", time < scene.seconds * 0.35 {
      say(
        &scene, "api", "DEBUG", "policy left out the members owner and shelf", request,
        at: time - 0.01)
    }
    if step == "create" || step == "attach" || step == "delete" {
      say(&scene, "worker", "INFO", "\(step) of volume \(volume) begins", request, at: time)
    }
    if isBad {
      traceback(&scene, "\(step) of volume \(volume) failed", request, at: time + 0.01)
    } else if scene.dice.chance(0.03) {
      say(
        &scene, "worker", "WARNING", "storage-1.internal is slow to answer, trying again",
        request, at: time)
      say(
        &scene, "worker", "INFO", "storage-1.internal answered at the second try", request,
        at: time + 0.9)
    }
  }

  /// An error with where it came from, over several lines.
  func traceback(_ scene: inout Scene, _ what: String, _ request: String, at time: Double) {
    let reason = "StorageError: storage-1.internal:3260 is not reachable: No route to host"
    let frames = Self.frames.map { "  File \"/opt/volumes/\($0)" }
    let trace = ["Traceback (most recent call last):"] + frames + [reason]
    if isJSON {
      let joined = trace.joined(separator: "\\n").replacing("\"", with: "'")
      say(&scene, "worker", "ERROR", what + "\\n" + joined, request, at: time)
    } else {
      say(&scene, "worker", "ERROR", ([what] + trace).joined(separator: "\n"), request, at: time)
    }
  }

  func say(
    _ scene: inout Scene, _ service: String, _ level: String, _ text: String,
    _ request: String?, at time: Double
  ) {
    if isJSON {
      let id = request.map { #","request_id":"\#($0)""# } ?? ""
      scene.write(
        "\(service).log", time,
        #"{"time":"\#(scene.clock.rfc3339(time))","level":"\#(level)","#
          + #""service":"volumes-\#(service)","message":"\#(text)"\#(id)}"#)
    } else {
      scene.write(
        "\(service).log", time,
        "\(scene.clock.python(time)) 2207 \(level) \(Self.loggers[service] ?? "") "
          + "[\(request ?? "-")] \(text)")
    }
  }

  /// What the worker does by the clock.
  private func tasks(_ scene: inout Scene) {
    for at in stride(from: scene.dice.between(0, 20), to: scene.seconds, by: 20) {
      say(&scene, "worker", "DEBUG", "running periodic task report_state", nil, at: at)
    }
    for at in stride(from: scene.dice.between(0, 60), to: scene.seconds, by: 60) {
      say(&scene, "worker", "INFO", "volume statistics updated", nil, at: at)
    }
  }
}
