import Ingest
import Testing

@testable import Parse

/// Which values of which records are looked at.
@Suite struct NotedValueTests {
  private struct Seen: Equatable {
    var line: Int
    var name: String
    var value: UInt32
  }

  private func seen(_ lines: [String]) throws -> [Seen] {
    var seen: [Seen] = []
    let file = try TemporaryFile(Array((lines.joined(separator: "\n") + "\n").utf8))
    let stream = try DecodedStream(path: file.path)
    let parser = StreamParser(stream: stream, rules: .standard, options: ParseOptions()) { batch in
      for value in batch.values {
        seen.append(
          Seen(
            line: batch.records[value.record].line, name: batch.string(value.name),
            value: value.value))
      }
    }
    _ = parser.run()
    return seen
  }

  private func answer(_ second: Int, _ rest: String) -> String {
    let stamp =
      "2025-05-03T10:\(second / 60 / 10)\(second / 60 % 10):"
      + "\(second % 60 / 10)\(second % 60 % 10).000Z"
    return #"{"time":"\#(stamp)","method":"GET","path":"/menu",\#(rest)}"#
  }

  @Test func plainMembersOfGoodAnswersAreLookedAtAndNothingElse() throws {
    let seen = try seen([
      answer(0, #""status":200,"resBody":"{\"eta\":12,\"dish\":{\"n\":1},\"from\":\"oven\"}""#),
      answer(1, #""status":200,"resBody":{"eta":13,"list":[1],"from":"oven"}"#),
      answer(2, #""status":200,"price":7,"note":null,"id77":3"#),
      answer(3, #""status":500,"resBody":{"eta":12}"#),
    ])
    #expect(
      seen.map { "\($0.line) \($0.name)" } == [
        "1 eta", "1 from", "2 eta", "2 from", "3 price",
      ])
    #expect(seen[1].value == seen[3].value)
    #expect(seen[0].value != seen[2].value)
  }

  @Test func oneAnswerASecondIsLookedAt() throws {
    let lines = (0..<40).map { answer($0 / 4, #""status":200,"eta":\#($0)"#) }
    #expect(try seen(lines).map(\.line) == (0..<10).map { $0 * 4 + 1 })
  }

  @Test func aLineThatComesAgainIsLookedAtLikeOneThatIsRead() throws {
    let lines = (0..<600).map { answer($0, #""status":200,"eta":12,"from":"the usual oven""#) }
    let seen = try seen(lines)
    #expect(seen.count == 1200)
    #expect(Set(seen.map(\.value)).count == 2)
    #expect(seen.last?.line == 600)
  }

  @Test(
    "numbers of lines are known by their keys or places",
    arguments: [
      ("oven queue 812 of 900", ["#1", "#2"]), ("depth=12 age=7ms name=x", ["depth", "age"]),
      ("taken (48,211) of 83% full", ["#1", "#2"]), ("order 7f3a9c from 10.0.0.7 taken", []),
      ("at 2025-05-03 all was well", []), ("nothing to count", []),
    ])
  func numbers(_ said: String, _ expected: [String]) throws {
    let line = #"{"time":"2025-05-03T10:00:00.000Z","level":"info","msg":"\#(said)"}"#
    #expect(try seen([line]).map(\.name) == expected)
  }

  @Test func membersOfALineThatSaysNothingAreNumbers() throws {
    let line = #"{"time":"2025-05-03T10:00:00.000Z","level":"info","queue_depth":812,"mode":"a"}"#
    #expect(try seen([line]).map(\.name) == ["queue_depth"])
  }
}
