import LogModel
import Scan

/// Stamps that a tool puts before a line: what follows behind their blank is somebody's word, and
/// no zone or year of theirs.
enum EnvelopeStamp {
  /// `2025-04-08T15:05:09.123456+00:00` and its kin, from `start`.
  ///
  /// - Parameter spaced: a zone may stand behind a blank, ` +0000` or ` UTC`.
  static func iso(
    _ line: UnsafeRawBufferPointer, from start: Int, spaced: Bool = false
  ) -> LeadingStamp? {
    guard start >= 0, line.count &- start >= 19,
      line[start + 4] == 0x2D || line[start + 4] == 0x2F, line[start + 13] == 0x3A
    else { return nil }
    return read(line, from: start, clockEnd: spaced ? line.count : start + 19)
  }

  /// `Apr  8 15:05:09`, with a year or a fraction where a sender adds them, from `start`.
  static func month(_ line: UnsafeRawBufferPointer, from start: Int) -> LeadingStamp? {
    guard start >= 0, line.count &- start >= 15, ClfTime.isMonth(line, at: start),
      line[start + 3] == 0x20, let colon = line[start...].prefix(20).firstIndex(of: 0x3A)
    else { return nil }
    return read(line, from: start, clockEnd: min(line.count, colon + 6))
  }

  /// Up to the blank behind the clock.
  private static func read(
    _ line: UnsafeRawBufferPointer, from start: Int, clockEnd: Int
  ) -> LeadingStamp? {
    let end = line[clockEnd...].firstIndex { $0 <= 0x20 } ?? line.count
    return LeadingStamp.read(UnsafeRawBufferPointer(rebasing: line[..<end]), at: start)
  }
}

extension LeadingStamp {
  /// Puts the moment where the zone is known, else the civil time, into `wrapped`.
  func date(_ wrapped: inout Wrapped) {
    wrapped.time = moment
    wrapped.localTime = civil
  }
}
