import Testing

@testable import Parse

@Suite struct LineTemplateTests {
  private func template(_ text: String, hasEscapes: Bool = false) -> String {
    var out: [UInt8] = []
    Array(text.utf8).withUnsafeBytes {
      LineTemplate.text($0, hasEscapes: hasEscapes, into: &out)
    }
    return String(decoding: out, as: UTF8.self)
  }

  private func hash(_ text: String) -> UInt64 {
    Array(text.utf8).withUnsafeBytes { LineTemplate.hash($0, hasEscapes: false) }
  }

  @Test(
    "what varies is masked, and the place in the source stays",
    arguments: [
      ("Shelf 12 of cellar b7 was counted", "Shelf # of cellar # was counted"),
      ("took 3 4 5 steps", "took # steps"),
      ("user=ann took state=open", "user=# took state=#"),
      ("greeted \"Ann\" and 'Bo' at a@b.c", "greeted # and # at #"),
      ("main.go:88: listening on :8080", "main.go:88: listening on #"),
      ("k.s.StoveImpl#17 oven 4 lit", "k.s.StoveImpl#17 oven # lit"),
      ("order#17 was sent", "# was sent"),
      ("reached example.com:443 again", "reached # again"),
      ("first line\nat some.place(Some.java:4)", "first line"),
      ("", ""), ("   ", ""),
    ])
  func masking(_ text: String, _ expected: String) {
    #expect(template(text) == expected)
  }

  @Test func anEscapedLineEndEndsATemplate() {
    #expect(template(#"it broke\n\tat place"#, hasEscapes: true) == "it broke")
    #expect(template(#"C:\new path"#, hasEscapes: false) == #"C:\new path"#)
  }

  @Test func templatesAreAsShortAsAReaderNeeds() {
    let long = String(repeating: "a wide sea ", count: 100)
    #expect(template(long).split(separator: " ").count == LineTemplate.wordLimit)
    let data = String(repeating: "x", count: 5000)
    #expect(template("blob \(data) end").utf8.count < LineTemplate.byteLimit)
  }

  @Test("one template, one hash; two templates, two")
  func hashes() {
    let texts = [
      "Shelf 1 was counted", "Shelf one was counted", "Shelf was counted", "a=1 b", "a= b",
      "a=# b", "took 1", "took",
    ]
    for one in texts {
      for other in texts {
        #expect((hash(one) == hash(other)) == (template(one) == template(other)), "\(one) \(other)")
      }
    }
    #expect(hash("Shelf 1 was counted") == hash("Shelf 22 was counted"))
    #expect(hash("took 1 2") == hash("took 1"))
  }
}
