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
