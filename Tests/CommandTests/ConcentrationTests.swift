import TestSupport
import Testing

/// What an incident was confined to, in the report and in the draft.
@Suite struct ConcentrationTests {
  /// Two hours, an order a second; those of `fails` fail for ten minutes from the first hour on.
  ///
  /// - Parameter fields: of an order by its number, as members of JSON.
  private func log(
    _ fields: (Int) -> String, fails: (Int) -> Bool, isLogfmt: Bool = false
  ) -> [UInt8] {
    var text = ""
    for at in 0..<7200 {
      let clock = [at / 3600, at / 60 % 60, at % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
      let time = "2025-04-08T\(clock.joined(separator: ":"))Z"
      let status = (3600..<4200).contains(at) && fails(at) ? 500 : 200
      text +=
        isLogfmt
        ? "time=\(time) level=info method=POST path=/api/order status=\(status) \(fields(at))\n"
        : #"{"time":"\#(time)","method":"POST","path":"/api/order","status":\#(status),"#
          + fields(at) + "}\n"
    }
    return Array(text.utf8)
  }

  private func concentration(
    _ log: [UInt8], pipeline: String? = nil
  ) throws -> [[String: Any]] {
    let folder = try ScratchFolder()
    try folder.write("shop.log", log)
    var arguments = ["draft", "shop.log", "--format", "json"]
    if let pipeline {
      try folder.write("pipeline.yaml", pipeline)
      arguments += ["--pipeline", "pipeline.yaml"]
    }
    let run = try folder.program(arguments)
    #expect(run.status == 0, "\(run.errorText)")
    let incident = try #require(try Report(run.output).incidents.first)
    return Report.value("impact.concentration", in: incident) as? [[String: Any]] ?? []
  }

  private func names(_ found: [[String: Any]]) -> [String] {
    found.map { "\($0["dimension"] ?? "")=\($0["value"] ?? "")" }
  }

  /// A tenant of twenty, told by a number that has nothing to do with the time.
  private func tenant(_ at: Int) -> Int { at * 7919 % 20 }

  @Test func aTenantOfTwenty() throws {
    let found = try concentration(
      log(
        { #""tenant_id":"tenant-\#(tenant($0))","region":"r\#($0 % 3)""# },
        fails: {
          tenant($0) == 17
        }))
    #expect(names(found) == ["tenant=tenant-17"])
    #expect(found.first?["failures_share"] as? Double == 1)
    #expect(found.first?["attempts_share"] as? Double == 0.05)
    #expect(found.first?["failures"] as? Int == 30 && found.first?["failures_of"] as? Int == 30)
    #expect(found.first?["attempts"] as? Int == 30)
  }

  @Test func aRegionAndAVersionOfLogfmt() throws {
    let found = try concentration(
      log(
        { "region=r\($0 % 4) version=\($0 % 8 < 4 ? "1.4" : "1.5")" }, fails: { $0 % 8 == 6 },
        isLogfmt: true))
    #expect(names(found) == ["region=r2", "version=1.5"])
  }

  @Test func aPodOfFour() throws {
    let pods = ["x2k4p", "b7t9q", "c5v8w", "d6z7r"].map { "shop-7d9f8b6c5d-\($0)" }
    let found = try concentration(log({ #""pod":"\#(pods[$0 % 4])""# }, fails: { $0 % 4 == 2 }))
    #expect(names(found) == ["pod=\(pods[2])"])
    let hosts = try concentration(log({ #""host":"web-\#($0 % 4)""# }, fails: { $0 % 4 == 2 }))
    #expect(names(hosts) == ["host=web-2"])
  }

  @Test func failuresThatAreSpreadAsAttemptsAreConfinedToNothing() throws {
    let fields = { (at: Int) in
      #""tenant":"t\#(self.tenant(at))","host":"h\#(at % 2)","version":"1""#
    }
    #expect(try concentration(log(fields) { _ in true }).isEmpty)
    #expect(try concentration(log(fields) { $0 * 31 % 10 < 4 }).isEmpty)
  }

  @Test func aFieldThatTheDefinitionNames() throws {
    let log = log(
      { #""shop":{"city":"\#(["Oslo", "Rome", "Kyiv"][$0 % 3])"}"# }, fails: { $0 % 3 == 1 })
    #expect(try concentration(log).isEmpty)
    let pipeline = "recount: 1\ndimensions: [tenant, shop.city]\n"
    #expect(try names(concentration(log, pipeline: pipeline)) == ["shop.city=Rome"])
  }

  @Test func aTenantOfManyThousandIsNamedWithoutItsShare() throws {
    let found = try concentration(
      log({ #""tenant":"t\#($0 % 20 == 3 ? 3 : $0 + 100)""# }, fails: { $0 % 20 == 3 }))
    #expect(names(found) == ["tenant=t3"])
    #expect(found.first?["failures"] as? Int == 30)
  }

  @Test func talliesOfPartsTellTheSame() throws {
    let bytes = log({ #""tenant":"tenant-\#(tenant($0))""# }, fails: { tenant($0) == 17 })
    let lines = bytes.split(separator: 0x0A)
    let folder = try ScratchFolder()
    try folder.write("a/shop.log", Array(lines[..<3900].joined(separator: [0x0A])) + [0x0A])
    try folder.write("b/shop.log", Array(lines[3900...].joined(separator: [0x0A])) + [0x0A])
    for part in ["a", "b"] {
      #expect(try folder.program(["tally", "\(part)/shop.log", "-o", "\(part).tally"]).status == 0)
    }
    let run = try folder.program(["draft", "b.tally", "a.tally", "--format", "json"])
    let incident = try #require(try Report(run.output).incidents.first)
    let found = Report.value("impact.concentration", in: incident) as? [[String: Any]] ?? []
    #expect(names(found) == ["tenant=tenant-17"] && found.first?["failures"] as? Int == 30)
  }

  @Test func aDraftSaysItInItsFirstRowAndEscapesHostileNames() throws {
    let folder = try ScratchFolder()
    let name = #"*acme* <img src=x>\u001b[2J`|[x](y)"#
    try folder.write(
      "shop.log",
      log(
        { #""tenant":"\#(tenant($0) == 17 ? name : "t\(tenant($0))")""# },
        fails: {
          tenant($0) == 17
        }))
    let run = try folder.program(["draft", "shop.log"])
    let row = try #require(run.text.split(separator: "\n").first { $0.contains("Confined to") })
    #expect(row.contains("30 of 30 failures, 5 % of the attempts."))
    #expect(row.contains("Confined to tenant "))
    #expect(row.contains("\\<img"))
    for raw in ["*acme*", " <img", "\u{1B}", "[x](y)"] { #expect(!row.contains(raw)) }
  }
}
