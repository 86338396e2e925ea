import LogModel
import Timeline

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
