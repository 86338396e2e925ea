/// The forms in which Loki takes and gives records: lines grouped into streams by their labels.
enum LokiForms {
  /// Bodies of pushes, one a line, in the order of time.
  static func putPushes(
    _ entries: [LogEntry], _ options: WriteOptions, into log: inout [UInt8]
  ) {
    let size = max(1, min(options.recordsPerPush, entries.count))
    for start in stride(from: 0, to: entries.count, by: size) {
      let batch = entries[start..<min(entries.count, start + size)]
      log.put("{\"streams\":")
      putStreams(batch, options, labels: sentLabels, into: &log)
      log.put("}\n")
    }
  }

  /// One object a line with `labels`, `line` and `timestamp`.
  static func putClientLines(
    _ entries: [LogEntry], _ options: WriteOptions, into log: inout [UInt8]
  ) {
    for entry in options.newestFirst ? entries.reversed() : entries {
      log.put("{\"labels\":")
      log.put(storedLabels(entry))
      log.put(",\"line\":")
      log.put(quoted: entry.line(options))
      log.put(",\"timestamp\":\"")
      log.put(rfc3339: entry.time, trimmed: true)
      log.put("\"}\n")
    }
  }

  /// Answers of `query_range`, one document a line: the page with the newest records first, and
  /// the newest record first inside each stream.
  static func putPages(
    _ entries: [LogEntry], _ options: WriteOptions, into log: inout [UInt8]
  ) {
    let pages = max(1, min(options.pages, max(1, entries.count)))
    let newestFirst = Array(entries.reversed())
    for page in 0..<pages {
      let batch = newestFirst[
        (entries.count * page / pages)..<(entries.count * (page + 1) / pages)]
      log.put("{\"status\":\"success\",\"data\":{\"resultType\":\"streams\",\"result\":")
      putStreams(batch, options, labels: storedLabels, into: &log)
      log.put(",\"stats\":{\"summary\":{\"totalEntriesReturned\":\(batch.count)}}}}\n")
    }
  }

  /// `[{"stream":{…},"values":[["ns","line"],…]},…]`, streams in the order of their labels.
  private static func putStreams(
    _ batch: ArraySlice<LogEntry>, _ options: WriteOptions, labels: (LogEntry) -> String,
    into log: inout [UInt8]
  ) {
    var streams: [String: [LogEntry]] = [:]
    for entry in batch { streams[labels(entry), default: []].append(entry) }
    log.put("[")
    for (number, stream) in streams.sorted(by: { $0.key < $1.key }).enumerated() {
      log.put(number == 0 ? "{\"stream\":" : ",{\"stream\":")
      log.put(stream.key)
      log.put(",\"values\":[")
      for (position, entry) in stream.value.enumerated() {
        log.put(position == 0 ? "[\"" : ",[\"")
        // The service multiplies milliseconds: the last six digits say nothing.
        log.put(number: Int(entry.time))
        log.put("000000\",")
        log.put(quoted: entry.line(options))
        log.put("]")
      }
      log.put("]}")
    }
    log.put("]")
  }

  /// The labels the service sends.
  private static func sentLabels(_ entry: LogEntry) -> String {
    "{\"component\":\"jwt-pizza-service\",\"level\":\"\(entry.level)\","
      + "\"type\":\"\(entry.kind.rawValue)\"}"
  }

  /// The labels a hosted Loki gives back: it adds two of its own.
  private static func storedLabels(_ entry: LogEntry) -> String {
    "{\"component\":\"jwt-pizza-service\",\"detected_level\":\"\(entry.level)\","
      + "\"level\":\"\(entry.level)\",\"service_name\":\"jwt-pizza-service\","
      + "\"type\":\"\(entry.kind.rawValue)\"}"
  }
}

/// The text download of Grafana: a header of three lines, two blank ones, the newest row first.
enum ExploreText {
  static func put(
    _ entries: [LogEntry], isNew: Bool, _ options: WriteOptions, into log: inout [UInt8]
  ) {
    let lines = entries.map { $0.line(options) }
    let size = lines.reduce(0) { $0 + $1.count }
    // A label that all rows share moves to the header.
    let sharedType = Set(entries.map(\.kind.rawValue)).count == 1 ? entries.first?.kind : nil
    log.put("Common labels: {\"component\":\"jwt-pizza-service\"")
    log.put(",\"service_name\":\"jwt-pizza-service\"")
    if let sharedType { log.put(",\"type\":\"\(sharedType.rawValue)\"") }
    log.put("}\nLine limit: \(max(1000, entries.count))\nTotal bytes processed: ")
    log.put(number: size / 1000)
    log.put(".")
    log.put(number: size % 1000 / 10, width: 2)
    log.put(" kB\n\n\n")
    for (entry, line) in zip(entries, lines).reversed() {
      log.put(number: Int(entry.time))
      log.put("\t")
      if isNew {
        log.put(rfc3339: entry.time)
        log.put("\t")
      }
      log.put(line)
      log.put("\n")
    }
  }
}
