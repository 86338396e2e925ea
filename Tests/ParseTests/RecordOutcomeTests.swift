import LogModel
import Scan
import Testing

@testable import Parse

/// How an attempt ended where no definition speaks of it.
@Suite struct RecordOutcomeTests {
  private func outcome(
    _ level: Severity = .info, _ fill: (inout RecordFields) -> Void
  ) -> Outcome {
    var fields = RecordFields()
    fill(&fields)
    return withUnsafePointer(to: fields) { RecordOutcome.of($0, level: level) }
  }

  @Test(
    arguments: [
      (0, Outcome.success), (2, .failure), (4, .failure), (8, .failure), (13, .failure),
      (14, .failure), (15, .failure), (1, .rejected), (5, .rejected), (16, .rejected),
    ] as [(Int8, Outcome)])
  func grpcTellsWhatHTTPDoesNot(code: Int8, expected: Outcome) {
    for status in [0, 200] {
      let found = outcome {
        $0.status = status
        $0.grpcStatus = code
      }
      #expect(found == expected)
    }
    let refused = outcome {
      $0.status = 503
      $0.grpcStatus = code
    }
    #expect(refused == .failure)
  }

  @Test func theFormatsOwnWordGoesBeforeTheStatus() {
    let found = outcome {
      $0.status = 200
      $0.outcome = .failure
    }
    #expect(found == .failure)
  }

  @Test func aRecordWithoutAStatusFailedIfItComplains() {
    #expect(outcome(.error) { _ in } == .failure)
    #expect(outcome(.fatal) { _ in } == .failure)
    #expect(outcome(.warning) { _ in } == .unknown)
    #expect(outcome(.info) { _ in } == .unknown)
    #expect(outcome(.error) { $0.success = true } == .success)
    #expect(outcome(.error) { $0.status = 404 } == .rejected)
    #expect(outcome(.error) { $0.status = 999 } == .unknown)
  }

  @Test(
    "an error that is told alone, of what took its time",
    arguments: [
      (#""timeout""#, Outcome.failure), (#""oven is cold""#, .failure), ("true", .failure),
      ("null", .success), (#""""#, .success), (#""none""#, .success), ("false", .success),
      ("0", .success), (#""-""#, .success), (#""No error""#, .success),
    ])
  func anErrorAlone(value: String, expected: Outcome) throws {
    for name in ["operation", "job"] {
      let line =
        #"{"ts":"2025-03-02T10:00:07Z","\#(name)":"bake","duration_ms":40,"error":\#(value)}"#
      let found = try #require(try record(line))
      // A job that says no more than yes is none.
      guard name == "operation" || value != "true" else { continue }
      #expect(found.kind == .request && found.operation == "bake")
      #expect(found.outcome == expected, "\(name) \(value)")
    }
  }

  @Test func nothingIsKnownOfWhatNamesNoErrorOrTookNoTime() throws {
    let lines = [
      #"{"ts":"2025-03-02T10:00:07Z","operation":"bake","duration_ms":40}"#,
      #"{"ts":"2025-03-02T10:00:07Z","operation":"bake","error":"timeout"}"#,
      #"{"ts":"2025-03-02T10:00:07Z","operation":"bake","duration_ms":40,"error":17}"#,
    ]
    for line in lines { #expect(try record(line)?.outcome == .unknown, "\(line)") }
    let pairs = #"ts=2025-03-02T10:00:07Z operation=bake duration_ms=40 error="no dough""#
    #expect(try record(pairs)?.outcome == .failure)
    #expect(try record(pairs.replacing("\"no dough\"", with: "-"))?.outcome == .success)
  }

  @Test func aStatusThatTheProgramLackedIsAFailure() throws {
    let line = #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET /z HTTP/1.1" "#
    #expect(try record(line + "%!d(<nil>) %!d(<nil>) - \"x\" 7 - - 0ms")?.outcome == .failure)
    #expect(try record(line + "None 0")?.outcome == .failure)
    #expect(try record(line + "- -")?.outcome == .unknown)
  }

  @Test func aFailureOfGRPCIsSignedByItsCode() {
    var fields = RecordFields()
    fields.status = 200
    fields.grpcStatus = 14
    let text = withUnsafePointer(to: fields) { FailureSignature.status($0, failedAt: .info) }
    #expect(text == "grpc 14")
  }
}
