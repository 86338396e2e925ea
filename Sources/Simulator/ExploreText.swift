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
