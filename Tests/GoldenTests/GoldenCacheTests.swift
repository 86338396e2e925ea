import TestSupport
import Testing

/// Every case comes out the same with a cache: when it is filled, and when it is used.
@Suite struct GoldenCacheTests {
  @Test("a case comes out as it stands in its folder", arguments: GoldenCase.all)
  func output(of golden: GoldenCase) throws {
    let folder = try ScratchFolder()
    let description = try golden.description()
    for number in 0..<2 {
      let run = try golden.run(with: ["--cache", folder.path + "/kept"])
      #expect(run.statuses.allSatisfy { $0 == description.exit }, "\(run.statuses)")
      for (name, bytes) in run.files {
        var bytes = bytes
        if name == "stderr.txt" {
          let lines = String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
          let isCache = { (line: Substring) in line.hasPrefix("recount: cache: ") }
          bytes = Array(lines.filter { !isCache($0) }.joined(separator: "\n").utf8)
          #expect(lines.contains(where: isCache))
          if number == 1 { #expect(!lines.contains { isCache($0) && $0.contains(": 0 of ") }) }
        }
        guard let difference = textDifference(golden.expected(name) ?? [], bytes) else { continue }
        Issue.record("run \(number): \(golden.name)/expected/\(name)\n\(difference)")
      }
    }
  }
}
