import LogModel

/// What a run is doing, for a person who waits.
public enum Progress: Hashable, Sendable {
  /// An input, and how many bytes of all inputs have been read as they lie on disk; `of` is 0 where
  /// that is not known, as of a pipe.
  case reading(String, bytes: Int, of: Int)
  case doing(String)
  /// How many detectors have looked at the log, of how many.
  case inferring(done: Int, of: Int)

  /// Bytes of a megabyte, as disks count.
  private static let megabyte = 1_000_000.0
  /// Seconds before which a rate says little.
  private static let settled = 0.3

  /// `reading logs/a.gz`, `inferring: 3 of 10 detectors done`, or what else is done.
  public var words: String {
    switch self {
    case .reading(let path, _, _): "reading \(path)"
    case .doing(let what): what
    case .inferring(let done, let all): "inferring: \(done) of \(all) detectors done"
    }
  }

  /// `reading 34 of 120 MB, 55 MB/s, 2 s left: logs/a.gz`
  ///
  /// - Parameter seconds: how long inputs have been read for.
  public func text(after seconds: Double) -> String {
    guard case .reading(let path, let bytes, let total) = self, total > 0, bytes <= total else {
      return words
    }
    let whole = Double(total) / Self.megabyte
    let done = Double(bytes) / Self.megabyte
    var text = "reading \(Self.number(done, beside: whole)) of \(Self.number(whole)) MB"
    if seconds >= Self.settled, bytes > 0 {
      let rate = done / seconds
      text += ", \(Self.number(rate)) MB/s"
      text += ", \(NumberWords.duration(((whole - done) / rate).rounded(.up))) left"
    }
    return text + ": \(path)"
  }

  /// Whole megabytes from ten on; below that tenths, as many digits as the number beside it has.
  private static func number(_ value: Double, beside other: Double? = nil) -> String {
    if (other ?? value) >= 10 { return "\(Int(value.rounded()))" }
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
