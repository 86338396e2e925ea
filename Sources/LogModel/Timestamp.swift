/// A moment, as a log wrote it: nanoseconds since 1970-01-01T00:00:00Z and how finely it was
/// stated.
///
/// Two stamps of one moment that were written with different precision are ordered by
/// precision, so that sorting never depends on the order of arrival.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Nanoseconds since the epoch; covers the years 1678 to 2262.
  public var nanoseconds: Int64
  /// Digits after the second that are printed: 0, 3, 6 or 9.
  public var fractionDigits: UInt8

  /// - Parameter fractionDigits: digits the source wrote; rounded up to 0, 3, 6 or 9.
  public init(nanoseconds: Int64, fractionDigits: Int = 9) {
    self.nanoseconds = nanoseconds
    self.fractionDigits = UInt8(min(9, (max(0, fractionDigits) + 2) / 3 * 3))
  }

  public init(seconds: Int64) {
    self.init(nanoseconds: seconds &* 1_000_000_000, fractionDigits: 0)
  }

  /// Whole seconds since the epoch, rounded down.
  public var seconds: Int64 { nanoseconds.flooredDivision(by: 1_000_000_000) }

  public static func < (a: Timestamp, b: Timestamp) -> Bool {
    (a.nanoseconds, a.fractionDigits) < (b.nanoseconds, b.fractionDigits)
  }

  /// Seconds from `earlier` to this stamp; negative when this one is earlier.
  public func seconds(since earlier: Timestamp) -> Double {
    nanoseconds.seconds(sinceNanoseconds: earlier.nanoseconds)
  }

  /// The stamp `seconds` later (or earlier), with the same precision; as far as stamps go.
  public func advanced(bySeconds seconds: Double) -> Timestamp {
    var moved = self
    let step = Int64(exactly: (seconds * 1e9).rounded())
    let sum = step.map { nanoseconds.addingReportingOverflow($0) }
    if let sum, !sum.overflow {
      moved.nanoseconds = sum.partialValue
    } else {
      moved.nanoseconds = seconds < 0 ? .min : .max
    }
    return moved
  }

  /// RFC 3339 in UTC with the digits the source had: `2025-04-08T15:24:55.123Z`.
  public var rfc3339: String {
    let civil = CivilTime(secondsSinceEpoch: seconds)
    var text = civil.date + "T" + civil.clock
    if fractionDigits > 0 {
      // Wraps twice next to the earliest stamp, and comes out right.
      let fraction = nanoseconds &- seconds &* 1_000_000_000
      var digits = String(fraction)
      digits = String(repeating: "0", count: 9 - digits.count) + digits
      text += "." + digits.prefix(Int(fractionDigits))
    }
    return text + "Z"
  }
}

extension Int64 {
  /// Seconds from another count of nanoseconds to this one.
  public func seconds(sinceNanoseconds earlier: Int64) -> Double {
    let (difference, overflowed) = subtractingReportingOverflow(earlier)
    // Stamps of hostile logs and tallies lie further apart than 64 bits of nanoseconds reach.
    return overflowed ? Double(self) / 1e9 - Double(earlier) / 1e9 : Double(difference) / 1e9
  }

  /// Division that rounds toward negative infinity, for times before the epoch.
  public func flooredDivision(by divisor: Int64) -> Int64 {
    let quotient = self / divisor
    return (self % divisor != 0) && ((self < 0) != (divisor < 0)) ? quotient - 1 : quotient
  }
}

/// A stretch of time, both ends included.
public struct TimeRange: Hashable, Sendable {
  public var from: Timestamp
  public var to: Timestamp

  /// - Precondition: `from` is not after `to`.
  public init(from: Timestamp, to: Timestamp) {
    precondition(from.nanoseconds <= to.nanoseconds, "a range cannot end before it begins")
    self.from = from
    self.to = to
  }

  public var seconds: Double { to.seconds(since: from) }

  public func contains(_ time: Timestamp) -> Bool {
    from.nanoseconds <= time.nanoseconds && time.nanoseconds <= to.nanoseconds
  }

  public func overlaps(_ other: TimeRange, within slackSeconds: Double = 0) -> Bool {
    from.seconds(since: other.to) <= slackSeconds && other.from.seconds(since: to) <= slackSeconds
  }
}

/// Between which two logged events a change lies.
///
/// A start is [last known good, first known bad]; an end is [last known bad, first sustained
/// good]. A side that the data do not hold is `nil`.
public struct TimeBracket: Hashable, Sendable {
  public var earliest: Timestamp?
  public var latest: Timestamp?

  public init(earliest: Timestamp?, latest: Timestamp?) {
    if let earliest, let latest {
      precondition(
        earliest.nanoseconds <= latest.nanoseconds, "a bracket cannot end before it begins")
    }
    self.earliest = earliest
    self.latest = latest
  }
}

extension [TimeRange] {
  /// The same in order, with those that overlap or follow one another within some seconds as one.
  public func joined(within seconds: Double = 0) -> [TimeRange] {
    var joined: [TimeRange] = []
    for range in sorted(by: { ($0.from, $0.to) < ($1.from, $1.to) }) {
      if let last = joined.last, range.from.seconds(since: last.to) <= seconds {
        joined[joined.count - 1].to = Swift.max(last.to, range.to)
      } else {
        joined.append(range)
      }
    }
    return joined
  }
}
