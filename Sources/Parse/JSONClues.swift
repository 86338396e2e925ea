import LogModel
import Scan

/// What the members of a JSON line say that only the whole line makes clear.
struct JSONClues {
  /// A member that has to wait for others.
  struct Waiting {
    var value = JSONSlice(kind: .null, start: 0, end: 0)
    var match = FieldKeyTable.Match(key: .name, rank: .max, way: .plain, index: 0)
    var isThere: Bool { value.kind != .null }
  }

  /// Something waits.
  var isAny = false
  /// A number for a duration, by a key that says no unit.
  var latency = Waiting()
  /// A small number for a level, by a key that says no scheme.
  var level = Waiting()
  /// `code`: a status of HTTP or of gRPC, or neither.
  var code = Waiting()
  /// `name`: a service's or a logger's.
  var name = Waiting()
  /// Nanoseconds behind a time of whole seconds.
  var nanoseconds = Waiting()
  /// How a proxy says the exchange ended.
  var flags = Waiting()
  /// Levels are the numbers of pino and bunyan.
  var hasLevelNumber = false
  /// The time is Serilog's, which leaves out the level of what is merely information.
  var isCLEF = false
  var isWholeSeconds = false
  /// A `message` stood among wrapped fields, as Rust's tracing has it.
  var hasWrappedMessage = false
  var peerIsTarget = false

  /// The better name waits; the last of equals.
  static func wait(
    _ value: JSONSlice, _ match: FieldKeyTable.Match, at place: inout Waiting, _ isAny: inout Bool
  ) {
    guard match.rank <= place.match.rank else { return }
    place.value = value
    place.match = match
    isAny = true
  }
}
