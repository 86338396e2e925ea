/// Rows of named columns in a list that an object wraps: `{"timeline": [{"time": …}]}`.
struct WrappedRowsExport: EventExport {
  let name = "json"

  func recognises(_ document: EventTree) -> Bool { Self.list(of: document) != nil }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    func head(_ column: EventColumn) -> String? {
      document.members.first { EventColumn.named($0.name)?.column == column }?.value.word
    }
    if let date = head(.date) { rows.builder.setHead(date: date, zone: nil, line: 1) }
    if let zone = head(.zone) { rows.builder.setHead(date: nil, zone: zone, line: 1) }
    for row in Self.list(of: document) ?? [] {
      if row.isObject {
        rows.addPlain(row)
      } else {
        rows.refuse("values that are no event", at: row)
      }
    }
  }

  /// The one member that is a list of objects with a time.
  private static func list(of document: EventTree) -> [EventTree]? {
    guard !document.members.contains(where: { EventColumn.named($0.name)?.column == .time }) else {
      return nil
    }
    let lists = document.members.map(\.value.items).filter { $0.first?.isObject ?? false }
    guard lists.count == 1, let list = lists.first,
      list.first?.members.contains(where: { EventColumn.named($0.name)?.column == .time }) ?? false
    else { return nil }
    return list
  }
}
