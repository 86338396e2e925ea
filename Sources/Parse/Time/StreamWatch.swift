import LogModel

/// Watches the clock of one stream: the span of its stamps, steps back, stamps no log can mean.
struct StreamWatch {
  /// Stamps from 2000-01-01 up to 2100-01-01 are folded; others are a clock that was not set,
  /// or a number that was no time.
  static let earliest: Int64 = 946_684_800_000_000_000
  static let latest: Int64 = 4_102_444_800_000_000_000
  /// Writers of one log hand in their lines this much out of order.
  private static let slack: Int64 = 1_000_000_000

  static let outOfRange =
    "dated before 2000, after 2099 or over 30 days from all others; left out of what is inferred"

  private var spread = StampSpread()
  private var steps: StepWatch
  private var before = Int64.min
  /// Whose clock the stamp before was: steps between two clocks mean nothing.
  private var context: ObjectIdentifier?
  /// Keeps that one alive, so that no other takes its identity.
  private var held: SharedContext?
  private var records = 0
  private var stepsBack = 0
  private var stepsOn = 0
  private var jumpsBack = 0
  private var jumpsOn = 0
  private var firstJumpBack: Int?
  private var firstJumpOn: Int?

  /// - Parameter steps: where a reading before this one saw the clock set back; the stamps are
  ///   moved by as much.
  init(steps: [ClockStep] = []) { self.steps = StepWatch(known: steps) }

  /// Whether a stamp is one that can be meant.
  @inline(__always)
  static func isPlausible(_ nanoseconds: Int64) -> Bool {
    nanoseconds >= earliest && nanoseconds < latest
  }

  /// Notes the stamp of a record, in the order of the stream.
  @inline(__always)
  mutating func note(_ time: Timestamp, line: Int, in context: SharedContext) {
    records &+= 1
    spread.note(time)
    let step = time.nanoseconds &- before
    before = time.nanoseconds
    if step >= 0, step <= Self.slack, self.context == ObjectIdentifier(context) {
      if step > 0 { stepsOn &+= 1 }
      return
    }
    noteStep(step, line: line, in: context)
  }

  @inline(never)
  private mutating func noteStep(_ step: Int64, line: Int, in context: SharedContext) {
    guard self.context == ObjectIdentifier(context) else {
      self.context = ObjectIdentifier(context)
      held = context
      steps.changedContext(to: Timestamp(nanoseconds: before), record: records)
      return
    }
    if step < 0 { stepsBack += 1 } else { stepsOn += 1 }
    if step < -Self.slack {
      jumpsBack += 1
      firstJumpBack = firstJumpBack ?? line
      steps.back(
        to: Timestamp(nanoseconds: before), by: Timestamp(nanoseconds: before &- step), line: line,
        record: records)
    } else if step > Self.slack {
      jumpsOn += 1
      firstJumpOn = firstJumpOn ?? line
      steps.on(to: Timestamp(nanoseconds: before), record: records)
    }
  }

  /// The stamp of the record before, in nanoseconds; the least number where there is none.
  var latestBefore: Int64 { before }

  /// The earliest stamp so far.
  mutating func earliestStamp() -> Timestamp? { spread.sorted().first?.first }

  /// Whether the stream is an export with the newest line first.
  var isNewestFirst: Bool { stepsBack > stepsOn }

  /// Records that stand before the one they follow, by more than a second, and the first line.
  private var outOfOrder: (count: Int, line: Int?) {
    isNewestFirst ? (jumpsOn, firstJumpOn) : (jumpsBack, firstJumpBack)
  }

  /// Says what was watched, and which stretches of time are not to be believed.
  ///
  /// - Parameter now: named by the user; nothing is dated a day after it.
  mutating func finish(
    _ reading: inout InputReading, now: Timestamp?, _ warnings: inout WarningLog
  ) {
    let seen = SpreadReading(&spread, limit: now?.advanced(bySeconds: 86_400))
    if seen.aheadCount > 0 {
      warnings.note(
        .timeOutOfRange, count: seen.aheadCount, "dated more than a day after --now; kept")
    }
    reading.first = seen.span?.from
    reading.last = seen.span?.to
    reading.gaps = seen.gaps
    reading.longestSilence = seen.longestSilence
    reading.strays = seen.strays
    steps.finish(&reading, isInOrder: !isNewestFirst, record: records, &warnings)
    var disorder = outOfOrder
    disorder.count -= steps.isKnown ? 0 : reading.clockSteps.count
    if disorder.count > 0 {
      let share = NumberWords.share(Double(disorder.count) / Double(max(1, records)))
      warnings.note(
        .outOfOrder, line: disorder.line, count: disorder.count,
        "\(share) of records are stamped more than a second "
          + (isNewestFirst
            ? "after the one before them, newest first" : "before the one before them"))
    }
    if seen.strayCount > 0 {
      warnings.note(
        .timeOutOfRange, count: seen.strayCount,
        Self.outOfRange)
    }
    if let longest = seen.gaps.max(by: { Self.seconds($0) < Self.seconds($1) }) {
      warnings.note(
        .coverageGap, count: seen.gapCount,
        "no lines for up to \(NumberWords.duration(Self.seconds(longest))), far longer than usual")
    }
  }

  private static func seconds(_ gap: InputGap) -> Double { gap.to.seconds(since: gap.from) }
}
