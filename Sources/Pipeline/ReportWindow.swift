import LogModel

/// The stretch of time that is reported: `since` is part of it, `until` is not.
struct ReportWindow: Sendable, Hashable {
  /// `nil` where all that is earlier is wanted, too.
  var since: Timestamp?
  /// `nil` where all that is later is wanted, too.
  var until: Timestamp?

  /// Whether a moment, in nanoseconds since 1970, lies in it.
  func holds(_ nanoseconds: Int64) -> Bool {
    if let since, nanoseconds < since.nanoseconds { return false }
    if let until, nanoseconds >= until.nanoseconds { return false }
    return true
  }

  /// Whether any part of a stretch lies in it.
  func touches(_ from: Timestamp, _ to: Timestamp) -> Bool {
    since.map { to >= $0 } ?? true && until.map { from < $0 } ?? true
  }

  /// Whether it ends before it has begun.
  var isEmpty: Bool {
    guard let since, let until else { return false }
    return since >= until
  }
}
