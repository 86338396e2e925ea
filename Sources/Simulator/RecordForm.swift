/// The forms in which a simulated log can be written: as it was sent, or as it was exported.
public enum RecordForm: String, CaseIterable, Hashable, Sendable {
  /// One JSON object a line, with its time, bodies as strings.
  case jsonLines
  /// The same under other names: epoch milliseconds, bodies as objects, latency as text.
  case jsonLinesSynonyms
  /// One body of a push to Loki a line.
  case lokiPush
  /// What `logcli -o jsonl` prints.
  case logcliJsonl
  /// Answers of Loki's `query_range`, one document a line.
  case queryRange
  /// Text download of Grafana, older: `epoch ms<TAB>line`.
  case exploreOld
  /// Text download of Grafana, newer: `epoch ms<TAB>ISO<TAB>line`.
  case exploreNew
  /// The combined access log of nginx and Apache.
  case combined
}
