import Ingest
import LogModel
import Parse
import Timeline

/// Says how inputs were read without a byte of what stands in them: an account that may be attached
/// to a public issue.
///
/// Inputs are numbered, not named. Of lines that nobody reads it shows the shape: which kinds of
/// characters follow one another, each run as one.
public struct HealthPipeline: Sendable {
  private let inputs: InputsPipeline
  /// Shapes of an input that are listed, and how long one may be.
  private static let shapeLimit = 5
  private static let shapeSize = 72

  /// - Throws: `RunError` for a definition, zone or time that cannot be read.
  public init(_ request: DraftRequest) throws(RunError) { inputs = try InputsPipeline(request) }

  /// The account as text, and the status of reading the inputs.
  ///
  /// - Throws: `RunError` when there is no input at all, or an account is broken.
  public func run() throws(RunError) -> (text: String, status: ExitStatus) {
    let outcome = try inputs.run()
    let readings = outcome.coverage.inputs.map(\.reading)
    var lines = ["recount \(Version.text), \(NumberWords.count(readings.count, "input"))"]
    for (index, reading) in readings.enumerated() {
      lines += Self.account(of: reading, number: index + 1)
      if reading.account.unread > 0 { lines += shapes(ofUnreadIn: reading.path) }
    }
    lines += outcome.coverage.warnings.map { Self.line(of: $0) }
    return (lines.joined(separator: "\n") + "\n", outcome.status)
  }

  private static func account(of reading: InputReading, number: Int) -> [String] {
    let account = reading.account
    let formats = reading.formats.isEmpty ? "no known form" : reading.formats.joined(separator: "+")
    var lines = [
      "input \(number): \(reading.status.rawValue); \(reading.compression.rawValue); \(formats)",
      "  lines: \(account.records) of records, \(account.blank) blank, \(account.unread) unread, "
        + "\(account.duplicate) counted elsewhere, \(account.outsideWindow) outside of the window",
      "  bytes: \(reading.bytesRead) read, \(reading.bytesDecoded) decoded",
    ]
    if let first = reading.first, let last = reading.last {
      let zone = reading.zone.map { "; zone \($0.basis.rawValue)" } ?? ""
      lines.append("  spans \(NumberWords.duration(last.seconds(since: first)))" + zone)
    }
    if !reading.gaps.isEmpty { lines.append("  gaps: \(reading.gaps.count)") }
    return lines + reading.warnings.map { "  " + line(of: $0) }
  }

  /// Without the words of a warning, which may quote the input.
  private static func line(of warning: InputWarning) -> String {
    let place = warning.line.map { ", first at line \($0)" } ?? ""
    return "warning: \(warning.code.rawValue) (\(warning.count))" + place
  }

  private func shapes(ofUnreadIn path: String) -> [String] {
    guard path != "-", let stream = try? DecodedStream(path: path, isHashed: false) else {
      return []
    }
    let forced = inputs.plan.definition.recordRules.inputs.first { $0.covers(path) }?.format
    let trial = FormatTrial(of: stream, forced: forced)
    var seen: Set<String> = []
    let shapes = trial.unread.map { Self.shape(of: $0.text) }.filter { seen.insert($0).inserted }
    return shapes.prefix(Self.shapeLimit).map { "  shape of unread lines: \($0)" }
  }

  /// `A-2 connect: 10.0.0.1 gone` is `A-9 a: 9.9.9.9 a`: runs of small letters, of capitals, of
  /// digits and of other characters outside of ASCII become one character each.
  static func shape(of line: String) -> String {
    var shape = ""
    for scalar in line.unicodeScalars where shape.count < shapeSize {
      let mark: Character =
        switch scalar {
        case "a"..."z": "a"
        case "A"..."Z": "A"
        case "0"..."9": "9"
        case " ", "\t": " "
        case "!"..."~": Character(scalar)
        default: "?"
        }
      let isRun = mark.isLetter || mark == "9" || mark == " " || mark == "?"
      if !isRun || shape.last != mark { shape.append(mark) }
    }
    return shape
  }
}
