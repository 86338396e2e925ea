import FuzzTargets
import Glibc
import Supervision

/// Runs a fuzz target on its seeds and on mutations of them.
enum Mutations {
  /// - Returns: an exit status; a trap ends the process and names the mutation.
  static func run(_ name: String, count: Int) -> Int32 {
    guard let target = FuzzTarget(rawValue: name) else { return 2 }
    let seeds = target.seeds
    guard !seeds.isEmpty, seeds.allSatisfy({ !$0.isEmpty }) else { return 3 }
    for (at, seed) in seeds.enumerated() {
      CurrentWork.reading("\(name)", shown: "\(name), seed \(at)")
      target.run(seed)
    }
    for number in 0..<count {
      CurrentWork.reading("\(name)", shown: "\(name), mutation \(number)")
      var mutator = Mutator(seed: UInt64(number))
      let seed = number % seeds.count
      target.run(mutator.mutated(seeds[seed], others: seeds))
    }
    return 0
  }

  /// Runs a target on the bytes of one file.
  static func run(_ name: String, file path: String) -> Int32 {
    guard let target = FuzzTarget(rawValue: name), let file = fopen(path, "r") else { return 2 }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = fread(&bytes, 1, bytes.count, file)
    CurrentWork.reading("\(name)", shown: "\(name), a file")
    target.run(Array(bytes.prefix(count)))
    return 0
  }
}
