import TestSupport
import Testing

/// Cases of `fixtures/`, byte for byte.
///
/// `RECOUNT_RECORD=1 swift test --filter Golden` writes anew what is expected,
/// `RECOUNT_RECORD=inputs` what is put in; both fail, so that the difference gets read.
@Suite struct GoldenTests {
  @Test("a case comes out as it stands in its folder", arguments: GoldenCase.all)
  func output(of golden: GoldenCase) throws {
    guard Recording.asked != .inputs else { return }
    let run = try golden.run()
    let exit = try golden.description().exit
    #expect(run.statuses.allSatisfy { $0 == exit }, "\(run.statuses)")
    for (name, bytes) in run.files {
      let expected = golden.expected(name)
      if Recording.asked == .expected, expected != bytes {
        try golden.record(name, bytes)
        Issue.record("\(golden.name)/expected/\(name) was recorded anew; read what changed")
      } else if let expected {
        guard let difference = textDifference(expected, bytes) else { continue }
        Issue.record("\(golden.name)/expected/\(name)\n\(difference)")
      } else {
        Issue.record("\(golden.name)/expected/\(name) is missing")
      }
    }
  }

  @Test("nothing is expected that no output is compared with", arguments: GoldenCase.all)
  func leftovers(of golden: GoldenCase) throws {
    guard Recording.asked != .expected else { return }
    let outputs = try golden.description().outputs ?? [.timeline, .json, .errors]
    let found = ScratchFolder.names(in: golden.path + "/expected")
    #expect(found == outputs.map(\.rawValue).sorted())
  }

  @Test("what is put into a case is what the simulator makes", arguments: GoldenCase.all)
  func input(of golden: GoldenCase) throws {
    let drawn = try DrawnInputs.files(of: golden.name)
    let files = try #require(
      drawn ?? FixtureInputs.files(of: golden.name), "nothing makes its input")
    let found = ["input", "events", "baseline"].flatMap { folder in
      ScratchFolder.names(in: "\(golden.path)/\(folder)").map { "\(folder)/\($0)" }
    }
    if Recording.asked != .inputs {
      #expect(files.map(\.path).sorted() == found.sorted())
    }
    for file in files {
      let path = golden.path + "/" + file.path
      let fault = file.fault(of: ScratchFolder.read(path))
      if Recording.asked == .inputs, fault != nil {
        try ScratchFolder.write(path, file.bytes)
        Issue.record("\(golden.name)/\(file.path) was made anew; read what changed")
      } else {
        #expect(fault == nil, "\(golden.name)/\(file.path)")
      }
    }
  }

  @Test("cases are small, and said in one sentence", arguments: GoldenCase.all)
  func size(of golden: GoldenCase) throws {
    let shows = try golden.description().shows
    #expect(shows.hasSuffix(".") && shows.count { $0 == "." } == 1, "\(shows)")
    for folder in ["input", "baseline"] {
      for name in ScratchFolder.names(in: "\(golden.path)/\(folder)") {
        let size = ScratchFolder.read("\(golden.path)/\(folder)/\(name)")?.count ?? 0
        #expect((1..<100_000).contains(size), "\(name) has \(size) bytes")
      }
    }
  }

  @Test("the cases that were promised are there")
  func promised() {
    let names = Set(GoldenCase.all.map(\.name))
    #expect(
      names.isSuperset(of: [
        "slow-checkout", "orders-that-stopped", "fewer-orders-than-on-other-days",
        "error-lines-of-a-worker", "burner-lines-that-stopped", "answers-with-a-new-member",
        "price-that-stood-still", "customers-turned-away",
      ]))
    #expect(
      names.isSuperset(of: [
        "outage-nobody-was-alerted-to", "outage-paged-in-three-minutes",
        "quiet-day-with-hungry-orders", "benign-spike", "outage-still-going-on",
        "gzip-cut-after-the-recovery",
      ]))
  }
}
