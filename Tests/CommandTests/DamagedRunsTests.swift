import TestSupport
import Testing

/// Damaged files give the same report in every run, whatever the process finds in its memory and
/// in which order the files are named.
@Suite struct DamagedRunsTests {
  /// The C library fills what it gives out, and what it takes back, with a byte.
  private static let fills = [[], ["MALLOC_PERTURB_=170"], ["MALLOC_PERTURB_=85"]]

  @Test("hashes, counts and duplicates stay as they are", arguments: PackingWriter.allCases)
  func same(packing: PackingWriter) throws {
    let place = try Workplace()
    let third = Workplace.log.count / 3
    let pieces = [0, third, 2 * third, Workplace.log.count]
    let whole = packing.frames(
      zip(pieces, pieces.dropFirst()).map { Array(Workplace.log[$0..<$1]) })
    var damages = DamagedBytes(seed: 23)
    var names = ["order.log.gz"]
    for kind in DamagedBytes.Kind.allCases {
      let bytes = damages.damaged(whole, kind)
      // A copy of each: whether it is one shows which bytes came out.
      for copy in ["a", "b"] {
        names.append(try place.folder.write("\(kind)-\(copy).log", bytes))
      }
    }
    var first: Program.Result?
    for (round, fill) in Self.fills.enumerated() {
      var program = place.folder.program
      program.environment += fill
      let order = round == 1 ? names.reversed() : Array(names[round...] + names[..<round])
      let run = try program(["draft", "--format", "json"] + order)
      #expect([2, 3].contains(run.status), "\(run.errorText)")
      if let first {
        #expect(run.status == first.status && run.errors == first.errors)
        let difference = textDifference(first.output, run.output)
        #expect(difference == nil, "\(difference ?? "")")
      }
      first = first ?? run
    }
  }
}
