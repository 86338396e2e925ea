import LogModel
import Scan

/// What the members of a JSON line say that only the whole line makes clear.
///
/// Not to be copied: every line makes one.
struct JSONClues: ~Copyable {
  /// A member that has to wait for others. All zeros when there is none: every line makes these.
  struct Waiting {
    var value = JSONSlice(kind: .string, start: 0, end: 0)
    var match = FieldKeyTable.Match(key: .time, rank: 0, way: .plain, index: 0)
    /// No value stands at the very beginning of a line.
    var isThere: Bool { value.end != 0 }
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
    guard !place.isThere || match.rank <= place.match.rank else { return }
    place = Waiting(value: value, match: match)
    isAny = true
  }
}
