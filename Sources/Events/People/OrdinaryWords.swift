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
