import LogModel
import Scan

/// Makes moments of what the lines of one stream say of their time.
///
/// Keeps what has to be told of it: stamps whose zone or year was assumed, and stamps of an
/// hour that the clocks showed twice.
struct StampClock {
  private let zone: ZoneRules?
  /// Nanoseconds that are added to every stamp, because somebody said the clock was off.
  let shift: Int64
  private(set) var reference: YearReference?
  /// Stamps whose year came from ``reference``.
  private(set) var yearless = 0
  private var firstYearless: Int?
  /// A stamp stated no year, told by ``reference`` or not.
  private(set) var asksForYear = false
  private(set) var assumedZone = false
  private(set) var statedZone = false
  private var fold = FoldReader()
  /// Local seconds around the stamp before, within which the zone has one offset.
  private var steady: (from: Int64, to: Int64, offset: Int32) = (0, 0, 0)

  /// - Parameter known: what a first reading of the stream found.
  init(zone: ZoneRules?, shift: Int64, known: StreamSegments?) {
    self.zone = zone
    self.shift = shift
    if let known {
      reference = known.yearReference
      fold = FoldReader(known: known.foldTurns)
    }
  }

  /// What the year is told by, unless something better is known already.
  mutating func refer(to reference: YearReference?) { self.reference = reference }

  /// A record stated its moment, or its envelope did.
  @inline(__always)
  mutating func noteStated() { statedZone = true }

  /// A stamp that was off is moved; `nil` beyond what stamps hold.
  func shifted(_ time: Timestamp) -> Timestamp? {
    let (moved, overflow) = time.nanoseconds.addingReportingOverflow(shift)
    guard !overflow else { return nil }
    return Timestamp(nanoseconds: moved, fractionDigits: Int(time.fractionDigits))
  }

  /// The moment of a civil time.
  @inline(never)
  mutating func moment(of written: ParsedTime, at place: LineLocation) -> Timestamp? {
    var local = written
    if written.lacksYear {
      asksForYear = true
      guard let dated = reference?.dated(written) else { return nil }
      local = dated
      yearless += 1
      firstYearless = firstYearless ?? place.line
    }
    guard local.zone == .missing else {
      statedZone = true
      return local.timestamp()
    }
    guard let zone else {
      assumedZone = true
      return local.timestamp()
    }
    guard local.seconds.magnitude < 1 << 40 else { return nil }
    if local.seconds < steady.from || local.seconds >= steady.to {
      steady = zone.steadySpan(aroundLocal: local.seconds)
    }
    if local.seconds >= steady.from, local.seconds < steady.to {
      fold.note(local.seconds)
      return local.timestamp(assumingOffset: steady.offset)
    }
    let offsets = zone.offsets(atLocal: local.seconds)
    guard offsets.count > 1 else { return local.timestamp(in: zone) }
    let second = fold.isSecond(local.seconds, at: place)
    return local.timestamp(assumingOffset: second ? offsets[offsets.count - 1] : offsets[0])
  }

  /// What a second reading of parts of the stream has to know.
  func note(in segments: inout StreamSegments) {
    segments.yearReference = reference
    segments.asksForYear = asksForYear
    segments.foldTurns = fold.turns
  }

  /// What has to be told once the stream has ended.
  func finish(_ warnings: inout WarningLog) {
    if assumedZone {
      warnings.note(
        .zoneAssumed, "stamps without a zone were read as UTC; --input-tz says otherwise")
    }
    if fold.count > 0, let zone {
      warnings.note(
        .zoneAssumed, line: fold.firstLine, count: fold.count,
        "stamps of an hour that the clocks of \(zone.name) showed twice; "
          + (!fold.turns.isEmpty
            ? "read as its second time from where the lines step back" : "read as its first time"))
    }
    if yearless > 0, let reference {
      warnings.note(
        .yearAssumed, line: firstYearless, count: yearless,
        "stamps without a year; it was taken from \(reference.basis)")
    }
  }
}
