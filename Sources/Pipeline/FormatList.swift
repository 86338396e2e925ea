import Parse

/// What recount reads, for `recount formats`.
public enum FormatList {
  private static let hints: [String: String] = [
    "json-lines": "one JSON object a line; keys by many names (time, level, status, path, …)",
    "combined": "access lines of Apache, nginx and their kin, with or without the request time",
    "envoy": "Envoy's default access lines, and Istio's",
    "aws-elb": "access lines of AWS's application and classic load balancers",
    "s3-access": "Amazon S3 server access lines",
    "squid": "Squid's own access lines",
    "haproxy": "HAProxy's HTTP and TCP lines, and failed connections",
    "gin": "access lines of Go's Gin",
    "nginx-error": "nginx's error log: messages beside the access log",
    "apache-error": "Apache's error log, 2.4 and 2.2",
    "uvicorn": "uvicorn's access lines, where something around them dates them",
    "morgan": "morgan's dev and tiny lines, where something around them dates them",
    "rails": "Rails' Completed lines, where something around them dates them",
    "w3c-extended": "IIS, CloudFront and others that name their columns in #Fields",
    "json-lines (lenient)": "lines that mean to be JSON: known keys are read where they stand",
    "logfmt": "key=value pairs: Go's loggers, Grafana's programs, Heroku's router",
    "swift-log": "lines of swift-log's handler of streams, with metadata",
    "redis": "the log of Redis and Valkey",
    "postgres-csv": "PostgreSQL's log as comma-separated values",
    "postgres": "PostgreSQL's log on standard error, with any prefix",
    "uwsgi": "uWSGI's request lines",
    "weblogic": "server logs of Oracle WebLogic",
    "mysql-slow": "the slow query log of MySQL and MariaDB",
    "nest": "NestJS's logger",
    "ltsv": "labels and values with tabs between: time:… host:… status:…",
    "access (any order)": "a time in brackets, a request in quotes and its status, in any order",
    "text": "text with its time near the front, and level and logger before the message",
    "logcli-jsonl": "logcli query -o jsonl",
    "grafana-explore-text": "Grafana Explore, download as text; older and newer rows",
    "docker-json": "Docker's files of one container; long lines are put together again",
    "kubernetes-cri": "a node's files of one container, as containerd and CRI-O write them",
    "syslog-3164": "syslog without a year, with or without <priority>; journalctl",
    "syslog-iso": "syslog with ISO stamps, as rsyslog writes; journalctl -o short-iso",
    "syslog-5424": "syslog with a version, structured data and nil values",
    "journald-json": "journalctl -o json",
    "stamped-lines": "a stamp before a record: CloudWatch export, docker logs -t",
    "aws-logs-tail": "aws logs tail: stamp, stream, text",
    "logcli-text": "logcli query as it prints by default",
    "kubectl-prefix": "kubectl logs --prefix",
    "docker-compose": "docker compose logs",
    "stern": "stern: pod, container, text",
    "prefixed-json": "a few words, of which one may be a stamp, before a JSON object",
    "grafana-explore-json": "Grafana Explore, download as JSON",
    "grafana-explore-csv": "Grafana Explore, download of logs as CSV",
    "otlp-json": "OpenTelemetry's file of logs, one or many documents",
    "cloudwatch-events": "aws logs filter-log-events and get-log-events",
    "journald-export": "journalctl -o export",
    "csv": "tables whose first row names the columns: exports of log products",
    "csv-semicolons": "the same with semicolons",
    "tsv": "the same with tabs",
    "json-array": "one array of JSON objects",
    "json-stream": "JSON objects over several lines each, one after another",
    "loki-push": "bodies sent to Loki's push endpoint",
    "loki-query-range": "answers of Loki's query_range, one or several pages",
  ]

  /// The names of groups, in lines of no more than 80 columns.
  private static var meanings: String {
    var lines = [""]
    for (at, name) in FormatChoice.meanings.enumerated() {
      let word = name + (at + 1 < FormatChoice.meanings.count ? "," : "")
      if lines[lines.count - 1].count + word.count > 76 { lines.append("") }
      lines[lines.count - 1] += lines[lines.count - 1].isEmpty ? word : " " + word
    }
    return lines.joined(separator: "\n")
  }

  /// A line for each form and envelope.
  public static var text: String {
    func list(_ names: [String]) -> String {
      names.map { name in
        "  " + name + String(repeating: " ", count: max(2, 24 - name.count)) + (hints[name] ?? "")
      }.joined(separator: "\n")
    }
    return """
      Form and packing are found by content, never by name.

      Packing: gzip, zstd, xz, bzip2, lz4 (also one inside another), or none; tar archives of these.

      Lines:
      \(list(LogFormats.names))

      Envelopes around lines:
      \(list(Envelopes.names))

      Any other form of line is read by a pattern in a definition (--pipeline FILE).
      Its groups are called after what they hold:
      \(meanings).
      This definition works as it stands:

      \(PatternExample.definition.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n"))

      """
  }
}
