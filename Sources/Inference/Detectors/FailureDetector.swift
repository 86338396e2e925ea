import ChangePoints
import LogModel
import Signals

/// Operations whose share of failures lay above its baseline for a while.
///
/// Each failure signature is judged with its own denominator: the successes of the operation
/// and the failures of that signature. An order refused for its size is neither a success nor a
/// failure of the outage. All signatures together are one more signal.
struct FailureDetector: Detector {
  /// Signatures of one operation that are looked at apart, the most frequent.
  static let signatureLimit = 24

  func findings(in log: LogView) -> [Finding] {
    let signals = log.operations.flatMap { operation in
      Self.signatureSets(of: operation).map { (operation, $0) }
    }
    return log.workers.flatMap(signals) { operation, signatures in
      let (cells, width) = operation.cells(signatures, origin: log.origin)
      let model = RatioModel(keyCount: signals.count, cellWidth: width)
      let known = log.usual[operation.id]
      let usual = known?.share(
        of: signatures.sorted().map { operation.signatures[$0] }, over: operation.callsByHour)
      let judged = BaselineComparison(
        model, cells, usual: usual, origin: log.origin, known: log.models)
      func made(_ run: RatioRun, of result: RatioResult) -> Finding {
        Finding(operation, .failures, signatures, run, of: result, cells, width)
      }
      var findings = judged.found.filter { known?.hasBursts(of: $0.run.failures) != true }
        .map { made($0.run, of: $0.result).judged($0) }
      if let near = judged.nearMiss {
        var finding = made(near.miss.run, of: near.result)
        finding.standing = .nearMiss(neededEvidence: near.miss.neededEvidence)
        findings.append(finding)
      }
      return findings
    }
  }

  /// The signatures to be judged alone, and, where there are several, all together.
  static func signatureSets(of operation: OperationTimeline) -> [Set<Int>] {
    let counts = operation.signatures.indices.map { ($0, operation.failures(of: $0)) }
    let known = NoiseRate(operation)
    let judged = counts.filter { $0.1 >= 2 && !known.isWithinRate($0.0) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
    var sets = judged.prefix(signatureLimit).map { Set([$0.0]) }
    let all = Set(counts.map(\.0).filter { !known.isWithinRate($0) })
    if all.count > 1 { sets.append(all) }
    return sets
  }
}
