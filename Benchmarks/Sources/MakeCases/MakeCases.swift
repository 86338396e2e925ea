import Glibc

/// Writes labelled logs of every kind, for `Benchmarks/accuracy`.
///
/// `MakeCases FOLDER SEEDS [first|second [KIND…]]`
@main
struct MakeCases {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let seeds = Int(arguments[2]),
      let model = CaseTraffic.Model(rawValue: arguments.count > 3 ? arguments[3] : "first")
    else {
      print("usage: MakeCases FOLDER SEEDS [first|second [KIND…]]")
      print("kinds: \(Catalogue.all.map(\.name).joined(separator: " "))")
      exit(64)
    }
    let wanted = Set(arguments.dropFirst(4))
    for (at, kind) in Catalogue.all.enumerated() where wanted.isEmpty || wanted.contains(kind.name)
    {
      for seed in 1...max(1, seeds) {
        let number = UInt64(at * 10_007 + seed)
        var choices = CaseTraffic(model, seed: number &* 31)
        let made = kind.make(&choices)
        var maker = CaseMaker(made: made, traffic: CaseTraffic(model, seed: number))
        let folder = "\(arguments[1])/\(kind.name)-\(seed)"
        mkdir(arguments[1], 0o755)
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
}
