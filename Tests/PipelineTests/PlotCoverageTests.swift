import Inference
import LogModel
import TestSupport
import Testing

@testable import Pipeline

/// What is drawn where the inputs have a hole.
@Suite struct PlotCoverageTests {
  /// A request every two seconds but in the hole; from `down` to `up` they fail.
  private func lines(_ seconds: Range<Int>, down: Range<Int>) -> String {
    seconds.filter { $0 % 2 == 0 }.map { second in
      let clock = [10 + second / 3600, second / 60 % 60, second % 60].map {
        $0 < 10 ? "0\($0)" : "\($0)"
      }
      return #"{"time":"2024-03-10T\#(clock.joined(separator: ":"))Z","service":"shop","#
        + #""method":"GET","path":"/tea","status":\#(down.contains(second) ? 503 : 200)}"# + "\n"
    }.joined()
  }

  private func series(_ files: [String]) throws -> [PlotSeries] {
    let folder = try ScratchFolder()
    for (number, text) in files.enumerated() { try folder.write("part\(number).log", text) }
    var request = DraftRequest()
    request.inputs = files.indices.map { folder.path + "/part\($0).log" }
    return try #require(try DraftPipeline(request).run().report.incidents.first).series
  }

  @Test("between two inputs of one log the series have no value")
  func betweenInputs() throws {
    let drawn = try series([
      lines(0..<3600, down: 3000..<3600), lines(5400..<7200, down: 0..<0),
    ])
    #expect(drawn.count == 2)
    for one in drawn {
      #expect(one.values.count(where: { $0 == nil }) == 30)
      #expect(one.values.first == .some(.some(one.name.text.hasSuffix("failures") ? 0 : 30)))
    }
  }

  @Test("in the gap of one input the series have no value")
  func inOneInput() throws {
    let drawn = try series([
      lines(0..<3600, down: 3000..<3600) + lines(5400..<7200, down: 0..<0)
    ])
    for one in drawn { #expect(one.values.count(where: { $0 == nil }) == 30) }
  }

  @Test("without a hole each bucket has a value")
  func whole() throws {
    let drawn = try series([lines(0..<7200, down: 3000..<3600)])
    #expect(drawn.allSatisfy { !$0.values.contains(nil) })
  }
}
