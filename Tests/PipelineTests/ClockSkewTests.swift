import Inference
import LogModel
import Signals
import TestSupport
import Testing
import Timeline

@testable import Pipeline

/// Clocks that differ, as requests show that several hosts logged.
@Suite struct ClockSkewTests {
  private func clock(_ report: IncidentReport, _ host: String) -> Coverage.Clock? {
    report.coverage.inputs.first { $0.reading.path.hasSuffix("/\(host).log") }?.clock
  }

  private func warnings(_ report: IncidentReport) -> [String] {
    report.coverage.warnings.filter { $0.code == .clockSkew }.map(\.message)
  }

  @Test("a clock that is seven seconds ahead is told within a tenth of a second, and nothing moves")
  func told() throws {
    let report = try TracedServices().report()
    let found = try #require(clock(report, "host-b"))
    #expect(abs(found.offsetSeconds - 7) < 0.1 && !found.applied && found.pairs > 500)
    #expect(found.lowSeconds < 7 && 7 < found.highSeconds)
    #expect(clock(report, "host-a") == nil)
    let warning = try #require(warnings(report).first)
    #expect(warning.contains("host-b's clock is 6.9") && warning.contains("ahead of host-a's"))
    #expect(warning.contains("--apply-skew") && warning.contains("-7000ms"))
    let incident = try #require(report.incidents.first)
    let start = incident.impactStart
    // Stamps as logged stay; when it was is seven seconds less sure.
    let latest = try #require(start.latest)
    #expect(latest.seconds(since: start.interval.from) > 7)
    #expect(start.basis.contains("host-b's clock is"))
    #expect(incident.propagation.map(\.rank) == [1, 1])
    #expect(report.coverage.notKnowable.contains { $0.hasPrefix("Which clock is right") })
  }

  @Test("clocks that agree, and logs that name no request, are not spoken of")
  func agree() throws {
    let same = TracedServices(clocks: ["host-a": 0, "host-b": 0.03])
    let unnamed = TracedServices(namesRequests: false)
    for report in try [same.report(), unnamed.report()] {
      #expect(warnings(report).isEmpty)
      #expect(report.coverage.inputs.allSatisfy { $0.clock == nil })
    }
    // Without a name to go by, the order that the clocks make is all there is.
    #expect(try unnamed.report().incidents.first?.propagation.map(\.rank) == [1, 2])
  }

  @Test("an applied skew gives the incident of clocks that agree", arguments: [4.0, 0.18])
  func applied(gap: Double) throws {
    let moved = try TracedServices(gap: gap).report(applying: true)
    let right = try TracedServices(clocks: ["host-a": 0, "host-b": 0], gap: gap).report()
    #expect(clock(moved, "host-b")?.applied == true)
    #expect(warnings(moved).first?.contains("moved by -7.0 s") == true)
    let (mine, theirs) = (try #require(moved.incidents.first), try #require(right.incidents.first))
    #expect(mine.impactStart.earliest == theirs.impactStart.earliest)
    #expect(mine.impactStart.latest == theirs.impactStart.latest)
    #expect(mine.impactEnd?.latest == theirs.impactEnd?.latest)
    #expect(mine.propagation.map(\.latest) == theirs.propagation.map(\.latest))
    #expect(abs(mine.impact.failures - theirs.impact.failures) <= 4)
    let first = { (report: IncidentReport) in report.coverage.inputs.map(\.reading.first) }
    #expect(first(moved) == first(right))
  }

  @Test("the clock that most hosts agree on is taken for right")
  func majority() throws {
    let report = try TracedServices(
      clocks: ["host-a": -5, "host-b": 0, "host-c": 0, "host-d": 0]
    ).report()
    #expect(report.coverage.warnings.count == 1)
    #expect(abs((clock(report, "host-a")?.offsetSeconds ?? 0) + 5) < 0.1)
    #expect(clock(report, "host-b") == nil && clock(report, "host-d") == nil)
  }

  @Test("tallies of hosts apart say the same, merged in either order, and can be moved")
  func tallies() throws {
    let folder = try ScratchFolder()
    var request = try TracedServices().request(in: folder)
    let logs = request.inputs
    var tallies: [String] = []
    for (at, log) in logs.enumerated() {
      request.inputs = [log]
      tallies.append(folder.path + "/\(at).tally")
      _ = try TallyPipeline(request).write(to: tallies[at])
    }
    for (name, inputs) in [("one", tallies), ("two", tallies.reversed()), ("logs", logs)] {
      request.inputs = inputs
      _ = try TallyPipeline(request).write(to: folder.path + "/\(name).tally")
    }
    #expect(folder.read("one.tally") == folder.read("two.tally"))
    #expect(folder.read("one.tally") == folder.read("logs.tally"))
    request.inputs = tallies
    request.appliesSkew = true
    let moved = try DraftPipeline(request).run().report
    let right = try TracedServices(clocks: ["host-a": 0, "host-b": 0]).report()
    #expect(clock(moved, "host-b")?.applied == true)
    #expect(moved.incidents.map(\.impactStart.latest) == right.incidents.map(\.impactStart.latest))
    _ = try TallyPipeline(request).write(to: folder.path + "/moved.tally")
    request.inputs = [folder.path + "/moved.tally"]
    request.appliesSkew = false
    #expect(warnings(try DraftPipeline(request).run().report).isEmpty)
  }
}
