import Synchronization

/// How many places of all inputs of a run are noted to be read on from: each takes memory.
public final class CheckpointBudget: Sendable {
  /// Decoded bytes from one to the next.
  let spacing: Int
  private let left: Mutex<Int>

  /// - Parameter limit: 256 are some 24 MB.
  public init(limit: Int = 256, spacing: Int = 8 << 20) {
    left = Mutex(limit)
    self.spacing = spacing
  }

  var isLeft: Bool { left.withLock { $0 > 0 } }

  /// Whether one more may be noted, which it then is.
  func takes() -> Bool {
    left.withLock { left in
      guard left > 0 else { return false }
      left -= 1
      return true
    }
  }
}
