import LogModel

/// The order in which symptoms found incidents: a finding founds one only where no incident of a
/// level before accounts for it.
struct Precedence {
  /// Findings that are put together into incidents at once.
  struct Level {
    var kinds: Set<Symptom.Kind>
    /// It takes those that differ from the history without a change in the log, which are no
    /// incident where the log has one.
    var isUnlikeHistory = false

    func holds(_ finding: Finding) -> Bool {
      finding.mayBeIncident && finding.isUnlikeHistory == isUnlikeHistory
        && kinds.contains(finding.symptom.kind)
    }
  }

  /// What failed goes before what was refused, what was slow before what did not arrive, and what
  /// shows in lines or in good responses alone comes last.
  static let levels = [
    Level(kinds: [.failures]),
    Level(kinds: [.clientErrors]),
    Level(kinds: [.slowCalls]),
    Level(kinds: [.missingRequests]),
    Level(kinds: [.failures], isUnlikeHistory: true),
    Level(kinds: [.slowCalls], isUnlikeHistory: true),
    Level(kinds: [.errorLines]),
    Level(kinds: [.changedResponses, .stuckValue]),
    Level(kinds: [.silentMessage]),
  ]
}
