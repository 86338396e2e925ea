import Backtest
import Inference
import Ingest
import LogModel
import Scan
import Signals
import Supervision
import Timeline

/// Replays alerting rules on the history of the inputs, and searches for rules that would have told
/// of its incidents.
public struct BacktestPipeline: Sendable {
  /// A finished back-test.
  public struct Outcome: Sendable {
    public var report: BacktestReport
    public var status: ExitStatus
    public var notes: [String]
    /// The zone that times are printed in.
    public var zone: DisplayZone
  }

  private let request: BacktestRequest
  private let drafting: DraftPipeline
  private let plan: RunPlan
  private let budgetSeconds: Double

  /// - Throws: `RunError` for a definition, zone, time or budget that cannot be read.
  public init(_ request: BacktestRequest) throws(RunError) {
    self.request = request
    plan = try RunPlan(request.draft)
    drafting = DraftPipeline(plan)
    budgetSeconds = try Self.budget(request.budget)
  }

  private static func budget(_ text: String?) throws(RunError) -> Double {
    guard let text else { return BacktestRequest.standardBudget }
    let seconds = (try? DurationExpression(text).seconds) ?? 0
    guard seconds >= 60 else {
      throw .refused(
        "--budget \(text): write the time in which one false alarm may come, such as 14d or 12h")
    }
    return seconds
  }

  /// - Throws: `RunError` when nothing could be read or understood, or a rule that was typed
  ///   cannot be read or names nothing in the logs.
  public func run() throws(RunError) -> Outcome {
    let typed = try parsed()
    let files = try ruleFiles()
    let found = try drafting.investigate()
    let named = zip(found.draft.report.incidents, found.reported).map {
      (id: $0.id, incident: $1)
    }
    CurrentWork.doing("replaying rules")
    guard let history = IncidentHistory(found.tally, incidents: named),
      let range = TimeRange(covering: found.draft.report.coverage.inputs.map(\.reading))
    else {
      throw .refused("no record with a time in any input: there is no history to test rules on")
    }
    var report = BacktestReport(
      history: range, stepSeconds: Int(history.signals.counts.stepSeconds),
      healthySeconds: history.replay.healthySeconds, incidents: history.incidents,
      budgetSeconds: budgetSeconds)
    for (text, rule) in typed {
      do throws(RuleError) {
        report.given.append(
          .init(
            source: "--rule", name: nil, text: text,
            result: .replayed(try history.replay.outcome(of: rule))))
      } catch {
        throw .refused(error.description)
      }
    }
    for rule in files { report.given.append(replayed(rule, on: history)) }
    if request.wantsRecommendations {
      report.recommended = history.recommended(budgetSeconds: budgetSeconds)
    }
    if request.power {
      CurrentWork.doing("planting faults")
      report.power = power(of: found.tally, on: history)
    }
    if let folder = request.rulesFolder {
      report.written = try RuleFolder(folder, plan: plan).write(
        report.recommended ?? [], on: history)
    }
    return Outcome(
      report: report, status: found.draft.status, notes: found.draft.notes,
      zone: plan.timelineZone)
  }

  private func power(of tally: Tally, on history: IncidentHistory) -> DetectionPower {
    let bytes = TallyFile.encode(tally)
    let study = FaultStudy(history.replay, settings: plan.inferenceSettings) {
      try? TallyFile.decode(bytes, rules: plan.tallyRules)
    }
    return study.power { done, all in
      plan.request.progress(.doing("planting faults: \(done) of \(all)"))
    }
  }

  private func parsed() throws(RunError) -> [(text: String, rule: AlertRule)] {
    var rules: [(text: String, rule: AlertRule)] = []
    for text in request.rules where !BacktestRequest.isFile(text) {
      do throws(RuleError) {
        rules.append((text, try AlertRule(text)))
      } catch {
        throw .refused("--\(error)")
      }
    }
    return rules
  }

  private func ruleFiles() throws(RunError) -> [RuleFromFile] {
    var rules: [RuleFromFile] = []
    for path in request.rules where BacktestRequest.isFile(path) {
      CurrentWork.reading(path)
      defer { CurrentWork.leftInput() }
      do {
        let bytes = try WholeFile.bytes(ofPath: path)
        rules += try RuleFiles(metrics: plan.definition.metrics).rules(
          in: String(decoding: bytes, as: UTF8.self), at: path)
      } catch let error as IngestError {
        throw .refused("--rule \(path): \(error.warning.message)")
      } catch let error as RuleFiles.Failure {
        throw .refused("--rule \(error.description)")
      } catch {
        throw .refused("--rule \(path): \(error)")
      }
    }
    return rules
  }

  /// A rule of a file is somebody else's: what it names and the logs do not hold is told.
  private func replayed(
    _ rule: RuleFromFile, on history: IncidentHistory
  ) -> BacktestReport.Given {
    var given = BacktestReport.Given(
      source: rule.source, name: rule.name, text: rule.expression,
      result: .notReplayable(rule.problem ?? ""))
    guard let parsed = rule.rule else { return given }
    do throws(RuleError) {
      given.result = .replayed(try history.replay.outcome(of: parsed))
    } catch {
      given.result = .notReplayable("\(error.problem); \(error.remedy)")
    }
    return given
  }
}

extension TimeRange {
  /// From the first record of some inputs to the last; `nil` where none has any.
  fileprivate init?(covering readings: [InputReading]) {
    guard let from = readings.compactMap(\.first).min(),
      let to = readings.compactMap(\.last).max()
    else { return nil }
    self.init(from: from, to: to)
  }
}

/// What a user asked a back-test for, in the words of the command line.
public struct BacktestRequest: Sendable {
  /// Inputs, events and times, as a draft has them.
  public var draft: DraftRequest
  /// Rules as they are typed, or files that hold rules.
  public var rules: [String] = []
  /// Search for rules; so does a request without any rule.
  public var recommends = false
  /// One false alarm in this time is allowed: `14d`.
  public var budget: String?
  /// Where to write the rules that are recommended.
  public var rulesFolder: String?
  /// Plant faults, and tell which would be found.
  public var power = false

  public init(_ draft: DraftRequest) { self.draft = draft }

  /// The budget where none is stated: one false alarm in two weeks.
  static let standardBudget = 14 * 86_400.0

  /// Rules are searched for.
  var wantsRecommendations: Bool {
    recommends || rulesFolder != nil || (rules.isEmpty && !power)
  }

  /// Whether a rule is the name of a file of rules.
  static func isFile(_ rule: String) -> Bool {
    [".yml", ".yaml", ".json"].contains { rule.hasSuffix($0) } && !rule.contains("(")
  }
}
