import LogModel

extension BoundaryBasis {
  /// `12 of 12 attempts failed; 0 of 1203 failed outside it; log likelihood ratio 63 nats`
  var words: String {
    var words = counted
    if let nats { words += "; log likelihood ratio \(NumberWords.whole(nats)) nats" }
    if let quiet {
      words +=
        "; \(NumberWords.share(quiet.share)) of their gaps are shorter than "
        + "\(NumberWords.duration(quiet.seconds)), and no more came for so long"
    }
    if !clocks.isEmpty {
      let skews = clocks.map(\.words).sorted().joined(separator: "; ")
      words += "; \(skews), so the interval reaches as far"
    }
    return words
  }

  private var counted: String {
    switch counts {
    case .attempts(let failed, let all, let normal):
      return "\(failed) of \(all) attempts failed; " + normal.words("failed")
    case .slowCalls(let slow, let all, let threshold, let normal):
      return "\(slow) of \(all) calls took \(NumberWords.milliseconds(threshold)) or longer; "
        + normal.words("did")
    case .missing(let missing, let witnesses):
      let due = "\(missing.low) to \(missing.high)"
      return missing.history.map {
        "\(missing.seen) came, and \(due) more were due by the history of \($0.words)"
      } ?? "\(witnesses) other requests came while \(due) of it were due"
    case .lines(let lines, let outside): return "\(lines) lines; \(outside) like them outside it"
    case .message(let lines, let cells):
      return "\(lines) lines in \(cells) cells of their service's"
    case .lastRequestBeforeAlert:
      return "the last request before an alert that says that requests stopped"
    case .firstRequestAfterAlert: return "the first request after it"
    case .rates(let before, let within):
      return "from \(NumberWords.tenths(before)) to \(NumberWords.tenths(within)) a minute"
    }
  }
}

extension BoundaryBasis.Normal {
  fileprivate func words(_ did: String) -> String {
    switch self {
    case .outside(let bad, let all): "\(bad) of \(all) \(did) outside it"
    case .history(let bad, let all, let days):
      "\(bad) of \(all) did in the history of \(days.words)"
    case .unknown: "the log holds no healthy stretch to compare with"
    }
  }
}

extension ClockSkew {
  /// `host-b's clock is 6.9 to 7.1 s ahead of host-a's (212 matched calls)`
  public var words: String {
    let bounds = [lowSeconds.magnitude, highSeconds.magnitude].sorted()
    let side = offsetSeconds < 0 ? "behind" : "ahead of"
    return "\(source)'s clock is \(NumberWords.hundredths(bounds[0])) to "
      + "\(NumberWords.hundredths(bounds[1])) s \(side) \(reference)'s (\(pairs) matched calls)"
  }
}

extension ImpactCounts.Missing {
  /// `usually about 5.3 a minute by the history of …, over 30 min; 12 came`
  public var basis: String {
    let past = history.map { " by the history of \($0.words)" } ?? ""
    guard let seen else {
      return "usually about \(baselinePerMinute) a minute\(past), over \(Int(seconds.rounded())) s"
    }
    return "usually \(NumberWords.about(NumberWords.rate(baselinePerMinute))) a minute\(past), "
      + "over \(NumberWords.duration(seconds)); \(seen) came"
  }
}

extension ImpactCounts.Vantage {
  /// Why the counts are those of one service.
  public var words: String {
    switch self {
    case .outermostLog: "the outermost log given that shows each request"
    case .peers(let services):
      "each of \(services.count) services that do not call one another: "
        + services.joined(separator: ", ")
    case .noRequestLog: "no log of the requests themselves was given"
    case .loggedTheLines: "the service that wrote the lines"
    case .showsTheRequests: "the log that shows the requests"
    }
  }
}

extension LogSilence {
  /// That nobody knows what happened in it.
  public var sentence: ReportText {
    let rate = NumberWords.about(NumberWords.rate(baselinePerMinute))
    return [
      .words("No record of any service between "), .date(range.from), .words(" "),
      .clock(range.from), .words(" and "), .clock(range.to), .words(" "), .zoneName,
      .words(" (normally \(rate)/min): "),
      .words("it is not knowable whether nothing happened or nothing was logged."),
    ]
  }
}

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
