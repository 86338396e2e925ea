import Testing

@testable import Events

/// What a note says without naming a kind.
@Suite struct NoteMeaningTests {
  @Test(
    "a page, an acknowledgement and a begin of work are told from their words",
    arguments: [
      ("Ann was paged", EventKind.engineerNotified, "Ann"),
      ("Ann Quux got paged by SMS.", .engineerNotified, "Ann Quux"),
      ("the on-call engineer was paged", .engineerNotified, "the on-call engineer"),
      ("PagerDuty paged Ann.", .engineerNotified, "Ann"),
      ("paged @bo, who was asleep", .engineerNotified, "@bo"),
      ("page to Ann about orders", .engineerNotified, "Ann"),
      ("Ann got a page", .engineerNotified, "Ann"),
      ("I got paged", .engineerNotified, nil),
      ("Then PagerDuty paged me", .engineerNotified, nil),
      ("Finally Ann was paged", .engineerNotified, nil),
      ("paged", .engineerNotified, nil),
      ("my pager went off", .engineerNotified, nil),
      ("Ann started looking", .investigating, "Ann"),
      ("Ann Quux has started to investigate the queue", .investigating, "Ann Quux"),
      ("looking into the orders", .investigating, nil),
      ("Ann acknowledged", .acknowledged, "Ann"),
      ("@bo acked it", .acknowledged, "@bo"),
    ] as [(String, EventKind, String?)])
  func told(_ text: String, _ kind: EventKind, _ who: String?) {
    let meaning = NoteMeaning(text)
    #expect(meaning?.kind == kind)
    #expect(meaning?.who == who)
  }

  @Test(
    "what is denied, asked or said of something else is a note",
    arguments: [
      "nobody was paged", "Ann was not paged", "Ann wasn't paged until noon",
      "was anybody paged?", "the home page was slow", "status page updated",
      "Ann should have been paged", "looked at the dashboard", "orders work again",
      "no page went out",
    ])
  func notTold(_ text: String) { #expect(NoteMeaning(text)?.kind == nil) }
}
