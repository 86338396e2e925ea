import Glibc
import LogModel

/// Writes labelled logs of every kind, for `Benchmarks/accuracy`.
///
/// `MakeCases FOLDER SEEDS [first|second|third [KIND…]]`
@main
struct MakeCases {
  static func main() {
    let arguments = CommandLine.arguments
    let name = arguments.count > 3 ? arguments[3] : "first"
    let model = CaseTraffic.Model(rawValue: name)
    guard arguments.count >= 3, let seeds = Int(arguments[2]), model != nil || name == "third"
    else {
      print("usage: MakeCases FOLDER SEEDS [first|second|third [KIND…]]")
      print("kinds of first and second: \(Catalogue.all.map(\.name).joined(separator: " "))")
      print("kinds of third: \(ThirdCatalogue.all.map(\.name).joined(separator: " "))")
      exit(64)
    }
    let maker = MakeCases(
      folder: arguments[1], seeds: 1...max(1, seeds), wanted: Set(arguments.dropFirst(4)))
    mkdir(maker.folder, 0o755)
    if let model { maker.write(model) } else { maker.writeThird() }
  }

  let folder: String
  let seeds: ClosedRange<Int>
  /// None: all kinds.
  let wanted: Set<String>

  private func write(_ model: CaseTraffic.Model) {
    for (at, kind) in Catalogue.all.enumerated() where wanted.isEmpty || wanted.contains(kind.name)
    {
      for seed in seeds {
        let number = UInt64(at * 10_007 + seed)
        var choices = CaseTraffic(model, seed: number &* 31)
        let made = kind.make(&choices)
        var maker = CaseMaker(made: made, traffic: CaseTraffic(model, seed: number))
        let folder = "\(folder)/\(kind.name)-\(seed)"
        mkdir(folder, 0o755)
        CaseFiles(folder: folder, day: made.day).write(
          made, maker.calls(), kind: kind.name, seed: seed, model: model.rawValue)
        guard made.history > 0 else { continue }
        mkdir("\(folder)/baseline", 0o755)
        maker = CaseMaker(made: made.before, traffic: CaseTraffic(model, seed: ~number))
        CaseFiles(folder: "\(folder)/baseline", day: made.day - made.history).writeLogs(
          of: made, maker.calls())
      }
    }
  }

  private func writeThird() {
    for kind in ThirdCatalogue.all where wanted.isEmpty || wanted.contains(kind.name) {
      for seed in seeds {
        let folder = "\(folder)/\(kind.name)-\(seed)"
        mkdir(folder, 0o755)
        // By its name: another kind among them leaves the cases of this one as they are.
        let number = StableHash.hash(kind.name) % 1_000_000_007 + UInt64(seed)
        kind.make(number).put(in: folder, kind: kind.name, seed: seed)
      }
    }
  }
}
