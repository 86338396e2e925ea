import Inference
import LogModel

/// Gives incidents their ids: day, name and number, `2025-04-08-order-1`.
struct IncidentNames {
  private var numbers: [String: Int] = [:]

  /// The id of the next incident in time order.
  mutating func id(of operation: OperationRef?, startingAt start: Timestamp) -> String {
    let date = DisplayZone.utc.date(start)
    let stem = date + "-" + Self.name(of: operation)
    let number = (numbers[stem] ?? 0) + 1
    numbers[stem] = number
    return "\(stem)-\(number)"
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
