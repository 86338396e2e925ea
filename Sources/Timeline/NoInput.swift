import LogModel

/// The sentence for a run whose inputs hold no line at all: that is not the same as no incident.
public enum NoInput {
  /// `nil` where any input holds a line that is not blank.
  public static func sentence(_ inputs: [InputReading]) -> String? {
    let read = inputs.filter { $0.status != .unreadable && $0.status != .skipped }
    guard !read.isEmpty, read.allSatisfy({ $0.account.lines == $0.account.blank }) else {
      return nil
    }
    let kind = read.contains { $0.account.blank > 0 } ? "a line that is not blank" : "a line"
    let which =
      read.count > 1
      ? "none of \(read.count) files holds \(kind)"
      : read[0].path == "-"
        ? "standard input does not hold \(kind)" : "the file does not hold \(kind)"
    return "No input: \(which), so whether there was an incident cannot be told."
  }
}
