import Events
import LogModel
import Testing

@testable import Inference
@testable import Pipeline
@testable import Timeline

/// An event that was given is part of its incident, whatever the symptom, and nothing that the
/// draft says is missing denies it.
@Suite struct EventsOfIncidentsTests {
  /// By the first words of a line: the events that it would deny.
  private static let denied: [(line: String, kinds: Set<EventKind>)] = [
    (
      "when it was noticed",
      [
        .alertFired, .engineerNotified, .acknowledged, .declared, .userReport, .detected,
        .investigating,
      ]
    ),
    ("who was paged", [.engineerNotified]),
    (
      "who began to work",
      [.acknowledged, .investigating, .mitigation, .rollback, .causeFound, .ruledOut]
    ),
    ("what fixed it", [.mitigation, .rollback, .restart, .deploy, .change]),
    ("when the", [.resolved, .confirmed, .becameNormal, .alertCleared]),
  ]

  private func file(_ kind: EventKind, second: Int) -> EventFile {
    let row = EventRow(
      time: EveryIncident.time(second), kind: kind, who: "Ann", text: "as written",
      origin: .oncall, source: SourceRef(path: "events.jsonl", line: 1, byteOffset: 0))
    return EventFile(
      path: "events.jsonl", kind: "json-lines", rows: [row], unread: 0, warnings: [])
  }

  @Test(arguments: EveryIncident.all)
  func whatWasGivenIsNeverDenied(_ log: EveryIncident) throws {
    let tally = try log.scanned().tally
    let known = IncidentFinder().findings(in: tally, with: []).incidents
    #expect(known.map(\.symptom.kind) == [log.symptom])
    // All records of requests name a user, which nothing may deny either.
    let limits = known.flatMap { OpenQuestions($0).sentences(id: "one") }
    #expect(!limits.contains { $0.hasSuffix("the records name no user.") }, "\(limits)")
    let bare = known.map { FoundIncident(incident: $0) }
    let watched = LogView(tally)
    for kind in EventKind.allCases {
      // Shortly before, while it was on, and right behind it.
      for second in [3300, 4200, 4860] {
        let file = file(kind, second: second)
        let builder = IncidentBuilder(
          log: watched, settings: InferenceSettings(), rows: file.rows, files: [file])
        let incident = try #require(builder.incidents(of: bare).first)
        #expect(incident.events.map(\.kind) == [kind], "\(kind) at \(second)")
        guard second == 4200 else { continue }
        let lines = OpenQuestions(incident).all.map { $0.plain(in: .utc, on: nil) }
        for (line, kinds) in Self.denied where kinds.contains(kind) {
          #expect(!lines.contains { $0.hasPrefix(line) }, "\(kind): \(lines)")
        }
      }
    }
  }

  @Test(arguments: EveryIncident.all)
  func anIncidentOfAnySymptomHasItsEvents(_ log: EveryIncident) throws {
    let kinds: [EventKind] = [.deploy, .engineerNotified, .acknowledged, .mitigation]
    let files = zip(kinds, [3500, 4000, 4100, 4700]).map { file($0, second: $1) }
    let tally = try log.scanned().tally
    let incident = try #require(
      IncidentFinder().findings(in: tally, with: files).incidents.first)
    #expect(incident.events.map(\.kind) == kinds)
    #expect(incident.notified?.kind == .engineerNotified)
    #expect(incident.acknowledged?.kind == .acknowledged)
    #expect(incident.detection.status == .found)
    #expect(incident.factors.contains { if case .change = $0.subject { true } else { false } })
    #expect(OpenQuestions(incident).all.isEmpty)
  }
}
