import TestSupport
import Testing

/// Folders of mixed logs, read with no option at all.
@Suite struct MixedFolderTests {
  @Test(arguments: MixedFolder.all)
  func everyLineIsUnderstoodAndTheOutageFound(_ mixed: MixedFolder) throws {
    let folder = try ScratchFolder()
    try mixed.make(folder)
    let run = try folder.program(["draft", "--format", "json", "."])
    #expect(run.status == 0, "\(mixed.name): \(run.errorText)")
    let report = try Report(run.output)
    let unread = report.inputs.compactMap { $0["unread"] as? Int }.reduce(0, +)
    #expect(unread == 0, "\(mixed.name)")
    let formats = Set(report.inputs.flatMap { $0["formats"] as? [String] ?? [] })
    #expect(formats == mixed.formats, "\(mixed.name)")
    #expect(report.incidents.count == 1, "\(mixed.name): \(report.ids)")
    let incident = try #require(report.incidents.first)
    let names = (incident["operations"] as? [[String: Any]] ?? [])
      .compactMap { $0["operation"] as? String }
    #expect(names.contains { $0.contains(mixed.operation) }, "\(mixed.name): \(names)")
    let latest = try #require(
      Report.value("impact_start.latest", in: incident) as? String, "\(mixed.name)")
    let truth = MixedTraffic.shop.firstFailure.stamp(mixed.grain == 1_000_000 ? 3 : 0)
    #expect(latest.prefix(truth.count - 1) == truth.dropLast(), "\(mixed.name)")
  }

  @Test(arguments: MixedFolder.all)
  func theTableOfInputsShowsThem(_ mixed: MixedFolder) throws {
    let folder = try ScratchFolder()
    try mixed.make(folder)
    let run = try folder.program(["inputs", "."])
    #expect(run.status == 0)
    for format in mixed.formats { #expect(run.text.contains(format), "\(mixed.name)") }
  }
}
