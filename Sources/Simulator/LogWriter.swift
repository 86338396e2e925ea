import LogModel

/// Writes simulated requests as a log of a chosen form.
public enum LogWriter {
  /// The bytes of a log file, each line ended.
  ///
  /// - Parameter requests: in the order of their time.
  public static func write(
    _ requests: [SimulatedRequest], as form: RecordForm, options: WriteOptions = WriteOptions()
  ) -> [UInt8] {
    let entries = LogEntry.entries(of: requests, options)
    var log: [UInt8] = []
    switch form {
    case .jsonLines:
      for entry in entries { JSONLines.put(entry, options.pathStyle, into: &log) }
    case .jsonLinesSynonyms:
      for entry in entries { JSONLines.putSynonyms(entry, options.pathStyle, into: &log) }
    case .combined:
      for request in requests { AccessLog.put(request, options, into: &log) }
    case .lokiPush: LokiForms.putPushes(entries, options, into: &log)
    case .logcliJsonl: LokiForms.putClientLines(entries, options, into: &log)
    case .queryRange: LokiForms.putPages(entries, options, into: &log)
    case .exploreOld: ExploreText.put(entries, isNew: false, options, into: &log)
    case .exploreNew: ExploreText.put(entries, isNew: true, options, into: &log)
    }
    return log
  }
}

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

/// How a simulated log is written, where its form leaves a choice.
public struct WriteOptions: Hashable, Sendable {
  /// Which path the logger saw.
  public enum PathStyle: String, CaseIterable, Hashable, Sendable {
    /// `/api/order`
    case full
    /// `/` for an order and for everything about accounts, `/menu` for the menu.
    case routerRelative
  }

  /// All forms.
  public var pathStyle = PathStyle.full
  /// Whether a record of type `factory` stands before each order's answer.
  public var factoryRecords = false
  /// Whether a record of type `db` stands before each answer; in the forms of Loki and Grafana
  /// its line is a bare JSON string.
  public var databaseRecords = false
  /// `logcliJsonl` only: whether the newest record comes first, as is its habit.
  public var newestFirst = true
  /// `lokiPush` only: how many records one push carries; below 1 counts as 1.
  public var recordsPerPush = 1
  /// `queryRange` only: how many documents, newest first; below 1 counts as 1.
  public var pages = 1
  /// `combined` only: the zone of the stamps, in minutes east of UTC.
  public var zoneMinutes = 0

  /// Answers only, full paths, each form in its habitual order.
  public init() {}
}
