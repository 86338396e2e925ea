import LogModel
import Testing

@testable import Parse

/// Tenants, regions, zones and versions, by the names and in the places that loggers put them.
@Suite struct RecordDimensionTests {
  private static let request =
    #""time":"2025-04-08T10:00:00Z","method":"GET","path":"/a","status":200"#

  private func dimensions(
    _ line: String, rules: RecordRules = .standard
  ) throws -> String {
    try Reading(lines: line, rules: rules).only.dimensions
  }

  @Test(
    "JSON members of many names, nested and wrapped",
    arguments: [
      (#""tenant":"acme""#, "tenant=acme"), (#""tenantId":42"#, "tenant=42"),
      (#""TENANT_ID":"a-1""#, "tenant=a-1"), (#""org":"o1","tenant":"t1""#, "tenant=t1"),
      (#""tenant":{"id":"t9","plan":"gold"}"#, "tenant=t9"),
      (#""account":"a1""#, "tenant=a1"), (#""ctx":{"org_id":7}"#, "tenant=7"),
      (#""region":"eu","availability_zone":"eu-1a""#, "region=eu zone=eu-1a"),
      (#""cloud":{"region":"eu","availability_zone":"b"}"#, "region=eu zone=b"),
      (#""cloud.region":"us","zone":"c""#, "region=us zone=c"), (#""dc":"ams""#, "region=ams"),
      (#""service":{"name":"shop","version":"1.2"}"#, "version=1.2"),
      (#""app_version":"3","image_tag":"x""#, "version=3"), (#""release":"r8""#, "version=r8"),
      (#""tenant":"caf\u00e9 \"x\"""#, "tenant=café \"x\""),
      (#""tenant":"a\u001eb\u001fc\n""#, "tenant=a b c "),
      (#""tenant":"","region":"-","version":null,"zone":true"#, ""),
      (#""customer_id":"c1""#, ""), (#""customer_id":"c1","user":"u1""#, "tenant=c1"),
      (#""user":"u1","account_id":"c1""#, "tenant=c1"),
      (#""tenant":"\#(String(repeating: "x", count: 300))""#, ""),
    ])
  func json(members: String, expected: String) throws {
    #expect(try dimensions("{\(Self.request),\(members)}") == expected)
  }

  @Test(
    "pairs of logfmt and of text",
    arguments: [
      (
        #"time=2025-04-08T10:00:00Z method=GET path=/a status=200 tenant="a b" region=eu"#,
        "tenant=a b region=eu"
      ),
      (
        "2025-04-08T10:00:00Z INFO request done method=GET path=/a status=200 tenant_id=t1 dc=ams",
        "tenant=t1 region=ams"
      ),
    ])
  func text(line: String, expected: String) throws {
    #expect(try dimensions(line) == expected)
  }

  @Test("lines that are about no request have none")
  func messages() throws {
    #expect(
      try dimensions(
        #"{"time":"2025-04-08T10:00:00Z","level":"info","msg":"up","tenant":"acme"}"#) == "")
  }

  @Test(
    "fields of a definition count besides, in lines of any form",
    arguments: [
      (
        #"{\#(RecordDimensionTests.request),"shop":{"city":"Oslo"},"ring":3}"#,
        "shop.city=Oslo ring=3"
      ),
      (
        #"{\#(RecordDimensionTests.request),"shop.city":"Oslo","tenant":"t"}"#,
        "tenant=t shop.city=Oslo"
      ),
      (
        "time=2025-04-08T10:00:00Z level=info method=GET path=/a status=200 ring=3 string=4",
        "ring=3"
      ),
      (#"{\#(RecordDimensionTests.request),"ring":[1]}"#, ""),
    ])
  func stated(line: String, expected: String) throws {
    let paths = ["tenant", "shop.city", "ring"].compactMap { FieldPath($0) }
    #expect(try dimensions(line, rules: RecordRules(dimensions: paths)) == expected)
  }

  @Test("a definition that asks for the stamp has every line read")
  func stamps() {
    #expect(RecordRules(dimensions: [FieldPath(root: .record, keys: ["time"])]).lookAtStamps)
    #expect(!RecordRules(dimensions: [FieldPath(root: .record, keys: ["tenant"])]).lookAtStamps)
  }

  @Test("labels of an envelope stand in where the line says nothing")
  func labels() throws {
    let inner = #"{\"method\":\"GET\",\"path\":\"/a\",\"status\":200}"#
    let own = #"{\"method\":\"GET\",\"path\":\"/a\",\"status\":200,\"region\":\"us\"}"#
    func push(_ line: String) -> String {
      #"{"streams":[{"stream":{"service_name":"shop","region":"eu","version":"7"},"#
        + #""values":[["1744106400000000000","\#(line)"]]}]}"#
    }
    #expect(try dimensions(push(inner)) == "region=eu version=7")
    #expect(try dimensions(push(own)) == "region=us version=7")
  }

  @Test("repeated lines keep what the first of them said")
  func echoes() throws {
    let lines = (0..<900).map { at in
      let tenant = at % 3 == 0 ? "acme" : "globex"
      return #"{"time":"\#(Timestamp(seconds: 1_744_106_400 + Int64(at)).rfc3339)","#
        + #""method":"GET","path":"/api/order/menu","status":200,"tenant":"\#(tenant)"}"#
    }
    let reading = try Reading(Array((lines.joined(separator: "\n") + "\n").utf8))
    #expect(reading.records.count { $0.dimensions == "tenant=acme" } == 300)
    #expect(reading.records.count { $0.dimensions == "tenant=globex" } == 600)
  }
}
