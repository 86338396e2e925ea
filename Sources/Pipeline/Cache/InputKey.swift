import Ingest
import LogModel
import Parse
import Scan

/// The key of what is kept of an input: all that its tally is a function of.
///
/// These are the bytes of the file, the program, the definition, what the path says of its service
/// and source, and the options that say how it is read. Two things are missing, and looked at when
/// an entry is used: by what the year of stamps is told that state none (`StreamOutline`), which
/// may be another input, and the window, of which a tally knows nothing.
struct InputKey: Sendable {
  /// The parts, each with its length, so that no two lists of parts give the same bytes.
  let bytes: [UInt8]

  /// - Parameter parts: names and values.
  init(_ parts: [(name: String, value: String)]) {
    bytes = Array(parts.map { "\($0.name) \($0.value.utf8.count) \($0.value)\n" }.joined().utf8)
  }

  /// 32 hexadecimal digits that stand for the key in the name of a file.
  var digits: String { FileContent.hash(of: bytes).hexadecimal }

  /// - Parameters:
  ///   - options: how the input is to be read.
  ///   - zone: a hash of all that the zone of ``ParseOptions/zone`` says.
  init(
    of content: FileContent, at path: String, rules: RecordRules, options: ParseOptions,
    program: String, definition: String, zone: String
  ) {
    let names = FileNaming.names(of: path)
    let rule = rules.inputs.firstIndex { $0.covers(path) }
    self.init([
      ("program", program), ("version", Version.text), ("definition", definition),
      ("content", content.hash.hexadecimal), ("size", String(content.size)),
      ("service", names.service), ("source", names.source),
      ("rule", rule.map(String.init) ?? ""), ("format", options.format.map { "\($0)" } ?? ""),
      ("zone", zone), ("shift", String(options.shiftNanoseconds)),
      ("now", options.statedNow.map { String($0.nanoseconds) } ?? ""),
    ])
  }
}

/// A hash of all that a zone says: rules of zones change with the system's zone database.
enum ZoneFingerprint {
  /// From the year 1 to the year 2300, in seconds since 1970: stamps lie between.
  private static let years: Range<Int64> = -62_135_596_800..<10_413_792_000
  /// No hour that clocks show twice, or never, is shorter (seconds).
  private static let step: Int64 = 900

  /// The name with the hash; empty without a zone.
  static func text(of zone: ZoneRules?) -> String {
    guard let zone else { return "" }
    var hash: UInt64 = 0
    var local = years.lowerBound
    while local < years.upperBound {
      let span = zone.steadySpan(aroundLocal: local)
      hash = StableHash.combine(hash, UInt64(bitPattern: local))
      hash = StableHash.combine(hash, UInt64(bitPattern: Int64(span.offset)))
      for offset in span.to > local ? [] : zone.offsets(atLocal: local) {
        hash = StableHash.combine(hash, UInt64(bitPattern: Int64(offset)))
      }
      local = span.to > local ? span.to : local + step
    }
    return "\(zone.name) \(String(hash, radix: 16))"
  }
}
