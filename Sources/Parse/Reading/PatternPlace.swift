import LogModel
import Scan

/// Tells whether a stated pattern means whole lines or the text inside of an envelope, by the first
/// lines it reads.
///
/// A pattern knows of whole lines, but for those of a container runtime, whose text alone it may
/// mean. Where it reads neither, an envelope must not make records of lines that somebody else
/// stated the form of.
struct PatternPlace {
  /// Lines that are tried, while neither they nor what is inside of them is read.
  private static let trials = 1000
  private static let depthLimit = 3
  private var tried = 0
  private var isInside = false

  /// Whether the envelope of a text may be opened for the pattern.
  ///
  /// - Parameter reads: whether the pattern reads a text.
  mutating func mayOpen(
    _ line: UnsafeRawBufferPointer, _ reads: (UnsafeRawBufferPointer) -> Bool
  ) -> Bool {
    if isInside { return true }
    guard tried < Self.trials else { return false }
    tried += 1
    isInside = Self.isRead(inside: line, reads, depth: 0)
    return isInside
  }

  /// A container runtime's line.
  func isRuntime(_ line: UnsafeRawBufferPointer) -> Bool {
    if case .record = LineWrapping.containerRuntime.unwrap(line) { return true }
    return false
  }

  /// Whether the pattern reads what one envelope, or several of them, hold.
  static func isRead(
    inside line: UnsafeRawBufferPointer, _ reads: (UnsafeRawBufferPointer) -> Bool, depth: Int
  ) -> Bool {
    guard depth < depthLimit else { return false }
    for kind in LineWrapping.allCases where kind.envelope.mayOpen(with: line.prefix(8)) {
      guard case .record(let wrapped) = kind.unwrap(line) else { continue }
      let text = line.slice(wrapped.text)
      guard wrapped.text.kind == .string else {
        return reads(text) || isRead(inside: text, reads, depth: depth + 1)
      }
      var plain: [UInt8] = []
      JSONText.unescape(text, into: &plain)
      while let last = plain.last, last == 0x0A || last == 0x0D { plain.removeLast() }
      return plain.withUnsafeBytes {
        reads($0) || isRead(inside: $0, reads, depth: depth + 1)
      }
    }
    return false
  }
}
