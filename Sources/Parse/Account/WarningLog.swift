import Ingest
import LogModel

/// Gathers what was odd about an input: one warning a code, its first place, a count.
struct WarningLog {
  private var byCode: [InputWarning.Code: InputWarning] = [:]

  private var grave: Set<InputWarning.Code> = []

  /// - Parameter isGrave: its words and place are told, whatever was noted of the code before.
  mutating func note(
    _ code: InputWarning.Code, line: Int? = nil, byteOffset: Int? = nil, count: Int = 1,
    isGrave: Bool = false, _ message: @autoclosure () -> String
  ) {
    if byCode[code] != nil, !isGrave || grave.contains(code) {
      byCode[code]?.count += count
    } else {
      byCode[code] = InputWarning(
        code, count: count + (byCode[code]?.count ?? 0), line: line, byteOffset: byteOffset,
        message: message())
      if isGrave { grave.insert(code) }
    }
  }

  /// Tells in other words what was noted.
  mutating func reword(_ code: InputWarning.Code, _ message: String) {
    byCode[code]?.message = message
  }

  func count(of code: InputWarning.Code) -> Int { byCode[code]?.count ?? 0 }

  /// In the order of their codes.
  var warnings: [InputWarning] {
    byCode.values.sorted { $0.code.rawValue < $1.code.rawValue }
  }
}

/// Where a line or entry stands in its stream.
struct LineLocation {
  var line: Int
  /// 1-based in a document, else 0.
  var entry: Int
  var offset: Int
}

/// Turns damage of the packing into warnings and a status.
enum DamageReport {
  static func apply(
    _ damage: [StreamDamage], _ failure: String?, to reading: inout InputReading,
    _ warnings: inout WarningLog
  ) {
    for place in damage {
      warnings.note(place.code, byteOffset: place.packedOffset, place.message)
    }
    if let failure {
      warnings.note(.vanished, byteOffset: reading.bytesRead, "reading stopped: \(failure)")
    }
    if !damage.isEmpty || failure != nil { reading.status = .partial }
    if !damage.isEmpty, reading.bytesDecoded == 0 { reading.status = .unreadable }
  }
}
