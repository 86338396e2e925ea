/// Events of an incident as the API of FireHydrant lists them.
///
/// What an event holds depends on its type, and of most the documentation does not say it: an
/// event without words that can be read is told and not guessed at.
struct FireHydrantExport: EventExport {
  let name = "firehydrant"

  func recognises(_ document: EventTree) -> Bool {
    Self.items(of: document).first?.has("incident_id", "occurred_at", "type", "visibility")
      ?? false
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    for item in Self.items(of: document) {
      guard let time = item.text("occurred_at", "created_at") else {
        rows.refuse("events without a time", at: item)
        continue
      }
      let words = MarkupText.plain(
        item.text(
          "data.body", "data.message", "data.text", "data.note", "data.summary",
          "data.description", "data.title", "data.name", "context") ?? "")
      guard !words.isEmpty else {
        rows.refuse("events of a type that is not read", at: item)
        continue
      }
      var event = ExportedEvent(.note, at: time, words, from: .human)
      event.who = item.text("author.name", "author.email", "created_by.name")
      event.url = item.text("data.permalink", "data.url")
      event.marks.id = item.text("id")
      event.marks.thread = item.text("incident_id")
      event.takeMeaning()
      rows.addOnce(event, at: item)
    }
  }

  private static func items(of document: EventTree) -> [EventTree] {
    guard let data = document["data"], !data.isObject else { return [document] }
    return data.items
  }
}
