import FuzzTargets
import TestSupport
import Testing

/// Seeded mutations of good inputs, for each reader of hostile bytes; `make fuzz` goes deeper.
@Suite struct MutationTests {
  /// Far more than any takes, on a machine that does other things too.
  private static let limitSeconds = 300

  /// As many as take a second or so in a debug build.
  private static func count(for target: FuzzTarget) -> Int {
    switch target {
    case .redaction, .escapes, .patterns, .time: 2000
    case .tar, .packed, .gzip, .definition, .events: 500
    case .framing, .access, .envelopes: 200
    case .json, .lines: 100
    case .tally, .draft: 30
    }
  }

  @Test("no mutation makes a reader trap", arguments: FuzzTarget.allCases)
  func noTrap(_ target: FuzzTarget) throws {
    let folder = try ScratchFolder()
    var probe = folder.program
    // A reader that hangs is ended, and one that crashes does not wait for a debugger.
    probe.environment.append("SWIFT_BACKTRACE=enable=no")
    probe.executable = "/usr/bin/timeout"
    let run = try probe(
      ["-k", "5", "\(Self.limitSeconds)", Probe.path, "fuzz", target.rawValue]
        + ["\(Self.count(for: target))"])
    #expect(run.status == 0, "\(run.errorText)")
  }

  @Test func theSameSeedGivesTheSameMutation() {
    let seed = Array("a log with some words".utf8)
    func mutations() -> [[UInt8]] {
      (0..<200).map {
        var mutator = Mutator(seed: UInt64($0))
        return mutator.mutated(seed, others: [Array("other".utf8)])
      }
    }
    #expect(mutations() == mutations())
    #expect(Set(mutations()).count > 150)
  }
}
