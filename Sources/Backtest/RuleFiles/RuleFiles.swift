import Yams

/// A rule as a file holds it.
public struct RuleFromFile: Sendable {
  public var name: String
  /// `alerts.yml:12`
  public var source: String
  /// As it stands there.
  public var expression: String
  /// `nil` where it is of no shape that is known.
  public var rule: AlertRule?
  /// Why not.
  public var problem: String?
}

/// Reads the alerting rules of Prometheus rule files and of Grafana's provisioning.
public struct RuleFiles {
  /// A file that holds no rules in a known form.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  private let conditions: PromCondition

  /// - Parameter metrics: what the definition says that metrics count.
  public init(metrics: [MetricKey: String]) { conditions = PromCondition(metrics: metrics) }

  /// The rules in their order; recording rules are none.
  ///
  /// - Throws: `Failure` for what is no YAML, or holds no groups of rules.
  public func rules(in text: String, at path: String) throws(Failure) -> [RuleFromFile] {
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw Failure(description: "\(path): it is no YAML and no JSON")
    }
    let groups = root?.mapping?["groups"]?.sequence ?? root?["spec"]?["groups"]?.sequence
    guard let groups else {
      throw Failure(
        description: "\(path): it has no 'groups:' of rules; Prometheus rule files and Grafana's "
          + "provisioning files have")
    }
    var rules: [RuleFromFile] = []
    for group in groups {
      for rule in group["rules"]?.sequence ?? [] {
        if rule["alert"] != nil {
          rules.append(prometheus(rule, path))
        } else if rule["data"] != nil {
          rules.append(grafana(rule, path))
        }
      }
    }
    return rules
  }

  private func source(_ node: Node, _ path: String) -> String {
    node.mark.map { "\(path):\($0.line)" } ?? path
  }

  /// What holds for `for:` is looked at each minute: it fires at the minute after the last of so
  /// many, so the condition holds in one bucket more.
  private func holdSeconds(_ node: Node) -> Int {
    let seconds = node["for"]?.string.flatMap(PromDuration.seconds) ?? 0
    return seconds > 0 ? seconds + 60 : 0
  }

  private func prometheus(_ node: Node, _ path: String) -> RuleFromFile {
    let text = node["expr"]?.string ?? ""
    var found = RuleFromFile(
      name: node["alert"]?.string ?? "", source: source(node, path),
      expression: Self.oneLine(text))
    do throws(PromCondition.Unknown) {
      found.rule = try conditions.rule(text, holdSeconds: holdSeconds(node))
    } catch {
      found.problem = error.reason
    }
    return found
  }

  // MARK: Grafana

  private func grafana(_ node: Node, _ path: String) -> RuleFromFile {
    let parts = GrafanaQueries(node)
    var found = RuleFromFile(
      name: node["title"]?.string ?? "", source: source(node, path),
      expression: Self.oneLine(parts.shown))
    do throws(PromCondition.Unknown) {
      guard let text = parts.expression else {
        throw PromCondition.Unknown(reason: "its query is none of Prometheus")
      }
      guard let (comparison, threshold) = parts.threshold else {
        // The threshold may stand in the query itself.
        found.rule = try conditions.rule(text, holdSeconds: holdSeconds(node))
        return found
      }
      found.rule = AlertRule(
        try conditions.condition(text, comparison, threshold), holdSeconds: holdSeconds(node))
    } catch {
      found.problem = error.reason
    }
    return found
  }

  private static func oneLine(_ text: String) -> String {
    text.split { $0 == "\n" || $0 == " " || $0 == "\t" }.joined(separator: " ")
  }
}

/// The queries of a Grafana rule: the one of a data source, and the threshold behind it.
struct GrafanaQueries {
  /// PromQL of the one query that there is.
  private(set) var expression: String?
  private(set) var threshold: (Condition.Comparison, Double)?
  private(set) var shown = ""

  init(_ rule: Node) {
    var expressions: [String] = []
    for part in rule["data"]?.sequence ?? [] {
      guard let model = part["model"] else { continue }
      if let text = model["expr"]?.string { expressions.append(text) }
      let type = model["type"]?.string
      if type == "threshold" || type == "classic_conditions" {
        threshold = Self.evaluator(model["conditions"]?.sequence?.first?["evaluator"])
      } else if type == "math", let text = model["expression"]?.string {
        threshold = Self.math(text) ?? threshold
      }
    }
    if expressions.count == 1 { expression = expressions[0] }
    shown = expressions.joined(separator: "; ")
    if let threshold { shown += " \(threshold.0.rawValue) \(RuleUnit.figure(threshold.1))" }
  }

  private static func evaluator(_ node: Node?) -> (Condition.Comparison, Double)? {
    guard let value = node?["params"]?.sequence?.first?.string.flatMap(Double.init) else {
      return nil
    }
    switch node?["type"]?.string {
    case "gt": return (.above, value)
    case "gte": return (.atLeast, value)
    case "lt": return (.below, value)
    case "lte": return (.atMost, value)
    default: return nil
    }
  }

  /// `$B > 5`
  private static func math(_ text: String) -> (Condition.Comparison, Double)? {
    let parts = text.split(separator: " ")
    guard parts.count == 3, parts[0].hasPrefix("$"),
      let comparison = Condition.Comparison(rawValue: String(parts[1])),
      let value = Double(parts[2])
    else { return nil }
    return (comparison, value)
  }
}
