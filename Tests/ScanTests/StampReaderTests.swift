import Scan
import Testing

@Suite struct StampReaderTests {
  @Test("a stamp is read alike whichever stamps were read before it")
  func order() {
    let stamps = [
      "2025-04-08T15:05:09.123Z", "2025-04-08T15:05:59.999Z", "2025-04-08T15:05:00.000Z",
      "2025-04-08T15:05:60.000Z", "2025-04-08T15:05:61.000Z", "2025-04-08T15:05:99.000Z",
      "2025-04-08T15:05:0:.000Z", "2025-04-08T15:05:/9.000Z", "2025-04-08T15:05:09.12:Z",
      "2025-04-08T15:05:09,123Z", "2025-04-08T15:05:09.123z", "2025-04-08T15:05:09.1234",
      "2025-04-08T15:05:09.12+2", "2025-04-08T15:05:09+02:0", "2025-04-08 15:05:09.123Z",
      "2025-04-08T15:06:09.123Z", "2025-04-09T15:05:09.123Z", "2025-02-29T15:05:09.123Z",
      "2025-04-08T25:05:09.123Z", "2025-04-08T15-05-09.123Z", "2025/04/08T15:05:09.123Z",
      "2025-04-08T15:05:\u{7F}9.000Z", "2025-04-08T15:05:09.\u{1}23Z", "1969-12-31T23:59:59.500Z",
      "2025-04-08T15:05:09Z", "2025-04-08T15:05:09.123456Z", "", "Z",
    ]
    check(stamps, { $0.parse($1) }, TimestampText.parse)
  }

  @Test("and so is a stamp of an access line")
  func common() {
    let stamps = [
      "08/Apr/2025:15:02:11 +0000", "08/Apr/2025:15:02:59 +0000", "08/Apr/2025:15:02:60 +0000",
      "08/Apr/2025:15:02:0: +0000", "08/Apr/2025:15:02:/1 +0000", "08/Apr/2025:15:02:61 +0000",
      "08/Apr/2025:15:03:11 +0000", "09/Apr/2025:15:02:11 +0000", "08/Apr/2025:15:02:11 -0600",
      "08/Apr/2025:15:02:11 +0001", "08/Apr/2025:15:02:12.12345", "08/Apr/2025:15:02:11.12345",
      "08/Apr/2025:15:02:11,12345", "31/Apr/2025:15:02:11 +0000", "08/Apr/2025:25:02:11 +0000",
      "08/apr/2025:15:02:11 +0000", "08/Apr/2025 15:02:11 +0000", "08/Apr/2025:15:02:11", "",
    ]
    check(stamps, { $0.parseCommon($1) }, { ClfTime.parse($0) })
  }

  /// Each stamp behind each other one, by a reader that remembers and by one that does not.
  private func check(
    _ stamps: [String],
    _ remembering: (inout StampReader, UnsafeRawBufferPointer) -> ParsedTime?,
    _ plain: (UnsafeRawBufferPointer) -> ParsedTime?
  ) {
    let stamps = stamps.map { Array($0.utf8) }
    for first in stamps {
      for second in stamps {
        var reader = StampReader()
        for stamp in [first, second, first] {
          let (found, whole) = stamp.withUnsafeBytes { (remembering(&reader, $0), plain($0)) }
          #expect(found == whole, "\(String(decoding: stamp, as: UTF8.self))")
        }
      }
    }
  }
}
