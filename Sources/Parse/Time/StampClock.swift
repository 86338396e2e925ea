import LogModel
import Scan

/// Makes moments of what the lines of one stream say of their time.
///
/// Keeps what has to be told of it: stamps whose zone or year was assumed, and stamps of an
/// hour that the clocks showed twice.
struct StampClock {
  private let zone: ZoneRules?
  /// Nanoseconds that are added to every stamp here: what somebody said that the clock was off, and
  /// by how much it is set back further down.
  private(set) var shift: Int64
  /// Where it will be set back, the next first.
  private var steps: ArraySlice<ClockStep>
  private(set) var reference: YearReference?
  /// Stamps whose year came from ``reference``.
  private(set) var yearless = 0
  private var firstYearless: Int?
  /// A stamp stated no year, told by ``reference`` or not.
  private(set) var asksForYear = false
  private(set) var assumedZone = false
  private var lacksZone = false
  private var named = NamedZones()
  /// Stamps whose date could be two dates, and the first line of them.
  private var undecided = 0
  private var firstUndecided: Int?
  /// Stamps of a clock alone, and of two digits a number, of which the first was taken for a year.
  private var dateless = 0
  private var yearFirst = 0
  private(set) var statedZone = false
  private var fold = FoldReader()
  /// Local seconds around the stamp before, within which the zone has one offset.
  private var steady: (from: Int64, to: Int64, offset: Int32) = (0, 0, 0)

  /// - Parameter known: what a first reading of the stream found.
  init(zone: ZoneRules?, shift: Int64, steps: [ClockStep] = [], known: StreamSegments?) {
    self.zone = zone
    self.shift = steps.reduce(shift) { $0 &+ $1.nanoseconds }
    self.steps = steps[...]
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
  ///
  /// - Parameter line: where it stands; lines come in their order.
  mutating func shifted(_ time: Timestamp, at line: Int) -> Timestamp? {
    while let next = steps.first, line >= next.line {
      shift &-= next.nanoseconds
      steps.removeFirst()
    }
    let (moved, overflow) = time.nanoseconds.addingReportingOverflow(shift)
    guard !overflow else { return nil }
    return Timestamp(nanoseconds: moved, fractionDigits: Int(time.fractionDigits))
  }

  /// Whether lines may begin with a clock alone: the name of the file tells their day.
  var knowsDay: Bool { reference?.day != nil }

  /// The moment of a civil time.
  @inline(never)
  mutating func moment(of written: ParsedTime, at place: LineLocation) -> Timestamp? {
    var local = written
    if written.lacksYear || written.order != .known {
      guard let whole = whole(written, at: place) else { return nil }
      local = whole
    }
    switch local.zone {
    case .offset:
      statedZone = true
      return local.timestamp()
    case .named(let name): return moment(of: local, in: name, at: place)
    case .missing: break
    }
    guard let zone else {
      assumedZone = true
      lacksZone = true
      return local.timestamp()
    }
    return moment(of: local, by: zone, at: place)
  }

  /// What a stamp shows once its date is whole: the moment where its zone is told by a name, else
  /// as the clock showed it; `nil` where the date stays open.
  mutating func dated(_ written: ParsedTime, at place: LineLocation) -> Timestamp? {
    var local = written
    if written.lacksYear || written.order != .known {
      guard let whole = whole(written, at: place) else { return nil }
      local = whole
    }
    guard case .named(let name) = local.zone else { return local.timestamp() }
    guard let rules = named.rules(of: name) else { return local.timestamp() }
    return local.timestamp(in: rules)
  }

  /// The time with the year, or the date, that something else tells.
  private mutating func whole(_ written: ParsedTime, at place: LineLocation) -> ParsedTime? {
    var local = written
    asksForYear = true
    if written.order == .clockAlone {
      guard let day = reference?.day else { return nil }
      let days = fold.days(behind: local.seconds, at: place)
      local.seconds += day - ParsedTime.openDay + Int64(days) * 86_400
      local.order = .known
      dateless += 1
      yearless += 1
      firstYearless = firstYearless ?? place.line
    } else if written.order != .known {
      guard let known = reference?.ordered(written) else {
        undecided += 1
        firstUndecided = firstUndecided ?? place.line
        return nil
      }
      if written.order == .anyOfThree, reference?.isOwn != true {
        yearFirst += known.seconds == written.seconds ? 1 : 0
        firstYearless = firstYearless ?? place.line
      }
      local = known
    }
    if written.lacksYear {
      guard let dated = reference?.dated(local) else { return nil }
      local = dated
      yearless += 1
      firstYearless = firstYearless ?? place.line
    }
    // While the day was open the clock's own time was kept.
    if case .offset(let offset) = local.zone { local.seconds -= Int64(offset) }
    return local
  }

  /// By the rules of a place; an abbreviation of several zones is read by the zone that the user
  /// stated, if that has it, and told.
  private mutating func moment(
    of local: ParsedTime, in name: ZoneName, at place: LineLocation
  ) -> Timestamp? {
    if let rules = named.rules(of: name) {
      statedZone = true
      return moment(of: local, by: rules, at: place, isSteady: false)
    }
    if let offset = zone?.offset(named: name.text, atLocal: local.seconds) {
      return local.timestamp(assumingOffset: offset)
    }
    named.doubt(name, line: place.line)
    guard let zone else {
      assumedZone = true
      return local.timestamp()
    }
    return moment(of: local, by: zone, at: place)
  }

  /// - Parameter isSteady: all stamps of the stream are of this zone.
  private mutating func moment(
    of local: ParsedTime, by zone: ZoneRules, at place: LineLocation, isSteady: Bool = true
  ) -> Timestamp? {
    guard local.seconds.magnitude < 1 << 40 else { return nil }
    if !isSteady { return local.timestamp(in: zone) }
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
    tellNames(&warnings)
    if lacksZone {
      warnings.note(
        .zoneAssumed, "stamps without a zone were read as UTC; --input-tz says otherwise")
    }
    if undecided > 0 {
      warnings.note(
        .noTimestamp, line: firstUndecided, count: 0, isGrave: true,
        "dates that may have the day or the month first, and nothing in the input tells which")
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
        "stamps without a \(dateless > 0 ? "date" : "year"); it was taken from \(reference.basis)")
    } else if yearFirst > 0 {
      warnings.note(
        .yearAssumed, line: firstYearless, count: yearFirst,
        "dates of three numbers of two digits were read as year, month and day")
    }
  }

  /// Names that stand for several zones are told, with the option that says which is meant.
  private func tellNames(_ warnings: inout WarningLog) {
    guard let first = named.doubtful.first else { return }
    let names = named.doubtful.joined(separator: ", ")
    let isSingle = named.doubtful.count == 1
    let meaning =
      !isSingle
      ? "are of no single zone that is known here"
      : NamedZones.isOfSeveral(first)
        ? "is the name of several zones" : "is no zone that is known here"
    warnings.note(
      .zoneAssumed, line: named.firstLine, count: named.count,
      "stamps name the zone\(isSingle ? "" : "s") \(names), which \(meaning); read as "
        + (zone?.name ?? "UTC") + (lacksZone ? ", like those without a zone" : "")
        + "; --input-tz says which it is, such as \(NamedZones.example(for: first))")
  }
}
