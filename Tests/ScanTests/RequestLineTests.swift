import Testing

@testable import Scan

@Suite struct RequestLineTests {
  private func cut(
    _ text: String, _ part: (UnsafeRawBufferPointer, Range<Int>) -> Range<Int>?
  ) -> String? {
    Array(text.utf8).withUnsafeBytes { line in
      part(line, 0..<line.count).map { String(decoding: line[$0], as: UTF8.self) }
    }
  }

  @Test(
    arguments: [
      ("https://shop.test:443/cart?x=1", "/cart?x=1", "shop.test"),
      ("http://shop.test", "", "shop.test"),
      ("http://shop.test?q", "?q", "shop.test"), ("http://[::1]:80/a", "/a", "::1"),
      ("/cart", "/cart", nil), ("*", "*", nil), ("shop.test:443", "shop.test:443", nil),
      ("://x/a", "://x/a", nil), ("http:/x", "http:/x", nil), ("http://", "", ""), ("", "", nil),
      ("/go?to=http://a/b", "/go?to=http://a/b", nil),
    ] as [(String, String, String?)])
  func aURLIsPartedFromItsHost(target: String, path: String, host: String?) {
    #expect(cut(target) { RequestLine.path($0, in: $1) } == path)
    #expect(cut(target) { RequestLine.host($0, in: $1) } == host)
  }

  @Test(arguments: [
    ("192.0.2.4:80", "192.0.2.4"), ("[::1]:80", "::1"), ("2001:db8::9:80", "2001:db8::9"),
    ("192.0.2.4", "192.0.2.4"), ("shop:", "shop:"), ("unix:1", "unix"), ("", ""), (":", ":"),
    (":80", ""), ("[]:80", "[]"),
  ])
  func aPortIsTakenOff(address: String, host: String) {
    #expect(cut(address) { RequestLine.withoutPort($0, $1) } == host)
  }

  @Test(
    arguments: [
      ("1.5s", 1500), ("12ms", 12), ("1m2.5s", 62_500), ("1h0m1s", 3_601_000), ("125.5µs", 0.1255),
      ("125.5us", 0.1255), ("250ns", 0.00025), ("0s", 0), ("12", nil), ("ms", nil), ("", nil),
      ("1.5.5s", nil), (".5s", nil), ("12 ms", nil), ("-1s", nil), ("1d", nil), ("12msx", nil),
    ] as [(String, Double?)])
  func durationsOfGoAreSums(text: String, milliseconds: Double?) {
    let found = Array(text.utf8).withUnsafeBytes {
      SpokenDuration.milliseconds($0, mayHaveBlank: false)
    }
    #expect(found.map { ($0 * 1e6).rounded() / 1e6 } == milliseconds)
  }

  @Test(
    arguments: [
      ("Sun Mar 02 10:00:07.250 2025", "2025-03-02T10:00:07.250Z"),
      ("Sun Mar  2 10:00:07 2025", "2025-03-02T10:00:07Z"), ("Sun Mar 2 10:00:07 2025", nil),
      ("Sun Foo 02 10:00:07 2025", nil), ("Sun Mar 02 10:00:07 +0000 2025", nil),
      ("Sun Mar 02 25:00:07 2025", nil), ("Sun Mar 02 10:00:07. 2025", nil), ("", nil),
    ] as [(String, String?)])
  func stampsOfApacheErrorsAreRead(text: String, time: String?) {
    let found = Array(text.utf8).withUnsafeBytes { ProxyTime.apacheError($0) }
    #expect(found?.timestamp()?.rfc3339 == time)
  }
}
