import FuzzTargets
import Glibc

// The entry of libFuzzer. The target is named by the environment, since the fuzzer owns the
// command line: RECOUNT_FUZZ_TARGET. With RECOUNT_FUZZ_SEEDS its seeds are written to that folder
// first.

/// The target of this process; unknown names end it.
let target: FuzzTarget = {
  let name = getenv("RECOUNT_FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: " ")
    fputs("RECOUNT_FUZZ_TARGET is one of: \(names)\n", stderr)
    exit(64)
  }
  return target
}()

@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer
) -> CInt {
  guard let folder = getenv("RECOUNT_FUZZ_SEEDS").map({ String(cString: $0) }) else { return 0 }
  for (at, seed) in target.seeds.enumerated() {
    guard let file = fopen("\(folder)/seed-\(at)", "w") else { exit(74) }
    fwrite(seed, 1, seed.count, file)
    fclose(file)
  }
  return 0
}

@_cdecl("LLVMFuzzerTestOneInput")
public func runOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: data, count: count)))
  return 0
}
