import Events
import LogModel
import Scan
import Testing

@testable import Inference

/// Which row counts as having noticed, and how it is tied to the incident.
@Suite struct DetectionFinderTests {
  private static let start = Timestamp(seconds: 1_744_126_000)

  private func finder(mapping: [InferenceSettings.AlertMapping] = []) -> DetectionFinder {
    let point = CitedEvent(
      time: Self.start, source: SourceRef(path: "a.log", line: 1, byteOffset: 0))
    let onset = Boundary(
      earliest: point, latest: point, estimate: Self.start,
      interval: TimeRange(from: Self.start, to: Self.start), shape: .step, confidence: .high,
      basis: BoundaryBasis(.attempts(failed: 3, of: 3, .unknown)))
    return DetectionFinder(
      settings: InferenceSettings(alertMappings: mapping),
      operations: [
        OperationRef(service: "shop", operation: "POST /api/order", name: "order")
      ], watchedNames: ["order", "search"], dependencies: ["factory"], messages: [], onset: onset,
      end: Self.start.advanced(bySeconds: 600))
  }

  private func row(
    _ kind: EventKind, after seconds: Double, _ text: String = "x", rule: String? = nil
  ) -> EventRow {
    var row = EventRow(
      time: Self.start.advanced(bySeconds: seconds), kind: kind, text: text, origin: .human,
      source: SourceRef(path: "events", line: 1, byteOffset: 0))
    row.rule = rule
    return row
  }

  private func file(_ rows: [EventRow]) -> [EventFile] {
    [EventFile(path: "events", kind: "csv", rows: rows, unread: 0, warnings: [])]
  }

  @Test func theEarliestRelatedRowIsTheDetection() {
    let rows = [row(.detected, after: 300), row(.engineerNotified, after: 180, "orders fail")]
    let found = finder().detection(among: rows, files: file(rows))
    #expect(found.status == .found)
    #expect(found.event?.time == Self.start.advanced(bySeconds: 180))
    #expect(found.observer == .alert)
    #expect(found.relation == .named)
  }

  @Test func aPageThatTheDefinitionMapsElsewhereIsNoDetection() {
    let mapping = InferenceSettings.AlertMapping(
      rules: [Glob("Search slow")], operations: ["search"])
    let rows = [row(.engineerNotified, after: 60, rule: "Search slow")]
    #expect(finder(mapping: [mapping]).detection(among: rows, files: file(rows)).event == nil)
  }

  @Test func aMappedPageMayComeBeforeTheFirstLoggedFailure() {
    let mapping = InferenceSettings.AlertMapping(
      rules: [Glob("Pizza*")], operations: ["order"])
    let early = [row(.engineerNotified, after: -1800, rule: "Pizza Purchase")]
    let found = finder(mapping: [mapping]).detection(among: early, files: file(early))
    #expect(found.relation == .mapped)
    let unmapped = [row(.engineerNotified, after: -1800, "something")]
    #expect(finder().detection(among: unmapped, files: file(unmapped)).event == nil)
  }

  @Test func aPlainNoteCountsWhenItSaysThatSomebodyNoticed() {
    #expect(finder().observer(of: row(.note, after: 0, "looked at the dashboard")) == .person)
    #expect(finder().observer(of: row(.note, after: 0, "walked to the office")) == nil)
  }

  @Test func nobodyNoticedIsSaidOnlyOfWhatCoversTheIncident() {
    let covering = [row(.statusUpdate, after: -60), row(.statusUpdate, after: 900)]
    #expect(
      finder().detection(among: covering, files: file(covering)).status == .noneInEvidence)
    #expect(finder().detection(among: [], files: []).status == .noEvidenceGiven)
  }

  @Test func rowsLongAfterTheEndDetectNothing() {
    let late = [row(.detected, after: 600 + 901)]
    #expect(finder().detection(among: late, files: file(late)).event == nil)
  }

  @Test func aPageAboutAnotherMatterIsNotTheDetection() {
    let disk = row(.engineerNotified, after: 180, rule: "DiskSpaceLow on node-7")
    let late = row(.engineerNotified, after: 240, rule: "Checkout alarm")
    #expect(finder().relation(of: disk) == nil)
    let both = finder().detection(among: [disk, late], files: file([disk, late]))
    #expect(both.event?.rule == "Checkout alarm")
    #expect(both.alerts == .fired)
    let alone = finder().detection(among: [disk], files: file([disk]))
    #expect(alone.event == nil)
    #expect(alone.alerts == .notCovered)
  }

  @Test func aPageThatNamesWhatFailedGoesBeforeOneOfTheTimeAlone() {
    let first = row(.engineerNotified, after: 60, rule: "Queue length")
    let named = row(.engineerNotified, after: 180, "orders fail")
    let rows = [first, named]
    #expect(finder().detection(among: rows, files: file(rows)).event == named)
    #expect(finder().detection(among: [first], files: file([first])).event == first)
  }

  @Test func anAlertHistoryThatSpansTheIncidentSaysThatNoneFired() {
    func alert(after seconds: Double) -> EventRow {
      var alert = row(.alertCleared, after: seconds, rule: "Nightly export")
      alert.origin = .alerts
      return alert
    }
    let spanning = [alert(after: -3600), row(.detected, after: 300), alert(after: 3600)]
    let found = finder().detection(among: spanning, files: file(spanning))
    #expect(found.observer == .person)
    #expect(found.alerts == .noneRelated)
    let none = [row(.detected, after: 300)]
    #expect(finder().detection(among: none, files: file(none)).alerts == .notGiven)
  }
}
