import LogModel
import Scan

/// Lines that a definition's pattern takes apart: a group named `status` is the status.
struct PatternLines: LogFormat {
  var name: String { "pattern" }
  var hasContinuations: Bool { true }
  let pattern: UserPattern

  func read(_ line: UnsafeRawBufferPointer, into fields: inout RecordFields) -> Bool {
    var found: [(meaning: String, range: Range<Int>)] = []
    let isMatch = pattern.ranges(in: line) { range in
      for group in pattern.groups {
        // A name may stand in several branches; the one that took part counts.
        if let range = range(group.number), !range.isEmpty { found.append((group.name, range)) }
      }
      return true
    }
    guard isMatch == true else { return false }
    for (meaning, range) in found {
      NamedField.put(
        JSONSlice(kind: .string, start: range.lowerBound, end: range.upperBound), as: meaning,
        of: line, into: &fields)
    }
    return true
  }
}
