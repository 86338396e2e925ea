import LogModel
import Timeline

/// The table of `recount inputs`: one row a file, then every warning in full.
public enum InputsTable {
  /// The table as text; times are in `zone`, `-` stands for what is not known.
  ///
  /// - Parameter warnings: those that belong to no single input.
  public static func text(
    _ inputs: [InputReading], warnings: [InputWarning] = [], zone: DisplayZone = .utc
  ) -> String {
    var table = TextTable(
      header: [
        "file", "format", "service", "source", "zone", "from (\(SafeText.terminal(zone.name)))",
        "to", "records", "unread", "warnings",
      ],
      rightAligned: [7, 8, 9])
    let sorted = inputs.sorted { $0.path < $1.path }
    for input in sorted { table.add(cells(of: input, zone: zone)) }
    let lines =
      sorted.flatMap { input in input.warnings.map { line($0, in: input.path) } }
      + warnings.map { line($0, in: nil) }
    return table.text + (lines.isEmpty ? "" : "\n" + lines.joined())
  }

  private static func cells(of input: InputReading, zone: DisplayZone) -> [String] {
    let status = input.status == .complete ? "" : " (\(input.status.rawValue))"
    let assumed = input.zone?.basis == .assumed ? " (assumed)" : ""
    return [
      input.path + status,
      input.formats.isEmpty ? "-" : input.formats.joined(separator: "+"),
      input.readAs.service ?? "-",
      input.readAs.source ?? "-",
      input.zone.map { $0.name + assumed } ?? "-",
      input.first.map { zone.date($0) + " " + zone.clock($0, on: nil) } ?? "-",
      input.last.map { zone.clock($0, on: input.first) } ?? "-",
      String(input.account.records),
      String(input.account.unread),
      String(input.warnings.count),
    ]
  }

  /// `service.log.gz:12: unread-lines (3): not one of the formats`
  private static func line(_ warning: InputWarning, in path: String?) -> String {
    var line = path.map { $0 + ":" } ?? ""
    if let number = warning.line { line += "\(number):" }
    if !line.isEmpty { line += " " }
    line += warning.code.rawValue
    if warning.count != 1 { line += " (\(warning.count))" }
    line += ": " + warning.message
    if warning.line == nil, let offset = warning.byteOffset { line += " (at byte \(offset))" }
    return SafeText.terminal(line) + "\n"
  }
}
