import TestSupport
import Testing

/// The same input gives the same bytes, whatever else is different.
@Suite struct SameBytesTests {
  /// A folder with a log in four files, and what people left.
  private struct Case {
    let folder: ScratchFolder
    var files = ["a/service.log.gz", "b/service.log", "service.log.2.gz", "service.log"]

    init(_ log: SampleLog) throws {
      folder = try ScratchFolder()
      for (name, bytes) in zip(files, log.dealt(into: 4, seed: 11)) {
        try folder.write(name, name.hasSuffix(".gz") ? GzipWriter.member(bytes) : bytes)
      }
      try folder.write("oncall.jsonl", log.scenario.eventRows)
    }

    func output(
      _ files: [String]? = nil, _ more: [String] = [], environment: [String] = []
    ) throws -> String {
      var program = folder.program
      program.environment += environment
      let arguments =
        ["draft"] + (files ?? self.files) + ["--events", "oncall.jsonl"] + more
      let markdown = try program(arguments)
      let json = try program(arguments + ["--format", "json"])
      return "\(markdown.status) \(json.status)\n" + markdown.errorText + markdown.text
        + json.errorText + json.text
    }
  }

  private static let logs = [
    SampleLog(.outagePagedInThreeMinutes.thin(), .jsonLines),
    SampleLog(.outagePagedInThreeMinutes.thin(), .queryRange),
    SampleLog(.outageNobodyWasAlertedTo.thin(), .combined),
    SampleLog(.random(seed: 1).thin(), .jsonLinesSynonyms),
  ]

  @Test("the order of arguments changes no byte", arguments: logs)
  func argumentOrder(_ log: SampleLog) throws {
    let sample = try Case(log)
    let usual = try sample.output()
    #expect(try textDifference(usual, sample.output(sample.files.reversed())) == nil)
    let turned = Array(sample.files[2...] + sample.files[..<2])
    #expect(try textDifference(usual, sample.output(turned)) == nil)
  }

  @Test("naming a file twice, or its folder, changes no byte", arguments: logs)
  func repeatedArguments(_ log: SampleLog) throws {
    let sample = try Case(log)
    let usual = try sample.output()
    #expect(try textDifference(usual, sample.output(["a", "b"] + sample.files)) == nil)
  }

  @Test("threads and the size of blocks change no byte", arguments: logs)
  func threadsAndBlocks(_ log: SampleLog) throws {
    let sample = try Case(log)
    let usual = try sample.output()
    for options in [
      ["--threads", "1"], ["--threads", "9"], ["--block-size", "64"],
      ["--block-size", "4099", "--threads", "3"],
    ] {
      let difference = try textDifference(usual, sample.output(nil, options))
      #expect(difference == nil, "\(options)")
    }
  }

  @Test("another process, zone or locale changes no byte", arguments: logs)
  func environment(_ log: SampleLog) throws {
    let sample = try Case(log)
    let usual = try sample.output()
    #expect(try textDifference(usual, sample.output()) == nil)
    for setting in ["TZ=America/Denver", "LC_ALL=tr_TR.UTF-8", "LANG=de_DE"] {
      let difference = try textDifference(usual, sample.output(environment: [setting]))
      #expect(difference == nil, "\(setting)")
    }
  }
}
