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

  @Test func aFailureOfGRPCIsSignedByItsCode() {
    var fields = RecordFields()
    fields.status = 200
    fields.grpcStatus = 14
    let text = withUnsafePointer(to: fields) { FailureSignature.status($0, failedAt: .info) }
    #expect(text == "grpc 14")
  }
}
