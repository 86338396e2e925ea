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
