/// The lanes of a drawing, as ``DrawnLog`` describes them.
struct Drawing {
  struct Fault: Error, CustomStringConvertible {
    var description: String
  }

  let lanes: [Lane]
  /// Steps from left to right.
  let width: Int

  private static let kinds: Set<String> = [
    "alert", "page", "ack", "deploy", "change", "rollback", "restart", "mitigation", "note",
    "investigating", "cause", "declared", "resolved",
  ]

  init(_ text: String) throws {
    lanes = try text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(Self.lane)
    let widths = Set(lanes.filter { !$0.isEvent }.map(\.marks.count))
    guard let width = widths.first, widths.count == 1 else {
      throw Fault(description: "lanes of a log are of one width, not of \(widths.sorted())")
    }
    self.width = width
    for lane in lanes where lane.marks.count > width || !lane.unknownMarks.isEmpty {
      throw Fault(description: "no lane of \(width) known marks: \(String(lane.marks))")
    }
  }

  private static func lane(_ line: Substring) throws -> Lane {
    let words = line.split(separator: " ")
    guard let first = words.first.map(String.init), let marks = words.last, words.count > 1 else {
      throw Fault(description: "a lane has a name and marks: \(line)")
    }
    let middle = words.dropFirst().dropLast().joined(separator: " ")
    return Lane(subject: try subject(first, middle), marks: Array(marks))
  }

  private static func subject(_ first: String, _ middle: String) throws -> Lane.Subject {
    if first == "hole" { return .hole }
    if kinds.contains(first) { return .event(kind: first, detail: middle) }
    if middle.hasPrefix("\"") {
      return .message(service: first, text: String(middle.dropFirst().dropLast()))
    }
    let services = first.split(separator: ">").map(String.init)
    let request = middle.split(separator: " ").map(String.init)
    guard let service = services.first, services.count < 3, request.count == 2 else {
      throw Fault(description: "neither an operation, a message nor an event: \(first) \(middle)")
    }
    return .operation(
      service: service, calls: services.dropFirst().first, method: request[0], path: request[1])
  }

  /// The steps that no log covers.
  var holes: Set<Int> {
    lanes.reduce(into: []) { holes, lane in
      if case .hole = lane.subject {
        holes.formUnion(lane.marks.indices.filter { lane.marks[$0] == "#" })
      }
    }
  }
}
