import LogModel
import Testing

@testable import Parse

/// Codes and names that templates keep, and what looks like them.
@Suite struct CodeWordTests {
  @Test(
    "codes stay in both sorts of template",
    arguments: [
      "SQLSTATE[HY000] [2002] Connection refused", "SQLSTATE[08006] [7] no server",
      "ORA-12541: no listener", "AH00957: connect to oven failed", "E11000 duplicate key",
      "BEA-000162 lost", "(111)Connection refused: oven", "[Errno 111] no route",
      "connect failed (os error 111)", "failed with status code 503", "answered HTTP 502 again",
      "exited with code 137", "killed by signal 9", "ERROR 1045 (28000): Access denied",
      "x509: certificate is too old", "no IPv6 route", "%LINK-3-UPDOWN: port is down",
    ])
  func kept(text: String) {
    #expect(String(decoding: MessageTemplate.mask(text.utf8), as: UTF8.self) == text)
    #expect(LineTemplateText.of(text) == text)
  }

  @Test(
    "ids and counts are masked",
    arguments: [
      ("order ORD-12541: gone", "order # gone"), ("INV-000162 lost", "# lost"),
      ("[2002] items", "# items"), ("table (12345) is free", "table # is free"),
      ("waited for 503 ms", "waited for # ms"), ("code 48213 is used", "code # is used"),
      ("ORA-125412345: x", "# x"), ("SQLSTATE[" + String(repeating: "7", count: 20) + "] x", "# x"),
      ("user A11000 left", "user # left"), ("signal 87 is strong", "signal # is strong"),
      ("code 48 was sold", "code # was sold"), ("status 7 of 9", "status # of #"),
    ])
  func masked(text: String, template: String) {
    #expect(LineTemplateText.of(text) == template)
  }

  @Test func statusesPartTemplates() {
    #expect(LineTemplateText.of("status code 502") != LineTemplateText.of("status code 503"))
    #expect(LineTemplateText.of("code 48213") == LineTemplateText.of("code 48214"))
  }
}

/// Users that stand inside of bodies.
@Suite struct NestedUserTests {
  private func line(_ body: String) -> String {
    #"{"time":"2025-03-02T10:00:07Z","method":"POST","path":"/bake","status":503,"#
      + #""reqBody":\#(body)}"#
  }

  @Test(
    "a body's own user",
    arguments: [
      #"{"diner":{"id":71,"name":"k"}}"#, #""{\"diner\":{\"id\":71}}""#, #"{"customerId":"71"}"#,
      #"{"Account":{"account_id":71}}"#, #"{"user_id":71}"#,
    ])
  func found(body: String) throws {
    let found = try #require(try record(line(body)))
    #expect(found.identity == .user)
    #expect(found.client == (try record(line(#"{"userId":71}"#)))?.client)
  }

  @Test(
    "bodies that name nobody",
    arguments: [
      #"{"oven":{"id":71}}"#, #"{"user":{"id":null}}"#, #"{"customerId":"N/A"}"#, #"{"paid":71}"#,
      #"[{"userId":71}]"#, #"{"user":{"name":"k"}}"#,
    ])
  func none(body: String) throws {
    #expect(try #require(try record(line(body))).identity == .none)
  }

  @Test func aDefinitionReachesIntoBodies() throws {
    let rules = RecordRules(operations: [
      OperationRule(
        name: "bake", match: ConditionGroup(all: [.method(["POST"])]),
        userKeys: ["tenant.owner", "reqBody.guest.badge"])
    ])
    let body = #"{"guest":{"badge":"b7"}}"#
    let first = try #require(try record(line(body), rules: rules))
    #expect(first.identity == .user && first.client != 0)
    let other = try #require(
      try record(line(#"{"guest":{"badge":"b8"}}"#), rules: rules))
    #expect(other.client != first.client)
    let owned = line(body).replacing(#""reqBody""#, with: #""tenant":{"owner":"b8"},"reqBody""#)
    #expect(try record(owned, rules: rules)?.client == other.client)
  }
}
