import Testing

@testable import Parse

@Suite struct PodServicesTests {
  private func services(_ fields: String, rules: RecordRules = .standard) throws -> [String] {
    let line = #"{"time":"2025-05-03T10:00:00.000Z","level":"info","msg":"hi there",\#(fields)}"#
    return try Reading(Array(line.utf8), name: "all.log", rules: rules).records.map(\.service)
  }

  @Test(
    "a pod tells the service that a line does not state",
    arguments: [
      (#""pod":"cellar-7d9f8b6c5d-x2k4p""#, "cellar"),
      (#""pod":"cellar-7d9f8b6c5d-x2k4p","service":"shelf""#, "shelf"),
      (#""host":"cellar-1""#, "all"), (#""pod":"""#, "all"),
    ])
  func pods(_ fields: String, _ service: String) throws {
    #expect(try services(fields) == [service])
  }

  @Test func linesOfEveryLevelKeepWhatTheySay() throws {
    let log = ["debug", "info", "warn", "error"].map {
      #"{"time":"2025-05-03T10:00:00.000Z","level":"\#($0)","msg":"Shelf 7 counted"}"# + "\n"
    }.joined()
    let reading = try Reading(Array(log.utf8))
    #expect(reading.records.map(\.said) == Array(repeating: "Shelf # counted", count: 4))
    #expect(reading.records.map { $0.signature.isEmpty } == [true, true, false, false])
  }
}
