import Inference
import LogModel

/// Rows of what came between the first phase of an incident and its last: each relapse where there
/// are few, one row with their number and extent where it flapped.
struct PhaseRows {
  let incident: Incident

  /// More phases than these are told together.
  static let most = 3

  init(_ incident: Incident) { self.incident = incident }

  /// - Parameters:
  ///   - each: the rows from one phase to the next.
  ///   - all: what happened so many times.
  func rows(
    _ each: (_ phase: Phase, _ next: Phase) -> [RowDraft], all: (_ count: Int) -> RowDraft.Told
  ) -> [RowDraft] {
    let phases = incident.phases
    guard phases.count > Self.most, let last = phases.last else {
      return zip(phases, phases.dropFirst()).flatMap(each)
    }
    // Of what recurs there is a row that says so.
    guard incident.recurrence == nil else { return [] }
    let told = all(phases.count)
    var row = RowDraft(
      told.kind, at: phases[1].firstBad, support: [last.firstBad],
      confidence: incident.onset.confidence,
      text: told.text + [.words(" until "), .clock(last.lastBad.time)]
        + [.words(", with good ones between.")])
    row.until = last.lastBad.time
    return [row]
  }
}

extension RowDraft {
  /// What a row says, before it has a place.
  struct Told {
    var kind: TimelineRow.Kind
    var text: ReportText

    init(_ kind: TimelineRow.Kind, _ text: ReportText) {
      self.kind = kind
      self.text = text
    }
  }
}
