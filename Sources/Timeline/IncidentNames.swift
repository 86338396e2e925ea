import Inference
import LogModel

/// Gives incidents their ids, `2025-04-08-order-1520`: the day, the name of what failed first, and
/// the ten minutes of the day in which it did, in UTC.
///
/// An id is made of the incident alone, so that more data does not rename it; but where two would
/// have one id, the later one gives way, and data that bring the earlier one rename the later.
struct IncidentNames {
  private static let bucketSeconds: Int64 = 600
  /// Given ids, with the service of each.
  private var used: [String: String] = [:]

  /// The id of an incident.
  mutating func id(of operation: OperationRef?, startingAt start: Timestamp) -> String {
    let bucket = start.seconds.flooredDivision(by: Self.bucketSeconds)
    let (seconds, overflow) = bucket.multipliedReportingOverflow(by: Self.bucketSeconds)
    let from = overflow ? start : Timestamp(seconds: seconds)
    let clock = DisplayZone.utc.minute(from, on: from).filter(\.isNumber)
    let stem = DisplayZone.utc.date(from) + "-" + Self.name(of: operation) + "-"
    // Of two of one name in one bucket, one of another service takes the name of it, whatever else
    // there is; one of the same has another symptom, and counts up.
    let service = operation?.service ?? ""
    var id = stem + clock
    if let other = used[id], other != service, let own = Self.sanitised(service) {
      id += "-" + own
    }
    let ending = id.dropFirst(stem.count + clock.count)
    var number = Int(clock) ?? 0
    while used[id] != nil {
      number += 1
      let digits = String(number)
      id = stem + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ending
    }
    used[id] = service
    return id
  }

  /// The definition's name, else the last fixed path segment, else the first body key, else
  /// the operation's own words; `[a-z0-9-]` only.
  static func name(of operation: OperationRef?) -> String {
    guard let operation else { return "incident" }
    if let name = operation.name, let safe = sanitised(name) { return safe }
    for part in [lastSegment(operation.operation), firstBodyKey(operation.operation)] {
      if let part, let safe = sanitised(part) { return safe }
    }
    return sanitised(operation.operation) ?? "incident"
  }

  /// `order` of `POST /api/order/:id?x=1`, `Place` of `shop.Orders/Place`.
  private static func lastSegment(_ operation: String) -> String? {
    let words = operation.split(separator: " ")
    guard let path = words.first(where: { $0.contains("/") }) else { return nil }
    guard words.count <= 3, !path.contains("{") else { return nil }
    let bare = path.prefix { $0 != "?" }
    return bare.split(separator: "/").last { !$0.hasPrefix(":") }.map(String.init)
  }

  /// `items` of `POST / {items,storeId}`.
  private static func firstBodyKey(_ operation: String) -> String? {
    guard let open = operation.firstIndex(of: "{") else { return nil }
    let keys = operation[operation.index(after: open)...]
    return keys.split { $0 == "," || $0 == " " || $0 == "}" }.first.map(String.init)
  }

  private static func sanitised(_ text: String) -> String? {
    var name = ""
    for byte in text.utf8.prefix(400) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        name.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        name.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      default:
        if !name.isEmpty, !name.hasSuffix("-") { name += "-" }
      }
    }
    name = String(name.prefix(40))
    while name.hasSuffix("-") { name.removeLast() }
    return name.isEmpty ? nil : name
  }
}
