import Events
import LogModel
import Testing

@Suite struct PrometheusAlertsTests {
  /// 15:05:00 UTC.
  private static let start = 1_744_124_700

  private static func series(
    _ state: String?, _ instance: String = "a:80", name: String? = "ALERTS",
    at samples: [(Int, String)]
  ) -> String {
    let own = [
      name.map { "\"__name__\":\"\($0)\"" }, state.map { "\"alertstate\":\"\($0)\"" },
      "\"alertname\":\"OrdersFail\"", "\"instance\":\"\(instance)\"", "\"severity\":\"page\"",
    ]
    let values = samples.map { "[\(start + $0.0),\"\($0.1)\"]" }.joined(separator: ",")
    return "{\"metric\":{\(own.compactMap { $0 }.joined(separator: ","))},\"values\":[\(values)]}"
  }

  private static func on(_ seconds: [Int]) -> [(Int, String)] { seconds.map { ($0, "1") } }

  private static func answer(_ series: String...) -> EventFile {
    Reading.file(
      "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[\n"
        + series.joined(separator: ",\n") + "\n]}}\n")
  }

  @Test func tellsPendingFromFiringAndASeriesThatEnds() {
    let file = Self.answer(
      Self.series("firing", at: Self.on([45, 60, 75, 90])),
      Self.series("pending", at: Self.on([0, 15, 30])),
      Self.series("pending", "b:80", at: Self.on([30, 45, 150, 165])))
    #expect(file.kind == "prometheus-alerts")
    #expect(
      file.lines == [
        "15:05:00 alert_pending -: OrdersFail (instance a:80)",
        "15:05:45 alert_fired -: OrdersFail (instance a:80)",
        "15:06:45 alert_cleared -: OrdersFail (instance a:80)",
        "15:05:30 alert_pending -: OrdersFail (instance b:80)",
        "15:06:00 alert_cleared -: OrdersFail (instance b:80)",
        "15:07:30 alert_pending -: OrdersFail (instance b:80)",
        "15:08:00 alert_cleared -: OrdersFail (instance b:80) (no later sample in the answer)",
      ])
    #expect(file.rows[1].change == .init(from: "pending", to: "firing"))
    #expect(file.rows[2].change == .init(from: "firing", to: "inactive"))
    #expect(file.rows[4].isOnlyPending)
    #expect(file.rows[1].rule == "OrdersFail")
    #expect(file.rows[1].marks.severity == "page")
    #expect(file.rows.map(\.source.line) == [3, 2, 2, 4, 4, 4, 4])
    #expect(file.rows.allSatisfy { !$0.approximate && $0.origin == .alerts })
    #expect(file.unread == 0)
  }

  @Test func takesTheExactBeginFromItsState() {
    let file = Self.answer(
      Self.series("pending", at: Self.on([0, 15])), Self.series("firing", at: Self.on([30, 45])),
      Self.series(
        nil, name: "ALERTS_FOR_STATE",
        at: [(0, "1744124692"), (15, "1744124692"), (30, "1744124692"), (45, "1744124692")]))
    #expect(
      file.lines.prefix(2) == [
        "15:04:52 alert_pending -: OrdersFail (instance a:80)",
        "15:05:30 alert_fired -: OrdersFail (instance a:80)",
      ])
    #expect(file.rows.filter { $0.kind == .alertPending }.count == 1)
  }

  @Test func isOnlyAboutRightOfACoarseStep() {
    let file = Self.answer(Self.series("firing", name: nil, at: Self.on([0, 300, 600])))
    #expect(file.rows.map(\.kind) == [.alertFired, .alertCleared])
    #expect(file.rows.map(\.approximate) == [true, true])
    #expect(file.clocks == ["15:05:00", "15:20:00"])
  }

  @Test func knowsOfAnInstantOnlyThatTheAlertWasOn() {
    let file = Reading.file(
      """
      {"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"ALERTS",\
      "alertname":"OrdersFail","alertstate":"firing"},"value":[1744124700.5,"1"]}]}}
      """)
    #expect(file.lines == ["15:05:00 note -: OrdersFail was firing"])
    #expect(file.rows.first?.time.nanoseconds == 1_744_124_700_500_000_000)
  }

  @Test func readsSamplesAsTheyWereTaken() {
    let times = ["00.882", "15.884", "30.881", "31.002", "46.001"].map { "[17441247\($0),\"1\"]" }
    let file = Reading.file(
      """
      {"metric":{"__name__":"ALERTS","alertname":"OrdersFail","alertstate":"firing"},\
      "values":[\(times.joined(separator: ","))]}
      """)
    #expect(file.kind == "prometheus-alerts")
    #expect(file.rows.map(\.kind) == [.alertFired, .alertCleared])
    #expect(
      file.rows.map(\.time.nanoseconds) == [1_744_124_700_882_000_000, 1_744_124_760_998_000_000])
  }

  @Test func readsTheListOfAlertsThatAreOn() {
    let file = Reading.file(
      """
      {"status":"success","data":{"alerts":[{"labels":{"alertname":"OrdersFail"},"annotations":\
      {"summary":"orders fail"},"state":"firing","activeAt":"2025-04-08T15:05:00.25Z",\
      "value":"1.2e+01"}]}}
      """)
    #expect(file.lines == ["15:05:00 alert_pending -: orders fail"])
    #expect(file.rows.first?.value == "1.2e+01")
  }

  @Test func refusesAnErrorAndOtherSeries() {
    let error = Reading.file(
      #"{"status":"error","errorType":"bad_data","error":"exceeded maximum resolution"}"#)
    #expect(error.kind == "prometheus-alerts")
    #expect(error.rows.isEmpty)
    #expect(error.warnings.map(\.message) == ["answers of Prometheus that are an error"])
    let mixed = Self.answer(
      Self.series("firing", at: Self.on([0, 15])),
      "{\"metric\":{\"__name__\":\"up\"},\"values\":[[1744124700,\"1\"]]}")
    #expect(mixed.rows.count == 2)
    #expect(mixed.unread == 1)
    #expect(mixed.warning(.unreadLines)?.line == 3)
    let row = #"{"time":1744124700,"status":"error","errorType":"x","error":"y","text":"z"}"#
    #expect(Reading.file(row).rows.map(\.text) == ["error: z"])
    let empty = Reading.file(
      #"{"status":"success","data":{"resultType":"matrix","result":[]}}"#)
    #expect(empty.kind == "prometheus-alerts")
    #expect(empty.unread == 0)
  }

  @Test func isNotWhatAnyOtherQueryAnswers() {
    let file = Reading.file(
      """
      {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"__name__":"up"},\
      "values":[[1744124700,"1"]]}]}}
      """)
    #expect(file.kind != "prometheus-alerts")
    #expect(file.rows.isEmpty)
    #expect(file.unread == 1)
  }
}
