import Glibc

/// A fault as its users saw it.
struct Trouble {
  enum Shape: String {
    case step, ramp, phased, flapping, brief, lasting, stays
    case oneHost = "one-host"
  }

  /// Seconds from the case's begin.
  var from: Double
  /// `nil`: still on at the end.
  var to: Double?
  var shape = Shape.step
  var signal = Fault.Signal.failures
  /// First at fault.
  var service = ""
  /// At fault, as the lines name it.
  var dependency: String?
  /// Grows from nothing: it begins with the first call that suffers.
  var beginsUnseen = false
  /// Calls still suffer after the cause is gone: it ends with the last of them.
  var endsLate = false
  /// Calls it is about: begin, line, whether it suffered, which operation.
  var calls: [(begin: Double, line: Double, isBad: Bool, name: String)] = []

  func isOn(at time: Double) -> Bool { time >= from && time < (to ?? .infinity) }
}

/// What the lines of a case are, and what is true of them.
struct Scene {
  enum Order: String {
    case demandFirst = "demand-first"
    case unrelated, retry, tie
  }

  let clock: Clock
  var seconds: Double
  var dice: Dice
  var troubles: [Trouble] = []
  var order: Order?
  /// A short log of one or two clients.
  var isRound = false
  /// Lines of a file, in the order they were made.
  private(set) var files: [String: [(time: Double, text: String)]] = [:]

  init(seed: UInt64, hours: Double, beginsAt hour: Double = 0) {
    dice = Dice(seed: seed, "third")
    // No log begins on a whole minute.
    clock = Clock(hour: hour + Double(7 + seed % 3000) / 3600)
    seconds = hours * 3600
  }

  mutating func write(_ file: String, _ time: Double, _ text: String) {
    guard time >= 0, time < seconds else { return }
    files[file, default: []].append((time, text))
  }

  /// A call that one of the troubles is about.
  mutating func saw(_ trouble: Int?, _ begin: Double, _ line: Double, bad: Bool, _ name: String) {
    guard let trouble, begin >= 0, line < seconds else { return }
    troubles[trouble].calls.append((begin, line, bad, name))
  }

  /// Nothing is written from a moment on, for the machine is gone.
  mutating func end(at time: Double) {
    for name in files.keys { files[name]?.removeAll { $0.time > time } }
    for at in troubles.indices { troubles[at].calls.removeAll { $0.line > time } }
    seconds = min(seconds, time)
  }

  func put(in folder: String, kind: String, seed: Int) {
    for (name, lines) in files where !lines.isEmpty {
      let ordered = lines.enumerated().sorted {
        ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
      }
      put(ordered.map { $0.element.text + "\n" }.joined(), "\(folder)/\(name)")
    }
    let incidents = troubles.compactMap(truth)
    put(
      """
      {"kind": "\(kind)", "seed": \(seed), "model": "third", "from": \(text(0)), \
      "to": \(text(seconds)), "null": \(incidents.isEmpty), "round": \(isRound), \
      "order": \(order.map { "\"\($0.rawValue)\"" } ?? "null"), "incidents": \
      [\(incidents.joined(separator: ", "))]}

      """, "\(folder)/truth.json")
  }

  private func put(_ text: String, _ path: String) {
    guard let file = fopen(path, "w") else { fatalError("\(path) cannot be written") }
    fputs(text, file)
    fclose(file)
  }

  private func text(_ seconds: Double?) -> String {
    seconds.map { "\"\(clock.rfc3339($0))\"" } ?? "null"
  }

  /// What nobody could see is none.
  private func truth(of trouble: Trouble) -> String? {
    let bad = trouble.calls.filter(\.isBad).sorted { $0.begin < $1.begin }
    // A call that is spared while the fault is on tells nothing of when it began.
    let good = trouble.calls.filter { !$0.isBad && !trouble.isOn(at: $0.begin) }
      .sorted { $0.begin < $1.begin }
    let isSilence = trouble.signal == .silence
    guard isSilence || !bad.isEmpty else { return nil }
    let first = isSilence ? trouble.from : bad[0].begin
    let last = isSilence ? trouble.to ?? seconds : bad[bad.count - 1].begin
    let start = trouble.beginsUnseen ? first : trouble.from
    let end = trouble.to.map { trouble.endsLate ? max($0, last) : $0 }
    var counts: [String: Int] = [:]
    for call in bad.isEmpty ? trouble.calls : bad { counts[call.name, default: 0] += 1 }
    let names = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let listed = names.prefix(12).map { "\"\($0)\"" }.joined(separator: ", ")
    // What grows from nothing is seen at some time from where it begins to when it plainly is.
    let isRamp = trouble.shape == .ramp
    let seen = isSilence ? nil : bad[isRamp ? min(9, bad.count - 1) : 0].line
    let lastGood = good.last { $0.begin < (isRamp ? trouble.from : first) }?.begin
    let nextGood = end == nil ? nil : good.first { $0.begin > last }?.line
    return """
      {"start": \(text(start)), "end": \(text(end)), "on_at_start": \(trouble.from < 0), \
      "signal": "\(trouble.signal.rawValue)", "shape": "\(trouble.shape.rawValue)", \
      "service": "\(trouble.service)", \
      "dependency": \(trouble.dependency.map { "\"\($0)\"" } ?? "null"), \
      "operation": "\(names.first ?? "")", "operations": [\(listed)], \
      "start_bracket": [\(text(lastGood)), \(text(seen))], \
      "end_bracket": [\(text(isSilence ? nil : last)), \(text(nextGood))]}
      """
  }
}
