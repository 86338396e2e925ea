import TestSupport
import Testing

/// How the same lines lie on disk changes nothing of what is found in them.
@Suite struct UnchangedFindingsTests {
  /// Incidents by content of each log in one file; none where it could not be read.
  private static let wholes = SampleLog.all.reduce(into: [String: String]()) { wholes, log in
    wholes[log.testDescription] = try? incidents([("service.log", log.whole)])
  }

  private func whole(_ log: SampleLog) throws -> String {
    let whole = try #require(Self.wholes[log.testDescription])
    // Nothing would stay nothing whatever was done to the log.
    #expect(whole.contains("impact_start") == (log.scenario.truth != nil))
    return whole
  }

  private func incidents(_ files: [(name: String, bytes: [UInt8])]) throws -> String {
    try Self.incidents(files)
  }

  /// Incidents by content, of files that stand in a folder of their own.
  private static func incidents(_ files: [(name: String, bytes: [UInt8])]) throws -> String {
    let folder = try ScratchFolder()
    for file in files { try folder.write(file.name, file.bytes) }
    let run = try folder.inProcess(["draft"] + files.map(\.name) + ["--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    return try Report(run.output).incidentsByContent()
  }

  @Test("the order of lines in a file changes nothing", arguments: SampleLog.all)
  func lineOrder(_ log: SampleLog) throws {
    let whole = try whole(log)
    let shuffled = try incidents([("service.log", log.shuffled(seed: 1))])
    #expect(textDifference(whole, shuffled) == nil)
  }

  @Test("splitting a log into rotated files changes nothing", arguments: SampleLog.all)
  func rotation(_ log: SampleLog) throws {
    let whole = try whole(log)
    let parts = log.parts(3).enumerated().map { number, bytes in
      (number == 0 ? "service.log" : "service.log.\(number).gz", bytes)
    }
    let packed = parts.map { ($0.0, $0.0.hasSuffix(".gz") ? GzipWriter.member($0.1) : $0.1) }
    #expect(try textDifference(whole, incidents(packed)) == nil)
  }

  @Test("dealing lines out to files in several folders changes nothing", arguments: SampleLog.all)
  func folders(_ log: SampleLog) throws {
    let whole = try whole(log)
    let parts = log.dealt(into: 4, seed: 7).enumerated().map { number, bytes in
      ("part-\(number)/service.log", bytes)
    }
    #expect(try textDifference(whole, incidents(parts)) == nil)
  }

  @Test("packing a log into other members changes nothing", arguments: SampleLog.all)
  func members(_ log: SampleLog) throws {
    let whole = try whole(log)
    let found = try incidents([("service.log.gz", log.packed(members: 17, seed: 3))])
    #expect(textDifference(whole, found) == nil)
  }

  @Test("the same log twice, packed and not, is read once", arguments: SampleLog.all)
  func copies(_ log: SampleLog) throws {
    let whole = try whole(log)
    let twice = [
      ("service.log", log.whole), ("copy/service.log.gz", log.packed(members: 3, seed: 4)),
    ]
    #expect(try textDifference(whole, incidents(twice)) == nil)
  }
}
