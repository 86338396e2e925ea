import TestSupport

extension TortureCase {
  private static func many(
    _ count: Int, _ line: @escaping @Sendable (Int) -> String
  ) -> @Sendable () -> [UInt8] {
    { Array((0..<count).map { line($0) + "\n" }.joined().utf8) }
  }

  private static func request(_ number: Int, path: String, more: String = "") -> String {
    let clock = 1_740_909_600 + number / 50
    return #"{"time":\#(clock),"method":"GET","path":"\#(path)","statusCode":200\#(more)}"#
  }

  static let cardinality: [TortureCase] = [
    TortureCase(
      "twenty thousand paths", bytes: many(20_000) { request($0, path: "/a/word\($0)x/b") },
      records: 20_000, codes: ["cardinality-limit"]),
    TortureCase(
      "twenty thousand users",
      bytes: many(20_000) { request($0, path: "/a", more: #","user":"u\#($0)""#) },
      records: 20_000),
    TortureCase(
      "five thousand services",
      bytes: many(5000) { request($0, path: "/a", more: #","service":"s\#($0)""#) },
      records: 5000, codes: ["cardinality-limit"]),
    TortureCase(
      "five thousand messages of errors",
      bytes: many(5000) {
        let words = String($0, radix: 26).map { "w\($0)q" }.joined(separator: " ")
        return #"{"time":\#(1_740_909_600 + $0 / 50),"level":"error","message":"\#(words)"}"#
      }, records: 5000, codes: ["cardinality-limit"]),
    TortureCase(
      "a path of eight kilobytes",
      bytes: many(50) { request($0, path: "/" + String(repeating: "ab/", count: 2700)) },
      records: 50),
    TortureCase(
      "ten thousand field names",
      bytes: many(10_000) { request($0, path: "/a", more: #","f\#($0)":1"#) }, records: 10_000),
  ]
}
