import Testing

@testable import Parse

@Suite struct AnswerShapeTests {
  private func keys(_ body: String) -> [String]? {
    Array(body.utf8).withUnsafeBytes { body in
      AnswerShape.hash(body) == nil
        ? nil : AnswerShape.names(of: body).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  @Test(
    "the keys of the outermost object, however often it was encoded",
    arguments: [
      (#"{"oven":1,"dish":{"name":"x"}}"#, ["oven", "dish"]),
      (#"{\"oven\":\"a\\\"b{\",\"dish\":[{\"n\":1}]}"#, ["oven", "dish"]),
      (#"\"{\\\"oven\\\":\\\"x\\\",\\\"dish\\\":2}\""#, ["oven", "dish"]),
      (#"{"path":"C:\\","dish":2}"#, ["path", "dish"]),
      ("{}", []), (#" { "oven" : 1 } "#, ["oven"]),
    ])
  func keys(_ body: String, _ expected: [String]) {
    #expect(keys(body) == expected)
  }

  @Test("what is no whole object has no shape", arguments: ["[1,2]", "", "ok", #"{"a":1"#, "{"])
  func nothing(_ body: String) {
    #expect(keys(body) == nil)
  }

  @Test func bodiesThatAreTooLargeHaveNone() {
    #expect(keys(#"{"a":""# + String(repeating: "x", count: 5000) + #""}"#) == nil)
    let many = (0..<40).map { _ in #""k":1"# }.joined(separator: ",")
    #expect(keys("{\(many)}") == nil)
  }

  private func shapes(_ lines: [String]) throws -> [String] {
    let log = lines.map {
      #"{"time":"2025-05-03T10:00:00.000Z","method":"GET","path":"/menu",\#($0)}"# + "\n"
    }.joined()
    return try Reading(Array(log.utf8)).records.map { $0.signs }
  }

  @Test func goodAnswersKeepTheirMembersAndNoOthersDo() throws {
    let shapes = try shapes([
      #""status":200,"resBody":"{\"b\":1,\"a\":2}""#, #""status":200,"resBody":{"a":1,"b":2}"#,
      #""status":200,"fixMe":"x","resBody":"{\"a\":1}""#, #""status":200"#, #""status":404"#,
      #""status":200,"resBody":"{\"id77\":1,\"a\":1}""#,
    ])
    #expect(shapes == ["a|b", "a|b", "a|fixMe", "", "", "a"])
  }
}
