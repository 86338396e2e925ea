import TestSupport

extension TortureCase {
  private static func stamped(
    _ stamps: [String], isText: Bool = true
  ) -> @Sendable () -> [UInt8] {
    {
      Array(
        stamps.map {
          #"{"time":"# + (isText ? "\"\($0)\"" : $0)
            + #","level":"info","method":"GET","path":"/menu","statusCode":200}"# + "\n"
        }.joined().utf8)
    }
  }

  private static func clock(_ count: Int, _ write: (Int) -> String) -> [String] {
    (0..<count).map(write)
  }

  static let time: [TortureCase] = [
    TortureCase(
      "time: seconds since the epoch",
      bytes: stamped(clock(9) { "\(1_740_909_600 + $0)" }, isText: false), records: 9),
    TortureCase(
      "time: milliseconds since the epoch",
      bytes: stamped(clock(9) { "\(1_740_909_600_000 + $0)" }, isText: false), records: 9),
    TortureCase(
      "time: microseconds since the epoch, as text",
      bytes: stamped(clock(9) { "\(1_740_909_600_000_000 + $0)" }), records: 9),
    TortureCase(
      "time: nanoseconds since the epoch, as text",
      bytes: stamped(clock(9) { "\(1_740_909_600_000_000_000 + $0)" }), records: 9),
    TortureCase(
      "time: 0 and -1 are none", bytes: stamped(["0", "-1", "0.0"], isText: false), status: 2),
    TortureCase(
      "time: all at one instant", bytes: stamped(clock(9) { _ in "2025-03-02T10:00:00Z" }),
      records: 9),
    TortureCase("time: one record", bytes: { goodBytes(1) }, records: 1),
    TortureCase(
      "time: offsets of every form",
      bytes: stamped([
        "2025-03-02T10:00:00+00:00", "2025-03-02T12:00:01+0200", "2025-03-02T05:30:02-04:30",
        "2025-03-02T10:00:03.5Z", "2025-03-02 10:00:04Z",
      ]), records: 5),
    TortureCase(
      "time: without a zone", bytes: stamped(clock(9) { "2025-03-02T10:00:0\($0)" }), records: 9,
      codes: ["zone-assumed"]),
    TortureCase(
      "time: an impossible date",
      bytes: { Array(goodLines(300).utf8) + stamped(["2025-02-30T10:00:00Z"])() },
      records: 300, unread: 1, codes: ["no-timestamp"]),
    TortureCase(
      "time: leap second and midnight written as 24:00",
      bytes: stamped(["2025-03-02T23:59:60Z", "2025-03-02T24:00:00Z"]), records: 2),
    TortureCase(
      "time: newest first", bytes: { Array((0..<50).map { good(50 - $0) + "\n" }.joined().utf8) },
      records: 50),
    TortureCase(
      "time: shuffled",
      bytes: { Array((0..<50).map { good($0 * 17 % 50 * 10) + "\n" }.joined().utf8) },
      records: 50, codes: ["out-of-order"]),
    TortureCase(
      "time: one record from 2099",
      bytes: { goodBytes(300) + stamped(["2099-01-01T00:00:00Z"])() }, records: 301,
      codes: ["time-out-of-range"]),
    TortureCase(
      "time: one record from 1970",
      bytes: { goodBytes(300) + stamped(["1970-01-01T00:00:03Z"])() }, records: 301,
      codes: ["time-out-of-range"]),
    TortureCase(
      "time: the year 1 means not yet",
      bytes: { goodBytes(300) + stamped(["0001-01-01T00:00:00Z"])() }, records: 300, unread: 1,
      codes: ["no-timestamp"]),
    TortureCase(
      "time: no year, over New Year", file: "sys.log-20250102",
      bytes: {
        Array(
          """
          Dec 31 23:59:58 web app[7]: closing
          Jan  1 00:00:03 web app[7]: opening

          """.utf8)
      }, records: 2, codes: ["year-assumed", "zone-assumed"]),
    TortureCase(
      "time: twelve digits of a fraction",
      bytes: stamped(["2025-03-02T10:00:00.123456789012Z"]), records: 1),
    TortureCase(
      "time: forms mixed in one file",
      bytes: {
        goodBytes(3)
          + Array(#"192.0.2.1 - - [02/Mar/2025:10:00:07 +0000] "GET / HTTP/1.1" 200 5"#.utf8)
          + [0x0A]
          + Array("ts=2025-03-02T10:00:09Z level=info msg=hello\n".utf8)
      }, records: 5),
  ]
}
