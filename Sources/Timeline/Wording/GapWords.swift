import LogModel

extension UnexplainedGap {
  /// A sentence for what the evidence cannot show, times in UTC.
  public var words: String {
    "Whether \(service) was not reached or its records were not collected between "
      + "\(range.from.rfc3339) and \(range.to.rfc3339): no request of it is in "
      + "the logs, while \(low) to \(high) were due by the history of \(history.words)."
  }
}

extension [ClockSkew] {
  /// Sentences for what matched calls cannot show: two clocks that differ do not say which of them
  /// is wrong.
  public var notKnowable: [String] {
    Set(map(\.reference)).sorted().map { reference in
      let others = filter { $0.reference == reference }
      let names = others.map(\.source).joined(separator: ", ")
      let isMoved = others.contains(where: \.isApplied)
      return "Which clock is right, that of \(reference) or of \(names): matched calls tell only "
        + "how far apart they are; "
        + (isMoved
          ? "times of \(names) were moved onto the clock of \(reference)."
          : "every time is printed as it was logged.")
    }
  }
}
