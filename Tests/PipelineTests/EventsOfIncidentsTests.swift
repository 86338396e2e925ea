import Events
import Inference
import LogModel
import Testing

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
    ("what ended", [.mitigation, .rollback, .restart, .deploy, .change]),
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
    let scanned = try log.scanned()
    for kind in EventKind.allCases {
      // Shortly before, while it was on, and right behind it.
      for second in [3300, 4200, 4860] {
        let file = file(kind, second: second)
        let found = IncidentFinder().findings(in: scanned.tally, with: [file]).incidents
        #expect(found.map(\.nature) == [log.nature], "\(log.name)")
        let events = found.flatMap(\.events).map(\.kind)
        #expect(events == [kind], "\(kind) at \(second) of \(log.name)")
        guard let incident = found.first, second > 3600 else { continue }
        let lines = OpenQuestions(incident).all.map { $0.plain(in: .utc, on: nil) }
        for (line, kinds) in Self.denied where kinds.contains(kind) && second < 4800 {
          let isDenied = lines.contains { $0.hasPrefix(line) }
          #expect(!isDenied, "\(kind) at \(second) of \(log.name): \(lines)")
        }
      }
    }
  }

  @Test(arguments: EveryIncident.all)
  func recordsThatNameUsersAreNotSaidToNameNone(_ log: EveryIncident) throws {
    let found = IncidentFinder().findings(in: try log.scanned().tally, with: []).incidents
    let incident = try #require(found.first)
    let said = OpenQuestions(incident).sentences(id: "one")
    let isDenied = said.contains { $0.hasSuffix("the records name no user.") }
    #expect(!isDenied, "\(said)")
  }

}
