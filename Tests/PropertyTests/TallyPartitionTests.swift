import Simulator
import TestSupport
import Testing

/// Logs reduced apart and merged give what one scan of all gives.
@Suite struct TallyPartitionTests {
  @Test("any partition of files into tallies finds what one scan finds", arguments: SampleLog.all)
  func partitions(_ log: SampleLog) throws {
    let folder = try ScratchFolder()
    let files = (0..<4).map { "\($0)/service.log" }
    for (name, bytes) in zip(files, log.dealt(into: 4, seed: 5)) {
      try folder.write(name, bytes)
    }
    let scan = try folder.inProcess(["draft"] + files + ["--format", "json"])
    let whole = try Report(scan.output).incidentsByContent()
    for (number, parts) in [[[0], [1, 2, 3]], [[0, 3], [2, 1]], [[3], [2], [1], [0]]]
      .enumerated()
    {
      let names = parts.indices.map { "\(number)-\($0).tally" }
      for (name, part) in zip(names, parts) {
        let run = try folder.inProcess(["tally"] + part.map { files[$0] } + ["-o", name])
        #expect(run.status == 0, "\(run.errorText)")
      }
      let merged = try folder.inProcess(["draft"] + names + ["--format", "json"])
      try #require(merged.status == 0, "\(merged.errorText)")
      let found = try Report(merged.output).incidentsByContent()
      #expect(textDifference(whole, found) == nil, "\(parts)")
    }
  }

  @Test("a tally of tallies is byte for byte the tally of one scan", arguments: SampleLog.all)
  func talliesOfTallies(_ log: SampleLog) throws {
    let folder = try ScratchFolder()
    let files = (0..<3).map { "\($0)/service.log" }
    for (name, bytes) in zip(files, log.dealt(into: 3, seed: 6)) {
      try folder.write(name, bytes)
    }
    for arguments in [
      files + ["-o", "whole.tally"], [files[2], files[0], "-o", "a.tally"],
      [files[1], "-o", "b.tally"], ["b.tally", "a.tally", "-o", "merged.tally"],
    ] {
      let run = try folder.inProcess(["tally"] + arguments)
      #expect(run.status == 0, "\(run.errorText)")
    }
    let whole = try #require(folder.read("whole.tally"))
    #expect(folder.read("merged.tally") == whole)
  }

  @Test("tallies of several services, and of a baseline, tell the same in every order")
  func orders() throws {
    let folder = try ScratchFolder()
    let days: [Scenario] = [.outagePagedInThreeMinutes.thin(), .quietDay.thin()]
    for (day, scenario) in zip(["today", "before"], days) {
      // Each service logs a part of the same stretch.
      let parts = SampleLog(scenario, .jsonLines).dealt(into: 3, seed: 7)
      for (service, bytes) in zip(["shop", "oven", "edge"], parts) {
        try folder.write("\(day)/\(service).log", bytes)
        let names = ["\(day)/\(service).log", "-o", "\(day)-\(service).tally"]
        #expect(try folder.inProcess(["tally"] + names).status == .zero)
      }
    }
    var found: Set<[UInt8]> = []
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let services = order.map { ["shop", "oven", "edge"][$0] }
      let baseline = services.flatMap { ["--baseline", "before-\($0).tally"] }
      let draft = try folder.inProcess(
        ["draft"] + services.reversed().map { "today-\($0).tally" } + baseline
          + ["--format", "json"])
      #expect(draft.status == 0, "\(draft.errorText)")
      found.insert(draft.output)
    }
    #expect(found.count == 1)
    let report = try Report(try #require(found.first))
    #expect(!report.incidents.isEmpty)
  }
}
