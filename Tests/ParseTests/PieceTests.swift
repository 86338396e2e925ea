import LogModel
import Testing

@testable import Parse

@Suite struct PieceTests {
  @Test func piecesJoinWithinTheirStreamAndStandWhereTheFirstStood() throws {
    let reading = try Reading(
      lines: #"2025-03-02T10:00:01.1Z stdout P {"path":"/a","st"#,
      #"2025-03-02T10:00:01.2Z stderr P {"path":"/b","#,
      #"2025-03-02T10:00:01.3Z stdout F atus":500}"#,
      #"2025-03-02T10:00:01.4Z stderr F "status":200}"#)
    #expect(reading.records.map(\.line) == [1, 2] && reading.records.map(\.status) == [500, 200])
    #expect(reading.records.map(\.operation) == ["/a", "/b"])
    #expect(reading.input.account.records == 4 && reading.input.account.lines == 4)
  }

  @Test func longLinesOfContainersAreOneRecordInBlocksOfAnySize() throws {
    let value = String(repeating: "x", count: 40_000)
    let whole = #"{\"path\":\"/a\",\"status\":503,\"note\":\"\#(value)\"}"#
    let cut = whole.index(whole.startIndex, offsetBy: 16_384)
    let time = #""time":"2025-03-02T10:00:01Z""#
    let log =
      #"{"log":"\#(whole[..<cut])","stream":"stdout",\#(time)}"# + "\n"
      + #"{"log":"up\n","stream":"stderr",\#(time)}"# + "\n"
      + #"{"log":"\#(whole[cut...])\n","stream":"stdout",\#(time)}"# + "\n"
    for size in [64, 4096, 1 << 20] {
      let reading = try Reading(Array(log.utf8), blockSize: size)
      #expect(reading.records.map(\.line) == [2, 1] && reading.records.map(\.status) == [0, 503])
      #expect(reading.input.account.records == 3)
    }
  }

  @Test func aLastPieceThatNeverCameLeavesARecordWithItsTime() throws {
    let reading = try Reading(lines: "2025-03-02T10:00:01Z stdout P half of")
    #expect(try reading.only.time.rfc3339 == "2025-03-02T10:00:01Z")
    #expect(reading.input.account.records == 1 && reading.input.account.unread == 0)
  }

  @Test func aMessageThatWasLeftOutIsARecordAndSaidOnce() throws {
    let line = #"{"MESSAGE":null,"PRIORITY":"3","__REALTIME_TIMESTAMP":"1740909607250000"}"#
    let reading = try Reading(lines: line, line)
    #expect(reading.records.map(\.severity) == [.error, .error])
    #expect(reading.warning(.exportLimit)?.count == 2)
    #expect(reading.warning(.exportLimit)?.message.contains("--all") ?? false)
  }

  @Test(arguments: [(100, 1), (99, 0), (1000, 1), (101, 0)])
  func anExportThatEndsAtALimitSaysSo(lines: Int, warnings: Int) throws {
    let values = (0..<lines).map { "[\"\(1_740_909_600_000_000_000 + $0)\",\"m\"]" }
    let page =
      #"{"status":"success","data":{"resultType":"streams","result":[{"stream":{},"values":["#
      + values.joined(separator: ",") + "]}]}}\n"
    #expect(try Reading(Array(page.utf8)).count(of: .exportLimit) == warnings)
    let other = page.replacing("\"m\"", with: "\"n\"")
    #expect(try Reading(Array((page + other).utf8)).count(of: .lokiDuplicatesPossible) == 0)
    #expect(try Reading(Array((page + page).utf8)).count(of: .lokiDuplicatesPossible) == lines)
  }

  @Test(
    arguments: [
      (
        "/var/log/pods/shop_carts-7d9f8b6c5d-x2k4p_0f8fad5b-d9cb-469f-a165-70867728950e/app/0.log",
        "carts", "carts-7d9f8b6c5d-x2k4p"
      ),
      ("pods/shop_db-0_0f8fad5bd9cb469fa16570867728950e/pg/0.log.20250302-100000.gz", "db", "db-0"),
      (
        "containers/agent-x2k4p_kube_agent-" + String(repeating: "0a", count: 32) + ".log",
        "agent", "agent-x2k4p"
      ),
      (String(repeating: "0a", count: 32) + "-json.log", "container", "0a0a0a0a0a0a"),
      ("carts-7d9f8b6c5d-x2k4p.log", "carts", "carts-7d9f8b6c5d-x2k4p"),
      ("logs/payment-gateway2-proxy.log", "payment-gateway2-proxy", "payment-gateway2-proxy"),
      ("logs/a_b_c/app/0.log", "app", "app"), ("2025/0.log", "0", "0"),
      ("service.log.1.gz", "service", "service"),
    ])
  func filesOfContainersAreNamedByWhatRunsInThem(
    path: String, service: String, source: String
  ) {
    let names = FileNaming.names(of: path)
    #expect(names.service == service && names.source == source)
  }
}
