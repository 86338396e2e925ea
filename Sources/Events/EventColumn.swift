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
