import LogModel

/// A person's name as rows spell it, taken apart: `Ann Quux`, `ann.quux` and
/// `@ann.quux@corp.test` are one.
struct PersonName: Hashable {
  /// In small letters.
  let words: [String]
  /// Each word alone gives the person away; of `payments-team` or `Deploy Bot` only all do.
  let isPersonal: Bool

  /// What is longer is no name.
  private static let limit = 256

  /// `nil` for what names no person: nothing, or a program that posts by itself.
  init?(_ text: String) {
    var name = String(text.prefix(Self.limit))
    if let open = name.firstIndex(of: "<"), open > name.startIndex {
      name = String(name[..<open])
    }
    while name.hasPrefix("@") { name.removeFirst() }
    if let at = name.firstIndex(of: "@"), at > name.startIndex { name = String(name[..<at]) }
    words = PersonWord.words(in: name).map(\.small)
    guard !words.isEmpty, !OrdinaryWords.programs.contains(words.joined(separator: " ")) else {
      return nil
    }
    isPersonal =
      words.count <= 5 && OrdinaryWords.roles.isDisjoint(with: words)
      && words.contains { $0.count > 1 && $0.contains(where: \.isLetter) }
  }

  /// The same for every spelling of the name.
  var id: UInt64 { StableHash.hash(words.joined(separator: " ")) }

  /// Names of accounts that are made of a name: `aquux`, `annq`, `annquux`, `quuxann`.
  var handles: [String] {
    guard isPersonal, words.count >= 2, let first = words.first, let last = words.last,
      let initial = first.first, let final = last.first, first.count > 1, last.count > 1
    else { return [] }
    return [
      "\(initial)\(last)", "\(first)\(final)", first + last, last + first, "\(last)\(initial)",
    ]
  }
}

/// A run of letters and digits in a text.
struct PersonWord {
  var range: Range<String.UnicodeScalarView.Index>
  var small: String
  var isCapitalised: Bool

  static func words(in text: String) -> [PersonWord] {
    let scalars = text.unicodeScalars
    var words: [PersonWord] = []
    var at = scalars.startIndex
    while at < scalars.endIndex {
      guard isPart(scalars[at]) else {
        at = scalars.index(after: at)
        continue
      }
      var end = at
      while end < scalars.endIndex, isPart(scalars[end]) { end = scalars.index(after: end) }
      words.append(
        PersonWord(
          range: at..<end, small: String(scalars[at..<end]).lowercased(),
          isCapitalised: scalars[at].properties.isUppercase))
      at = end
    }
    return words
  }

  /// Letters, their marks, and digits.
  static func isPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value & 0xDF)
    }
    return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark
  }
}

/// Words that are no name, or are one only where they are written like one.
enum OrdinaryWords {
  /// Programs that write events by themselves; nobody is hidden by hiding them.
  static let programs: Set<String> = [
    "alertmanager", "ansible", "argo cd", "argocd", "aws", "buildkite", "circleci", "cloudwatch",
    "datadog", "dependabot", "flux", "github", "github actions", "gitlab", "grafana",
    "incident io", "jenkins", "kubernetes", "nagios", "new relic", "opsgenie", "pagerduty",
    "prometheus", "renovate", "rundeck", "sentry", "slack", "slackbot", "spinnaker", "statuspage",
    "system", "teamcity", "terraform", "victorops", "zabbix",
  ]

  /// A name with one of these is that of a post, a team or a program.
  static let roles: Set<String> = [
    "admin", "agent", "alert", "alerts", "app", "bot", "call", "captain", "chief", "ci",
    "commander", "cron", "customer", "deploy", "deployer", "deployment", "dev", "developer",
    "devops", "duty", "engineer", "eng", "engineering", "group", "helpdesk", "ic", "incident",
    "infra", "job", "lead", "manager", "monitor", "monitoring", "noc", "on", "oncall", "operator",
    "ops", "pager", "person", "pipeline", "platform", "primary", "release", "reporter",
    "responder", "robot", "root", "runner", "secondary", "security", "service", "shift", "sre",
    "support", "system", "team", "tester", "user", "watch",
  ]

  /// Names that are words of the language, too: hidden where they begin with a capital.
  static let names: Set<String> = [
    "a", "ace", "art", "august", "autumn", "bay", "bill", "blue", "brook", "buck", "carol",
    "chance", "chase", "christian", "clay", "cliff", "colt", "dale", "dawn", "dean", "don", "drew",
    "duke", "earl", "ernest", "faith", "fern", "field", "flint", "forest", "frank", "gene",
    "glen", "grace", "grant", "gray", "green", "guy", "hall", "harmony", "heath", "hill", "holly",
    "hope", "hunter", "iris", "ivy", "jack", "jade", "jean", "jet", "joy", "june", "king", "lance",
    "lane", "lee", "lily", "long", "love", "major", "marc", "mark", "mason", "max", "may", "mercy",
    "miles", "misty", "moses", "nick", "olive", "page", "pat", "peg", "penny", "pierce", "poppy",
    "price", "ray", "read", "reed", "rich", "rob", "robin", "rock", "rod", "rose", "rowan", "roy",
    "ruby", "rusty", "sandy", "sky", "sonny", "star", "sterling", "stone", "sue", "summer",
    "temple", "tom", "trace", "trip", "van", "victor", "violet", "wade", "ward", "web", "will",
    "wood", "young",
  ]

  /// Mentions that call everybody.
  static let everybody: Set<String> = ["all", "channel", "everyone", "here", "team"]
}
