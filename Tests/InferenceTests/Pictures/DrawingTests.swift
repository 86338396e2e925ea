import DrawnLogs
import Testing

/// Drawings as logs.
@Suite struct DrawingTests {
  @Test func aDrawingIsALogAService() throws {
    let drawn = try DrawnFiles(
      """
      front>shop  POST /order         .x
      shop        POST /bake          .x
      shop        "Oven has # pans"   l_
      page        Ann: orders fail    .P
      """, perStep: 1)
    #expect(drawn.logs.map(\.name) == ["front.log", "shop.log"])
    let front = try #require(drawn.logs.first).text.split(separator: "\n")
    #expect(front.count == 2)
    #expect(front.last?.contains(#""msg":"call to shop failed""#) == true)
    #expect(drawn.logs.last?.text.split(separator: "\n").count == 3)
    #expect(
      drawn.events == #"{"time":"2025-05-06T10:01:00.000Z","kind":"page","who":"Ann","#
        + #""text":"orders fail"}"# + "\n")
  }

  @Test func aHolePartsALogIntoRotations() throws {
    let drawn = try DrawnFiles(
      """
      shop  GET /menu  .....
      hole             .#.#.
      """, perStep: 1)
    #expect(drawn.logs.map(\.name) == ["shop.log", "shop.log.1", "shop.log.2"])
    #expect(drawn.logs.allSatisfy { $0.text.split(separator: "\n").count == 1 })
  }

  @Test(arguments: [LogForm.jsonLines, .logfmt, .combined, .plain, .syslog])
  func everyFormIsOneLineARecord(_ form: LogForm) throws {
    let log = try #require(
      try DrawnFiles("shop  GET /menu  .x", perStep: 3, as: form).logs.first)
    #expect(log.text.split(separator: "\n").count == 6)
  }

  @Test(
    "a drawing that means nothing is refused",
    arguments: [
      "", "shop", "shop GET /menu ..z", "shop GET /menu ...\nshop GET /cart ..",
      "shop GET /menu ...\npage Ann ....P", "shop GET /menu ...\nhole .x.", "shop menu ...",
      "a>b>c GET /menu ...",
    ])
  func refusals(_ text: String) {
    #expect(throws: (any Error).self) { try DrawnFiles(text) }
  }

  @Test func theSameDrawingIsTheSameLog() throws {
    let text = "shop  GET /menu  ..5..x"
    #expect(try DrawnFiles(text).logs.first?.text == DrawnFiles(text).logs.first?.text)
    #expect(
      try DrawnFiles(text).logs.first?.text != DrawnFiles(text, daysBefore: 1).logs.first?.text)
  }
}
