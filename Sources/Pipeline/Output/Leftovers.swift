import Glibc
import Synchronization

/// Temporary files and folders that a signal which ends the process has to remove.
///
/// Handlers of signals may take no lock and no memory, so the paths lie ready in memory that is
/// never given back.
enum Leftovers {
  /// The place of one path.
  struct Slot {
    fileprivate let number: Int
  }

  private static let count = 8
  private static let size = Int(PATH_MAX) + 1
  private static let paths: Paths = Paths(bytes: count * size)
  /// A bit for each place that holds a path.
  private static let used = Atomic<Int>(0)
  /// A bit for each place that is taken, whether its path is written yet or not.
  private static let taken = Atomic<Int>(0)

  private struct Paths: @unchecked Sendable {
    let first: UnsafeMutablePointer<CChar>

    init(bytes: Int) {
      first = .allocate(capacity: bytes)
      first.initialize(repeating: 0, count: bytes)
    }
  }

  /// Remembers a path before it is made; a relative one is meant as the process stands then.
  ///
  /// - Returns: `nil` where no place is free, or the path is longer than the system takes.
  static func add(_ path: String) -> Slot? {
    let bytes = path.utf8CString
    guard bytes.count <= size else { return nil }
    guard let number = take() else { return nil }
    for (at, byte) in bytes.enumerated() { paths.first[number * size + at] = byte }
    used.bitwiseOr(1 << number, ordering: .releasing)
    return Slot(number: number)
  }

  /// Takes a place, which no other thread then has.
  private static func take() -> Int? {
    while true {
      let before = taken.load(ordering: .acquiring)
      guard let number = (0..<count).first(where: { before & 1 << $0 == 0 }) else { return nil }
      let (isTaken, _) = taken.compareExchange(
        expected: before, desired: before | 1 << number, ordering: .acquiringAndReleasing)
      if isTaken { return number }
    }
  }

  /// Forgets a path that is gone, or that stays.
  static func remove(_ slot: Slot) {
    used.bitwiseAnd(~(1 << slot.number), ordering: .releasing)
    taken.bitwiseAnd(~(1 << slot.number), ordering: .releasing)
  }

  /// Makes the first use of the memory, which no handler may do.
  static func prepare() {
    _ = paths.first
    _ = used.load(ordering: .acquiring)
  }

  /// Removes what is remembered, files before the folders that were remembered before them. Calls
  /// only what a handler of a signal may call.
  static func unlinkAll() {
    let taken = used.load(ordering: .acquiring)
    var number = count - 1
    while number >= 0 {
      if taken & 1 << number != 0 {
        let path = paths.first + number * size
        if unlink(path) != 0 { rmdir(path) }
      }
      number -= 1
    }
  }
}

/// Signals by which a person, a shell or a supervisor ends the process: what is temporary is
/// removed, then the same signal ends it, so that its status says which one it was.
public enum EndingSignals {
  private static let all = [SIGINT, SIGTERM, SIGHUP]

  /// Sets the handlers; a signal that is ignored, as under nohup(1), stays so.
  public static func handle() {
    Leftovers.prepare()
    for number in all {
      var before = sigaction()
      guard sigaction(number, nil, &before) == 0 else { continue }
      if before.isHandled(by: SIG_IGN) { continue }
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { number in
        Leftovers.unlinkAll()
        // By now the signal has its usual effect again, and is not held back.
        raise(number)
      }
      action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND)) | SA_NODEFER
      sigaction(number, &action, nil)
    }
  }
}

extension sigaction {
  fileprivate func isHandled(by other: @escaping @convention(c) (Int32) -> Void) -> Bool {
    unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(other, to: Int.self)
  }
}
