/// Reads the stamp of access logs, without its brackets: `08/Apr/2025:15:02:11 +0000`.
///
/// A fraction is read too, and the zone may be missing, as HAProxy writes it:
/// `21/Nov/2026:17:19:37.943`. Months are the English ones, in any case.
public enum ClfTime {
  /// Reads all of `bytes`; allocates nothing.
  ///
  /// - Parameter separator: stands between date and clock; Python's servers put a blank there.
  public static func parse(
    _ bytes: UnsafeRawBufferPointer, separator: UInt8 = UInt8(ascii: ":")
  ) -> ParsedTime? {
    guard bytes.count >= 20, bytes[2] == UInt8(ascii: "/"), bytes[6] == UInt8(ascii: "/"),
      bytes[11] == separator, let month = month(bytes, at: 3)
    else { return nil }
    var largest: UInt8 = 0
    let day = CivilDigits.pair(bytes, at: 0, &largest)
    let year = CivilDigits.four(bytes, at: 7, &largest)
    guard let clock = CivilDigits.clock(bytes, at: 12, &largest), largest <= 9,
      let days = CivilDigits.days(year: year, month: month, day: day),
      let tail = TimeTail(bytes, from: 20)
    else { return nil }
    return ParsedTime(days: days, clock: clock, tail: tail)
  }

  /// Whether three letters at `index`, which are there, name a month.
  public static func isMonth(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Bool {
    month(bytes, at: index) != nil
  }

  /// 1 to 12 for the three letters at `index`.
  @inline(__always)
  static func month(_ bytes: UnsafeRawBufferPointer, at index: Int) -> Int? {
    switch letters(bytes[index], bytes[index &+ 1], bytes[index &+ 2]) {
    case letters(0x6A, 0x61, 0x6E): 1
    case letters(0x66, 0x65, 0x62): 2
    case letters(0x6D, 0x61, 0x72): 3
    case letters(0x61, 0x70, 0x72): 4
    case letters(0x6D, 0x61, 0x79): 5
    case letters(0x6A, 0x75, 0x6E): 6
    case letters(0x6A, 0x75, 0x6C): 7
    case letters(0x61, 0x75, 0x67): 8
    case letters(0x73, 0x65, 0x70): 9
    case letters(0x6F, 0x63, 0x74): 10
    case letters(0x6E, 0x6F, 0x76): 11
    case letters(0x64, 0x65, 0x63): 12
    default: nil
    }
  }

  @inline(__always)
  private static func letters(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt32 {
    (UInt32(a) << 16 | UInt32(b) << 8 | UInt32(c)) | 0x20_2020
  }
}
