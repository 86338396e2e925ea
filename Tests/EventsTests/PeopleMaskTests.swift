import LogModel
import Testing

@testable import Events

@Suite struct PeopleMaskTests {
  private static let rows: [(who: String, kind: EventKind)] = [
    ("Ann Quux", .engineerNotified), ("ann.quux@corp.example", .acknowledged),
    ("Bob Zork", .mitigation), ("Björn Ångström", .note), ("Will Marks", .investigating),
    ("priya", .deploy), ("Al Vex", .userReport), ("payments-team", .escalated),
    ("Deploy Bot", .deploy), ("grafana", .alertFired),
  ]

  private static func mask(_ naming: PeopleNaming, reversed: Bool = false) throws -> PeopleMask {
    let book = PeopleBook()
    let rows = Array(Self.rows.enumerated())
    for (at, row) in reversed ? rows.reversed() : rows {
      _ = book.note(row.who, row.kind, at: Timestamp(seconds: Int64(at)))
    }
    return try #require(PeopleMask(book, naming))
  }

  @Test(arguments: [
    ("paged Ann Quux by phone", "paged an on-call engineer by phone"),
    ("Ann restarted it", "an on-call engineer restarted it"),
    ("ann restarted it", "an on-call engineer restarted it"),
    ("ANN's pager", "an on-call engineer's pager"),
    ("ask Quux, Ann or ann_quux", "ask an on-call engineer or an on-call engineer"),
    ("branch aquux/fix by a.quux", "branch an on-call engineer/fix by an on-call engineer"),
    ("@ann.quux please look", "an on-call engineer please look"),
    ("<@U12AB|bob> and <@U99>", "a responder and a responder"),
    ("@someone.else, @here and @angular/core", "a responder, @here and @angular/core"),
    ("Bob and Zork", "a responder and a responder"),
    ("björn ångström", "a responder"),
    ("it will mark them", "it will mark them"),
    ("Will marks it", "a responder it"),
    ("al dente; Al called", "al dente; a user called"),
    ("priya deployed", "a developer deployed"),
    ("the payments-team was told of payments", "the an on-call engineer was told of payments"),
    ("the bot did deploy", "the bot did deploy"),
    ("grafana fired", "grafana fired"),
    ("annual bobsled: announce", "annual bobsled: announce"),
    ("nobody", "nobody"), ("", ""),
  ])
  func hidesANameInEveryForm(_ text: String, _ masked: String) throws {
    #expect(try Self.mask(.roles).masked(text) == masked)
  }

  @Test func numbersPeopleWhateverTheOrderOfRows() throws {
    for reversed in [false, true] {
      let mask = try Self.mask(.stable, reversed: reversed)
      #expect(mask.masked("Ann called Bob and Priya") == "person-1 called person-2 and person-5")
      #expect(mask.masked("@nobody.known") == "a person")
    }
  }

  @Test func findsLettersThatJSONSpellsOut() throws {
    let mask = try Self.mask(.roles)
    #expect(
      mask.masked(line: #"{"who":"Bj\u00f6rn \u00c5ngstr\u00f6m","a":"\u0000\\u0041"}"#)
        == #"{"who":"a responder","a":"\u0000\\u0041"}"#)
    #expect(mask.masked(line: #"{"who":"\u0041nn"}"#) == #"{"who":"an on-call engineer"}"#)
  }

  @Test func theOnlyOneOnCallIsTheOne() throws {
    let book = PeopleBook()
    let id = book.note("Ann Quux", .engineerNotified, at: Timestamp(seconds: 1))
    var row = EventRow(
      time: Timestamp(seconds: 1), kind: .engineerNotified, who: "Ann Quux", text: "Ann: page",
      origin: .oncall, source: SourceRef(path: "a", line: 1, byteOffset: 0))
    row.person = id
    row.url = "https://chat.example/team/ann.quux"
    let masked = try #require(PeopleMask(book, .roles)).masked(row)
    #expect(masked.who == "the on-call engineer")
    #expect(masked.text == "the on-call engineer: page")
    #expect(masked.url == "https://chat.example/team/the on-call engineer")
  }

  @Test func namesNobodyOfACrowdThatIsTooLarge() throws {
    for order in [Array(0..<30), Array((0..<30).reversed())] {
      let book = PeopleBook(limit: 10)
      for at in order {
        _ = book.note("Name\(at) Last\(at)", .note, at: Timestamp(seconds: Int64(at)))
      }
      let mask = try #require(PeopleMask(book, .roles))
      #expect(book.people.count == 10 && book.isOverfull)
      let row = EventRow(
        time: Timestamp(seconds: 1), kind: .note, who: "x", text: "Name7 said so",
        origin: .human, source: SourceRef(path: "a", line: 1, byteOffset: 0))
      #expect(!mask.masked(row).text.contains("Name7"))
    }
  }

  @Test func showsNamesWhereTheyAreWanted() {
    #expect(PeopleMask(PeopleBook(), .names) == nil)
  }

  @Test func leavesNamesOfServicesAlone() throws {
    let mask = try Self.mask(.roles).keeping(["priya"])
    #expect(mask.masked("priya failed; Bob saw it") == "priya failed; a responder saw it")
  }
}
