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
    // The same words as the exit status: less than that is worth a note.
    let isPartial = faults.contains(where: \.isPartial)
    var lines = [
      isPartial
        ? "> **Incomplete input.** This draft may miss what was not read:"
        : "> Notes on how the input was read:"
    ]
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

/// The faults that make a run partial as plain text: a line each for a terminal.
public enum PartialLines {
  /// `incomplete input: app.log.gz: read in part, up to 2025-04-08 15:20:00; …`
  public static func lines(_ completeness: Completeness, zone: DisplayZone = .utc) -> [String] {
    completeness.partial.map { fault in
      SafeText.terminal("incomplete input: " + sentence(fault, zone: zone))
    }
  }

  /// `baseline march.log: could not be read; no such file`
  static func sentence(_ fault: Completeness.Fault, zone: DisplayZone) -> String {
    DamageNotice.role(fault.role) + fault.path + ": "
      + fault.parts.map { $0.plain(in: zone, on: nil) }.joined(separator: "; ")
  }

  /// The same as a paragraph at the end of a table; empty when all was read.
  static func paragraph(_ completeness: Completeness, zone: DisplayZone) -> String {
    let lines = lines(completeness, zone: zone)
    return lines.isEmpty ? "" : "\n" + lines.map { $0 + "\n" }.joined()
  }
}
