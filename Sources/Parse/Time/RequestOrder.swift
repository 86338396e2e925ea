import LogModel

/// Tells from the order of a log's lines whether requests are stamped when they were received or
/// when they were answered.
///
/// A server writes the line when it has answered. Apache's `%t` is the time a request came in, so
/// lines of slow requests stand behind later ones, and stamp and length together are in order;
/// nginx's is the time of the answer, so the stamps are.
/// Sources: Apache's mod_log_config, `%t` and `%D`; nginx's ngx_http_log_module, `$time_local` and
/// `$request_time`.
struct RequestOrder {
  /// Stamps of whole seconds are off by as much, and writers hand in their lines as late.
  private static let slack: Int64 = 1_000_000_000
  private static let least = 3
  /// Times as many steps back that one reading has to have.
  private static let margin = 5

  private var stamp = Int64.min
  private var end = Int64.min
  /// Requests that are stamped, or that would have ended, before the one above them.
  private var stampsBack = 0
  private var endsBack = 0

  /// Notes a request of the stream.
  ///
  /// - Parameter microseconds: how long it took.
  mutating func note(_ nanoseconds: Int64, lasting microseconds: UInt32) {
    let ended = nanoseconds &+ Int64(microseconds) &* 1000
    if stamp != .min {
      if nanoseconds &- stamp <= -Self.slack { stampsBack &+= 1 }
      if ended &- end < -Self.slack { endsBack &+= 1 }
    }
    stamp = nanoseconds
    end = ended
  }

  /// What the stamps of requests are; `nil` where the lines do not tell.
  var found: InputReading.RequestStamp? {
    if stampsBack >= max(Self.least, Self.margin * endsBack) { return .received }
    if endsBack >= max(Self.least, Self.margin * stampsBack) { return .answered }
    return nil
  }
}
