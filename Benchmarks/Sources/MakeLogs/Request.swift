import LogModel

/// One answered request of the made-up shop, which each form writes in its own way.
struct Request {
  /// When it was answered, in milliseconds since the epoch.
  var milliseconds: Int64 = 0
  var method = "GET"
  /// With its ids and its query.
  var path: String
  var status = 200
  var latencyMicroseconds = 0
  /// An address.
  var client: String
  /// Empty for a request of nobody; so are a trace, and an error of a request that succeeded.
  var user = ""
  var trace = ""
  var error = ""
  var agent: String
  /// What was asked for, and what was answered: JSON.
  var body = "{}"
  var answer = "{}"

  var level: String { status >= 500 ? "error" : status >= 400 ? "warn" : "info" }
  /// `12.345`
  var latencyMilliseconds: String {
    "\(latencyMicroseconds / 1000).\(digits(latencyMicroseconds % 1000, 3))"
  }
  /// `0.012`
  var latencySeconds: String {
    "\(latencyMicroseconds / 1_000_000).\(digits(latencyMicroseconds / 1000 % 1000, 3))"
  }
  /// `2025-04-08T15:05:09.123Z`
  var rfc3339: String { "\(civil.date)T\(civil.clock).\(digits(Int(milliseconds % 1000), 3))Z" }
  /// `08/Apr/2025:15:05:09 +0000`
  var accessTime: String {
    let civil = civil
    return
      "\(digits(civil.day, 2))/\(Self.months[civil.month - 1])/\(civil.year):\(civil.clock) +0000"
  }

  private var civil: CivilTime { CivilTime(secondsSinceEpoch: milliseconds / 1000) }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

/// The last digits of a number, with leading zeros.
func digits(_ number: Int, _ width: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}

/// A text as it stands inside of a JSON string.
func escaped(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count * 5 / 4)
  for byte in text.utf8 {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
    bytes.append(byte)
  }
  return String(decoding: bytes, as: UTF8.self)
}
