import Backtest
import LogModel
import Timeline

/// What `recount backtest` prints: rules and what they would have done, fitted to 80 columns.
public struct BacktestText {
  private let report: BacktestReport
  private let zone: DisplayZone
  private var lines: [String] = []

  private static let columns = 80

  /// The whole report as text.
  public static func text(_ report: BacktestReport, zone: DisplayZone) -> String {
    var text = BacktestText(report: report, zone: zone)
    text.head()
    for given in report.given { text.tell(given) }
    text.recommend()
    if let power = report.power { text.tell(power) }
    return text.lines.joined(separator: "\n") + "\n"
  }

  private init(report: BacktestReport, zone: DisplayZone) {
    self.report = report
    self.zone = zone
  }

  private mutating func head() {
    let (from, to) = (report.history.from, report.history.to)
    let length = NumberWords.duration(report.history.seconds)
    add(
      "History: \(zone.date(from)) \(zone.minute(from, on: nil)) to "
        + "\(zone.minute(to, on: from)) \(zone.name), \(length) in buckets of "
        + "\(NumberWords.duration(Double(report.stepSeconds))), "
        + "\(NumberWords.count(report.incidents.count, "incident")).")
    if report.healthySeconds < RuleOutcome.leastHistory {
      add(
        "Outside of incidents there are \(NumberWords.duration(report.healthySeconds)) of history: "
          + "false alarms unknown.")
    }
    for incident in report.incidents {
      var text = "  \(incident.id): from \(clock(incident.firstBad)) to \(clock(incident.to))"
      if let detected = incident.detected { text += ", noticed \(clock(detected))" }
      add(text, indent: 4)
    }
  }

  private mutating func tell(_ given: BacktestReport.Given) {
    lines.append("")
    let name = given.name.map { "\($0) (\(given.source)): " } ?? ""
    switch given.result {
    case .notReplayable(let why):
      add("\(name)\(given.text)", indent: 2)
      add("  not replayable: \(why)", indent: 4)
    case .replayed(let outcome):
      let typed = outcome.rule.text
      add("\(name)\(typed)", indent: 2)
      tell(outcome)
    }
  }

  private mutating func tell(_ outcome: RuleOutcome) {
    let condition = outcome.rule.condition
    let unit = condition.signal.unit
    for incident in outcome.incidents {
      var text = "  \(incident.id): "
      if let fired = incident.fired {
        text += "fired \(clock(fired)), \(after(incident.afterSeconds))"
        if let lead = incident.beforeDetectionSeconds { text += ", " + self.lead(lead) }
      } else if incident.wasFiringBefore {
        text += "it was firing before"
      } else if let closest = incident.closest {
        let margin = (closest - condition.threshold).magnitude
        let word = condition.comparison.isBelow ? "lowest" : "highest"
        text += "never; \(word) \(unit.words(closest)), \(unit.words(margin)) off"
      } else {
        text += "never; nothing is known of the signal then"
      }
      add(text, indent: 4)
    }
    if let margin = outcome.margin, let closest = outcome.closest {
      add(
        "  never fired: nearest \(unit.words(closest.value)) at \(clock(closest.time)), "
          + "margin \(unit.words(margin))", indent: 4)
    } else if !outcome.hasFired {
      add("  never fired: nothing is known of the signal", indent: 4)
    }
    add("  false alarms: \(alarms(outcome))", indent: 4)
  }

  private mutating func recommend() {
    guard let rules = report.recommended else { return }
    lines.append("")
    let budget = NumberWords.duration(report.budgetSeconds)
    guard !rules.isEmpty else {
      add("No rule keeps to one false alarm in \(budget) and tells of an incident.")
      return
    }
    add(
      "Recommended, at one false alarm in \(budget) at most; each threshold lies a tenth beyond "
        + "what the history outside of incidents reached:")
    for rule in rules {
      add("  \(rule.rule.text)", indent: 4)
      let inner = rule.outcome.incidents.compactMap { incident -> String? in
        guard let fired = incident.fired else { return nil }
        let lead = incident.beforeDetectionSeconds.map { ", " + self.lead($0) } ?? ""
        return "    \(incident.id): fires \(clock(fired)), \(after(incident.afterSeconds))\(lead)"
      }
      for text in inner { add(text, indent: 6) }
      let missed = rule.outcome.incidents.count - inner.count
      if missed > 0 { add("    silent in \(NumberWords.count(missed, "incident"))", indent: 6) }
      add(
        "    false alarms: \(alarms(rule.outcome)); rests on "
          + NumberWords.count(rule.buckets, "bucket"), indent: 6)
    }
  }

  private mutating func tell(_ power: DetectionPower) {
    lines.append("")
    guard !power.sizes.isEmpty else {
      add("No faults were planted: no operation has enough calls in healthy hours.")
      return
    }
    add("Faults planted into copies of the healthy hours (seed \(power.seed)):")
    var table = TextTable(
      header: ["operation", "share", "for", "found", "late by", "start held", "end held"],
      rightAligned: [1, 2, 3, 4, 5, 6])
    for size in power.sizes {
      table.add([
        String(size.operation.prefix(24)), NumberWords.share(size.share),
        NumberWords.duration(Double(size.durationSeconds)), "\(size.found) of \(size.planted)",
        size.medianDelay.map { NumberWords.duration(max(0, $0)) } ?? "-",
        size.found > 0 ? "\(size.startsHeld) of \(size.found)" : "-",
        size.found > 0 ? "\(size.endsHeld) of \(size.found)" : "-",
      ])
    }
    lines += table.text.split(separator: "\n").map { "  " + $0 }
    let found = power.sizes.reduce(0) { $0 + $1.found }
    let held = power.sizes.reduce(0) { $0 + $1.startsHeld }
    if found > 0 {
      add("The intervals of the starts held \(held) of \(found) times.")
    }
    add(
      "'Held' counts how often the 90 % interval holds the planted moment; 'late by' is the median "
        + "from it to the first bad event.")
  }

  // MARK: Words

  private func clock(_ time: Timestamp) -> String {
    zone.clock(time, on: report.history.from)
  }

  private func after(_ seconds: Double?) -> String {
    guard let seconds else { return "" }
    return seconds < 1
      ? "at the first bad event"
      : "\(NumberWords.duration(seconds)) after the first bad event"
  }

  private func lead(_ seconds: Double) -> String {
    seconds >= 0
      ? "\(NumberWords.duration(seconds)) before it was noticed"
      : "\(NumberWords.duration(seconds)) after it was noticed"
  }

  private func alarms(_ outcome: RuleOutcome) -> String {
    let length = NumberWords.duration(outcome.healthySeconds)
    guard let weekly = outcome.falseAlarmsPerWeek else {
      return "unknown (\(outcome.falseAlarms.count) in \(length) of history)"
    }
    let first = outcome.falseAlarms.first.map { ", first \(clock($0))" } ?? ""
    let count = outcome.falseAlarms.count
    return "\(NumberWords.figure(weekly)) a week (\(count) in \(length)\(first))"
  }

  /// Adds a paragraph, broken at blanks; lines after its first are indented.
  private mutating func add(_ text: String, indent: Int = 0) {
    let text = SafeText.terminal(text)
    var line = String(text.prefix { $0 == " " })
    var isFirst = true
    for word in text.split(separator: " ") {
      if !isFirst, line.count + 1 + word.count > Self.columns {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += (isFirst ? "" : " ") + word
      }
      isFirst = false
    }
    lines.append(line)
  }
}
