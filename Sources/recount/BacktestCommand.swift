import ArgumentParser
import Pipeline
import Render

/// `recount backtest`
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Replay alerting rules on the logs, and find rules that would have told.",
    discussion: """
      A rule is SIGNAL > VALUE [for DURATION] [while SIGNAL > VALUE], with > >= < or <=. Signals
      are attempts(OP), failures(OP), failures(OP)/attempts(OP), mean(latency, OP),
      p95(latency, OP) and lines(level=error); OP is an operation's name, path or route, and
      "over 5m" behind a signal counts longer than a minute. A rule fires when its condition held
      in every minute of its duration. Rules are read from files of Prometheus and Grafana too.

      Without a rule, rules are searched for: thresholds that keep to a budget of false alarms
      outside of the incidents, and when each would have fired in them.

      Examples:
        recount backtest logs/*.gz
        recount backtest logs/*.gz --rule 'p95(latency, order) > 80ms for 2m'
        recount backtest logs/ --rule 'failures(order)/attempts(order) > 5% for 1m'
        recount backtest logs/ --rule 'attempts(order) < 1 for 5m while attempts > 5'
        recount backtest logs/ --rule alerts.yml --events oncall.jsonl
        recount backtest logs/ --pipeline shop.yaml --write-rules rules
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "A rule, or a file of rules: of Prometheus, or of Grafana's provisioning (.yml, .json).",
      valueName: "rule"))
  var rule: [String] = []

  @Flag(help: "Search for rules beside those that are given.")
  var recommend = false

  @Option(
    help: ArgumentHelp(
      "One false alarm in this time is allowed (default 14d).", valueName: "duration"))
  var budget: String?

  @Option(
    help: ArgumentHelp(
      """
      Write the recommended rules into this folder, for Prometheus and for Grafana, with a test of \
      them for promtool. Names of metrics are those of metrics: in the definition.
      """, valueName: "folder"))
  var writeRules: String?

  @Flag(
    help: """
      Plant faults of known size into copies of the healthy hours, and say which would be found.
      """)
  var power = false

  @Option(
    help: ArgumentHelp(
      "Alerts, on-call log, chat: they say when each incident was noticed.", valueName: "file"))
  var events: [String] = []

  @Option(help: ArgumentHelp("text or json (default: text).", valueName: "format"))
  var format = "text"

  func validate() throws {
    guard ["text", "json"].contains(format) else {
      throw ValidationError("Unknown format '\(format)'; one of: text, json")
    }
    let roles = [input.inputs, events, rule, [input.pipeline].compactMap { $0 }]
    guard roles.count(where: { $0.contains(where: DraftRequest.isStandardInput) }) < 2 else {
      throw ValidationError("Standard input (-) can be read once")
    }
  }

  func run() throws {
    try input.supervised(reading: events + rule) { try test(without: $0) }
  }

  private func test(without failed: [String]) throws {
    var draft = input.request(without: failed)
    draft.events = events
    var request = BacktestRequest(draft)
    request.rules = rule
    request.recommends = recommend
    request.budget = budget
    request.rulesFolder = writeRules
    request.power = power
    let tested = try input.reporting { try BacktestPipeline(request).run() }
    input.say(tested.notes + tested.report.written)
    try StandardOutput.write(
      format == "json"
        ? BacktestJSON.text(tested.report)
        : BacktestText.text(tested.report, zone: tested.zone))
    throw ExitCode(tested.status.rawValue)
  }
}
