/// One row of an event file before its columns are understood.
struct EventFields {
  /// 1-based.
  var line: Int
  var byteOffset: Int
  /// Names and values in the order of the file; `nil` is a value that is left out.
  var members: [(name: String, value: String?)]

  /// The values that are filled in, by what they mean, and the names that mean nothing here.
  ///
  /// Of equal names the last wins, of different names of one column the preferred one; the
  /// others count as unknown, so that no word is lost unsaid.
  func columns() -> (values: [EventColumn: Value], unknown: [String]) {
    var values: [EventColumn: Value] = [:]
    var unknown: [String] = []
    for (name, value) in members {
      guard let written = value?.trimmed, !written.isEmpty else { continue }
      guard let (column, rank) = EventColumn.named(name) else {
        unknown.append(name)
        continue
      }
      guard let text = Self.words(of: written, in: column) else {
        unknown.append(name)
        continue
      }
      let new = Value(text: text, name: name, rank: rank)
      guard let old = values[column], old.rank != rank else {
        values[column] = new
        continue
      }
      values[column] = rank < old.rank ? new : old
      unknown.append(rank < old.rank ? old.name : name)
    }
    if values[.time] == nil, let date = values[.date], EventTime(date.text) != nil {
      // A column `date` may hold the clock, too.
      values[.time] = date
      values[.date] = nil
    }
    if values[.zone] == nil, let time = values[.time], EventColumn.isInUTC(time.name) {
      values[.zone] = Value(text: "UTC", name: time.name, rank: 0)
    }
    return (values, unknown)
  }

  /// What names somebody or something, where an API has it as an object: `{"name": "Ann"}`.
  private static func words(of text: String, in column: EventColumn) -> String? {
    guard text.first == "{", [.who, .service, .severity, .channel, .rule].contains(column) else {
      return text
    }
    var parser = EventTreeParser(Array(text.utf8))
    return parser.value()?.text("name", "display_name", "summary", "login", "email", "id")
  }

  /// A value and the name its column had.
  struct Value {
    var text: String
    var name: String
    var rank: Int
  }
}

/// What a column of an event row holds, and by which names it is known.
enum EventColumn: String, CaseIterable {
  case time, kind, who, text, title, approx, channel, rule, from, to, value, url, service, version
  case severity, id, thread, key, flagged
  case date, zone

  /// Every name of the column, the preferred one first: of two that are filled in the first wins.
  var names: [String] {
    switch self {
    case .time:
      [
        "time", "at", "ts", "timestamp", "deployed_at", "occurred_at", "happened_at", "event_time",
        "datetime", "date_time", "posted_at", "sent_at", "started_at", "created_at", "created_on",
        "created", "timestamp_ms", "time_ms", "ts_ms", "epoch", "epoch_ms", "unix", "unix_time",
      ]
    case .kind: ["kind", "event", "type", "event_type", "status", "state"]
    case .who:
      [
        "who", "user", "author", "actor", "by", "username", "user_name", "person", "responder",
        "created_by", "creator", "owner", "sender",
      ]
    case .text:
      ["text", "message", "note", "description", "body", "content", "details", "comment", "notes"]
    case .title: ["title", "summary", "subject", "headline"]
    case .approx: ["approx", "approximate"]
    case .channel: ["channel", "channel_name"]
    case .rule: ["rule", "alert", "alertname", "alert_name", "monitor"]
    case .url: ["url", "link", "permalink", "html_url"]
    case .service: ["service", "service_name", "component"]
    case .version: ["version", "release", "tag", "sha", "commit"]
    case .severity: ["severity", "sev", "priority", "impact"]
    case .id: ["id", "event_id", "message_id", "uuid"]
    case .thread: ["thread", "thread_ts", "thread_id", "incident_id", "incident"]
    case .key: ["key", "dedup_key", "fingerprint"]
    case .flagged: ["flagged", "pinned", "starred"]
    case .date: ["date", "day"]
    case .zone: ["tz", "timezone", "time_zone"]
    case .from, .to, .value: [rawValue]
    }
  }

  /// Column and rank of a name as a file writes it: `Deployed At`, `deployed-at`.
  ///
  /// The zone may stand behind it: `Time (UTC)`.
  static func named(_ name: String) -> (column: EventColumn, rank: Int)? {
    let word = normalised(name)
    return byName[word] ?? byName[withoutUTC(word)]
  }

  /// Whether the name of a time's column says that its clock is UTC.
  static func isInUTC(_ name: String) -> Bool {
    let word = normalised(name)
    return withoutUTC(word).count < word.count
  }

  private static func withoutUTC(_ word: String) -> String {
    for mark in ["_(utc)", "_utc", "(utc)", "_[utc]"] where word.hasSuffix(mark) {
      return String(word.dropLast(mark.count))
    }
    return word
  }

  /// In small letters, with `_` between words: `createdAt` and `Created At` are `created_at`.
  static func normalised(_ word: String) -> String {
    var parts = ""
    var before: Character = " "
    for character in word.trimmed {
      if character.isUppercase, before.isLowercase { parts.append("_") }
      parts.append(character == " " || character == "-" ? "_" : character)
      before = character
    }
    return parts.lowercased()
  }

  private static let byName: [String: (column: EventColumn, rank: Int)] = {
    var table: [String: (column: EventColumn, rank: Int)] = [:]
    for column in allCases {
      for (rank, name) in column.names.enumerated() { table[name] = (column, rank) }
    }
    return table
  }()
}

extension StringProtocol {
  /// Without white space around it.
  var trimmed: String {
    guard let first = firstIndex(where: { !$0.isWhitespace }),
      let last = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
