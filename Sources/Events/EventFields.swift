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
      guard let text = value?.trimmed, !text.isEmpty else { continue }
      guard let (column, rank) = EventColumn.named(name) else {
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
    return (values, unknown)
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
  case time, kind, who, text, approx, channel, rule, from, to, value, url, service, version
  case date, zone

  /// Every name of the column, the preferred one first: of two that are filled in the first wins.
  var names: [String] {
    switch self {
    case .time: ["time", "at", "ts", "timestamp", "deployed_at"]
    case .kind: ["kind", "event", "type"]
    case .who: ["who", "user", "author"]
    case .text: ["text", "message", "note"]
    case .approx: ["approx", "approximate"]
    case .zone: ["tz", "timezone"]
    case .channel, .rule, .from, .to, .value, .url, .service, .version, .date: [rawValue]
    }
  }

  /// Column and rank of a name as a file writes it: `Deployed At`, `deployed-at`.
  static func named(_ name: String) -> (column: EventColumn, rank: Int)? {
    byName[normalised(name)]
  }

  /// In small letters, with `_` between words.
  static func normalised(_ word: String) -> String {
    String(word.trimmed.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
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
