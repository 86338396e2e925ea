/// A log as a drawing, one lane a line:
///
///     checkout  POST /pay              ......xxxxxx......
///     stove     "Flame is at # bar"    llllll______llllll
///     deploy    checkout 2.1           .....D............
///     page      Ann: orders fail       .......P..........
///
/// The last word of a lane is its marks, one a step. In front stand the service and its operation
/// or message, or a kind of event and what it says. `hole` marks with `#` the steps that no log
/// covers. Lines that begin with `#` are comments.
///
/// Marks of an operation: `.` good, `x` failed, `1` to `9` tenths that failed, `r` rejected with
/// 403, `s` eight times as slow, `c` good with one more member in the answer, `k` good with a
/// number in the answer that stands still, `:` a quarter of the usual number, `^` five times as
/// many, `_` nothing. Marks of a message: `l` info, `w` warning, `e` error, `k` info with a number
/// that stands still, `_` nothing. A letter of an event is one event; of `alert`, `C` clears it.
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
