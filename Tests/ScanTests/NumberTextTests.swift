import Testing

@testable import Scan

@Suite struct NumberTextTests {
  @Test(
    "whole numbers, also those written with a fraction of zeros",
    arguments: [
      ("0", 0), ("200", 200), ("-7", -7), ("+7", 7), ("500.0", 500), ("500.000", 500), ("007", 7),
      ("9223372036854775807", .max), ("-9223372036854775807", -.max), ("", nil), ("-", nil),
      ("+", nil), (".", nil), ("5.", nil), ("200.5", nil), ("1e3", nil), ("0x10", nil), (" 1", nil),
      ("1 ", nil), ("9223372036854775808", nil), ("99999999999999999999", nil), ("shipped", nil),
      ("1.0.0", nil), ("--1", nil), ("٣", nil),
    ] as [(String, Int64?)])
  func integers(text: String, value: Int64?) {
    #expect(Array(text.utf8).withUnsafeBytes { NumberText.integer($0) } == value)
  }

  @Test(
    "decimal numbers; no words, no hexadecimal, nothing without end",
    arguments: [
      ("0", 0), ("1.5", 1.5), ("-2e3", -2000), ("1E-3", 0.001), ("3.004", 3.004), ("", nil),
      ("1e400", nil), ("-1e400", nil), ("1e-400", 0), ("nan", nil), ("inf", nil), ("Infinity", nil),
      ("0x10", nil), ("0x1p3", nil), ("1,5", nil), ("1 ", nil), ("e", nil), ("-", nil),
      (String(repeating: "1", count: 65), nil),
    ] as [(String, Double?)])
  func decimals(text: String, value: Double?) {
    #expect(Array(text.utf8).withUnsafeBytes { NumberText.decimal($0) } == value)
  }
}
