import Simulator
import TestSupport
import Testing

/// What earlier days say of a day: requests that did not come, and hours that are always so.
@Suite struct HistoryIncidentTests {
  private static let day = OrdinaryDays.day
  /// Tuesday of the third week, from one hour to another.
  private static func tuesday(_ hour: Double) -> Double { 15 + hour / 24 }
  private static func moment(_ hour: Double) -> Double {
    OrdinaryDays.monday + tuesday(hour) * day
  }

  /// Half an hour of the afternoon.
  private static let fault = moment(15.07)..<moment(15.57)

  /// Two ordinary weeks, scanned once for all tests that ask for nothing else.
  private static let twoWeeks = Result<[UInt8], any Error> {
    var days = OrdinaryDays(seed: 42)
    let folder = try ScratchFolder()
    try folder.write("old.log", Array(days.log(from: 0, to: 14).utf8))
    _ = try folder.inProcess(["tally", "old.log", "-o", "old.tally"])
    return folder.read("old.tally") ?? []
  }

  private func reports(
    history: String? = nil, log: String
  ) throws -> (alone: Report, held: Report) {
    let folder = try ScratchFolder()
    let old = history == nil ? "old.tally" : "old.log"
    try folder.write(old, try history.map { Array($0.utf8) } ?? Self.twoWeeks.get())
    try folder.write("today.log", Array(log.utf8))
    let alone = try folder.inProcess(["draft", "today.log", "--format", "json"])
    let held = try folder.inProcess(
      ["draft", "today.log", "--baseline", old, "--format", "json"])
    #expect(alone.status == 0 && held.status == 0, "\(held.errorText)")
    return (try Report(alone.output), try Report(held.output))
  }

  private func kinds(_ incident: [String: Any]) -> [String] {
    Report.rows(incident).compactMap { $0["kind"] as? String }
  }

  private func isIn(_ time: Double, _ interval: Any?) -> Bool {
    guard let ends = interval as? [String], ends.count == 2 else { return false }
    let stamp = OrdinaryDays.stamp(time).dropLast(5)
    return ends[0].prefix(19) <= stamp && stamp <= ends[1].prefix(19)
  }

  @Test("orders that fall to a third for half an hour are an incident", arguments: [1, 2])
  func fewerOrders(_ seed: UInt64) throws {
    var days = OrdinaryDays(seed: seed)
    let log = days.log(
      from: Self.tuesday(9), to: Self.tuesday(21),
      factor: { path, time in path == "/api/order" && Self.fault.contains(time) ? 0.33 : 1 })
    let (alone, held) = try reports(log: log)
    // The other operations, which went on, tell it as well.
    #expect(alone.ids == ["2025-04-08-order-1500"])
    #expect(held.ids == ["2025-04-08-order-1500"])
    let incident = try #require(held.incidents.first)
    #expect(kinds(incident).prefix(2) == ["request_drop", "became_normal"])
    #expect(isIn(Self.fault.lowerBound, Report.value("impact_start.interval", in: incident)))
    #expect(isIn(Self.fault.upperBound, Report.value("impact_end.interval", in: incident)))
    #expect(Report.value("impact.failures", in: incident) as? Int == 0)
    #expect(Report.value("baseline.basis", in: incident) as? String == "history")
    let due = 0.06 * 1800 * OrdinaryDays.season(Self.moment(15.3)) * 0.67
    let low = Report.value("impact.missing.low", in: incident) as? Int ?? 0
    let high = Report.value("impact.missing.high", in: incident) as? Int ?? 0
    #expect(Double(low) <= due && due <= Double(high), "\(low) to \(high), not \(due)")
    let basis = Report.value("impact.missing.basis", in: incident) as? String ?? ""
    #expect(basis.contains("Tuesdays 15:00 to 16:00 UTC"), "\(basis)")
  }

  @Test("quiet days are no incident, however quiet", arguments: [0.6, 0.3])
  func quietDays(_ level: Double) throws {
    var days = OrdinaryDays(seed: UInt64(level * 100))
    let weekend = days.log(from: 19, to: 21, factor: { _, _ in level })
    #expect(try reports(log: weekend).held.ids.isEmpty)
    let workday = days.log(from: 15, to: 16, factor: { _, _ in level })
    #expect(try reports(log: workday).held.ids.isEmpty)
  }

  @Test("workdays say nothing of a weekend")
  func unknownWeekend() throws {
    var days = OrdinaryDays(seed: 7)
    let history = days.log(from: 0, to: 5)
    let log = days.log(
      from: 19, to: 20,
      factor: { path, time in
        let hour = time.truncatingRemainder(dividingBy: Self.day) / 3600
        return path == "/api/order" && hour > 14 ? 0.3 : 1
      })
    #expect(try reports(history: history, log: log).held.ids.isEmpty)
  }

  @Test("a silence of everything is told as no data, and not as an outage")
  func noData() throws {
    var days = OrdinaryDays(seed: 3)
    let log = days.log(
      from: Self.tuesday(9), to: Self.tuesday(21),
      factor: { _, time in Self.fault.contains(time) ? 0 : 1 })
    let (alone, held) = try reports(log: log)
    #expect(held.ids.isEmpty)
    let said = Report.value("coverage.not_knowable", in: held.root) as? [String] ?? []
    let sentence = said.first { $0.contains("were due by the history") }
    #expect(sentence?.contains("not reached or its records were not collected") == true)
    #expect(sentence?.contains("2025-04-08T15:0") == true)
    let before = Report.value("coverage.not_knowable", in: alone.root) as? [String] ?? []
    #expect(!before.contains { $0.contains("were due") })
  }

  @Test("requests that stayed away while orders failed are counted as missing")
  func missingBesideFailures() throws {
    var days = OrdinaryDays(seed: 4)
    func log(_ share: Double) -> String {
      days.log(
        from: Self.tuesday(9), to: Self.tuesday(21),
        factor: { path, time in path == "/api/order" && Self.fault.contains(time) ? share : 1 },
        change: { call, chance in
          call.fails =
            call.path == "/api/order" && Self.fault.contains(call.time) && chance < 0.9
        })
    }
    let (alone, held) = try reports(log: log(0.4))
    #expect(alone.ids.count == 1 && held.ids.count == 1)
    let incident = try #require(held.incidents.first)
    #expect(Report.value("impact.missing.low", in: try #require(alone.incidents.first)) == nil)
    let due = 0.06 * 1800 * OrdinaryDays.season(Self.moment(15.3)) * 0.6
    let low = Report.value("impact.missing.low", in: incident) as? Int ?? 0
    let high = Report.value("impact.missing.high", in: incident) as? Int ?? 0
    #expect(low > 0 && Double(low) <= due && due <= Double(high), "\(low) to \(high), not \(due)")
    // As many as ever: none are missing.
    let usual = try reports(log: log(1)).held
    let same = try #require(usual.incidents.first)
    #expect(Report.value("impact.missing.low", in: same) == nil)
  }

  @Test("a usual daily peak is no spike beside an incident")
  func baselinePeak() throws {
    var days = OrdinaryDays(seed: 5)
    func peak(_ time: Double) -> Double {
      let hour = time.truncatingRemainder(dividingBy: Self.day) / 3600
      return hour >= 15 && hour < 15.5 ? 5 : 1
    }
    let history = days.log(from: 0, to: 14, factor: { peak($1) })
    let log = days.log(
      from: Self.tuesday(9), to: Self.tuesday(21), factor: { peak($1) },
      change: { call, _ in
        call.fails = call.path == "/api/order" && Self.fault.contains(call.time)
      })
    let (alone, held) = try reports(history: history, log: log)
    func spikes(_ report: Report) -> Int {
      (report.incidents.first?["signals"] as? [[String: Any]] ?? [])
        .filter { $0["kind"] as? String == "request_spike" }.count
    }
    #expect(held.ids.count == 1)
    #expect(spikes(alone) > 0)
    #expect(spikes(held) == 0)
  }

  @Test("failures and slow calls that come each night are usual, and others are not")
  func baselineNight() throws {
    var days = OrdinaryDays(seed: 6)
    func night(_ call: inout OrdinaryDays.Call, _ chance: Double) {
      guard call.path == "/api/order", call.hour == 2 else { return }
      call.fails = chance < 0.2
      call.milliseconds *= chance < 0.7 ? 4 : 1
    }
    let history = days.log(from: 0, to: 14, change: night)
    let (alone, held) = try reports(
      history: history, log: days.log(from: 15, to: 16, change: night))
    #expect(!alone.ids.isEmpty)
    #expect(held.ids.isEmpty)
    // Half of what is usual at night is an incident by day.
    let log = days.log(
      from: 15, to: 16,
      change: { call, chance in
        night(&call, chance)
        if call.path == "/api/order", call.hour == 15 { call.fails = chance < 0.1 }
      })
    let other = try reports(history: history, log: log).held
    #expect(other.ids.count == 1)
    let incident = try #require(other.incidents.first)
    let start = Report.value("impact_start.time", in: incident) as? String ?? ""
    #expect(start.hasPrefix("2025-04-08T15:") || start.hasPrefix("2025-04-08T14:"), "\(start)")
  }
}
