import LogModel
import Timeline

/// The first lines of a draft that rests on files which were not read in full.
struct DamageNotice {
  /// Files that are named; the rest are counted.
  private static let named = 10

  private let completeness: Completeness
  private let zone: DisplayZone

  init(_ coverage: Coverage, zone: DisplayZone) {
    completeness = coverage.completeness
    self.zone = zone
  }

  /// A block quote, `nil` when everything was read.
  var markdown: String? {
    // What makes the run partial first, for not all of them may fit.
    let faults = completeness.partial + completeness.faults.filter { !$0.isPartial }
    guard !faults.isEmpty else { return nil }
    var lines = ["> **Incomplete input.** This draft may miss what was not read:"]
    lines.append(">")
    lines += faults.prefix(Self.named).map { "> - " + told($0) }
    let more = faults.count - Self.named
    if more > 0 { lines.append("> - and \(more) more.") }
    return lines.joined(separator: "\n")
  }

  private func told(_ fault: Completeness.Fault) -> String {
    let parts = fault.parts.map { $0.markdown(in: zone, on: nil) }
    return Self.role(fault.role) + SafeText.markdownCode(fault.path) + ": "
      + parts.joined(separator: "; ")
  }

  static func role(_ role: Completeness.Role) -> String {
    switch role {
    case .input: ""
    case .baseline: "baseline "
    case .events: "events "
    }
  }
}
