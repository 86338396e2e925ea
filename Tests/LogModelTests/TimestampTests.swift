import Testing

@testable import LogModel

@Suite struct TimestampTests {
  @Test(
    "a stamp is printed with the digits it was written with",
    arguments: [
      (0, 0, "1970-01-01T00:00:00Z"), (1_744_125_895_123_000_000, 3, "2025-04-08T15:24:55.123Z"),
      (1_744_125_895_123_456_789, 9, "2025-04-08T15:24:55.123456789Z"),
      (1_744_125_895_000_000_000, 6, "2025-04-08T15:24:55.000000Z"),
      (1_744_125_895_120_000_000, 2, "2025-04-08T15:24:55.120Z"),
      (-1, 9, "1969-12-31T23:59:59.999999999Z"), (-1_000_000_000, 0, "1969-12-31T23:59:59Z"),
      (.max, 9, "2262-04-11T23:47:16.854775807Z"), (.min, 9, "1677-09-21T00:12:43.145224192Z"),
      (951_782_400_000_000_000, 0, "2000-02-29T00:00:00Z"),
    ] as [(Int64, Int, String)])
  func rfc3339(nanoseconds: Int64, digits: Int, text: String) {
    #expect(Timestamp(nanoseconds: nanoseconds, fractionDigits: digits).rfc3339 == text)
  }

  @Test(
    "digits are rounded up to those that are printed",
    arguments: [
      (-5, 0), (0, 0), (1, 3), (3, 3), (4, 6), (7, 9), (9, 9), (400, 9),
    ])
  func digits(written: Int, kept: UInt8) {
    #expect(Timestamp(nanoseconds: 0, fractionDigits: written).fractionDigits == kept)
  }

  @Test("stamps of one moment are ordered by their precision")
  func order() {
    let coarse = Timestamp(seconds: 5)
    let fine = Timestamp(nanoseconds: 5_000_000_000, fractionDigits: 3)
    #expect(coarse < fine && !(fine < coarse) && coarse != fine)
    #expect(Timestamp(nanoseconds: 4_999_999_999) < coarse)
  }

  @Test("differences and steps are right, and never end the program")
  func arithmetic() {
    let noon = Timestamp(seconds: 1_744_125_600)
    #expect(noon.advanced(bySeconds: 1.5).nanoseconds == 1_744_125_601_500_000_000)
    #expect(noon.advanced(bySeconds: -1).seconds(since: noon) == -1)
    #expect(noon.advanced(bySeconds: 1e300).nanoseconds == .max)
    #expect(noon.advanced(bySeconds: -1e300).nanoseconds == .min)
    let first = Timestamp(nanoseconds: .min)
    let last = Timestamp(nanoseconds: .max)
    #expect(abs(last.seconds(since: first) - 18_446_744_073.709) < 0.01)
    #expect(abs(first.seconds(since: last) + 18_446_744_073.709) < 0.01)
    #expect(last.advanced(bySeconds: 1) == last)
    #expect(first.seconds == -9_223_372_037)
  }

  @Test(
    "division rounds toward the past",
    arguments: [
      (7, 2, 3), (-7, 2, -4), (-8, 2, -4), (0, 5, 0), (7, -2, -4), (-1, 86_400, -1),
    ] as [(Int64, Int64, Int64)])
  func floored(dividend: Int64, divisor: Int64, quotient: Int64) {
    #expect(dividend.flooredDivision(by: divisor) == quotient)
  }
}
