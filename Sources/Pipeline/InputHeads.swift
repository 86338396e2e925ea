import Ingest
import LogModel
import Signals
import Supervision

/// What the first bytes of inputs tell before any is read: which are tallies, and which begin
/// alike, being copies of one another or files with equal heads.
struct InputHeads {
  private static let headSize = 4096
  private var alike: Set<String> = []
  private var tallies: Set<String> = []

  /// Decodes the first bytes of every input; standard input and pipes cannot be read twice and
  /// may be copies of anything.
  init(of found: [InputFinder.Found], _ plan: RunPlan) {
    var byHead: [UInt64: [String]] = [:]
    defer { CurrentWork.leftInput() }
    for item in found where !plan.failed.contains(item.path) {
      let path = item.path
      if case .pipe = item { alike.insert(path) }
      guard case .file = item else { continue }
      guard path != "-" else {
        alike.insert(path)
        continue
      }
      CurrentWork.reading(path, by: plan.redactor)
      guard let stream = try? DecodedStream(path: path, blockSize: Self.headSize) else { continue }
      stream.lookAhead(Self.headSize)
      let head = UnsafeRawBufferPointer(rebasing: stream.window.prefix(Self.headSize))
      if TallyFile.isTally(head) {
        tallies.insert(path)
        continue
      }
      byHead[StableHash.hash(head), default: []].append(path)
    }
    for group in byHead.values where group.count > 1 { alike.formUnion(group) }
  }

  func mayBeCopy(_ path: String) -> Bool { alike.contains(path) }

  func isTally(_ path: String) -> Bool { tallies.contains(path) }
}
