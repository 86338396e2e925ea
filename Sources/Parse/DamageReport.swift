import Ingest
import LogModel

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
