import LogModel
import Testing

@testable import Parse

/// Events of Kubernetes' audit log: one request in several stages.
@Suite struct KubernetesAuditTests {
  private func event(
    _ stage: String, verb: String = "list", code: Int? = nil, message: String = ""
  ) -> String {
    let said = message.isEmpty ? "" : #","message":"\#(message)""#
    let answer = code.map { #""responseStatus":{"metadata":{}\#(said),"code":\#($0)},"# } ?? ""
    return #"{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Metadata","auditID":"7a","#
      + #""stage":"\#(stage)","requestURI":"/api/v1/pods?limit=5","verb":"\#(verb)","#
      + #""user":{"username":"baker"},"sourceIPs":["192.0.2.7"],\#(answer)"#
      + #""requestReceivedTimestamp":"2025-03-02T10:00:07.100000Z","#
      + #""stageTimestamp":"2025-03-02T10:00:07.350000Z"}"#
  }

  @Test func theLastStageIsTheCall() throws {
    let good = try #require(try record(event("ResponseComplete", code: 200)))
    #expect(good.kind == .request && good.outcome == .success)
    #expect(good.operation == "GET /api/v1/pods" && good.identity == .user)
    #expect(good.time.rfc3339 == "2025-03-02T10:00:07.350000Z")
    let bad = try #require(
      try record(event("ResponseComplete", verb: "update", code: 504, message: "no leader")))
    #expect(bad.outcome == .failure && bad.operation == "PUT /api/v1/pods")
    #expect(bad.signature.contains("no leader"))
    #expect(try record(event("Panic", code: 200))?.outcome == .failure)
    #expect(try record(event("ResponseComplete", code: 403))?.outcome == .rejected)
  }

  @Test(arguments: ["RequestReceived", "ResponseStarted"])
  func earlierStagesAreNoCalls(stage: String) throws {
    let code = stage == "ResponseStarted" ? 200 : nil
    let found = try #require(try record(event(stage, verb: "watch", code: code)))
    #expect(found.kind == .message && found.outcome == .unknown && found.severity == .unknown)
  }

  @Test func otherEventsAreNotTouched() throws {
    let line = event("RequestReceived", code: 503).replacing("audit.k8s.io", with: "audit.example")
    #expect(try record(line)?.status == 503)
  }
}
