import DrawnLogs
import Inference
import LogModel
import Testing
import Timeline

/// Work that lines tell of which are about no request, and the dependencies that evidence names.
@Suite struct WorkTests {
  @Test("jobs that take ten times as long are an incident, and name whom they wait for")
  func slowJobs() throws {
    let lines = (0..<480).map { at -> String in
      let isSlow = (200..<280).contains(at)
      let length = (isSlow ? 15_000 : 1500) + at * 37 % 400
      return DrawnLines.json(
        Double(at) * 30,
        #""level":"info","service":"mailer","message":"job done","job":"send","#
          + #""peer":"smtp-relay","duration_ms":\#(length)"#)
    }
    let incident = try #require(try incidents(of: ["mailer": lines]).first)
    #expect(incident.operations.map(\.operation) == ["send"])
    #expect(incident.dependencies == ["smtp-relay"])
  }

  @Test("a queue that grows counts as time that its jobs take")
  func queue() throws {
    let lines = (0..<480).map { at -> String in
      let waited = (200..<280).contains(at) ? 20_000 + at * 53 % 900 : at % 7
      return DrawnLines.json(
        Double(at) * 30,
        #""level":"info","service":"mailer","message":"mail \#(at) sent in "#
          + "\(900 + at * 31 % 300) "
          + #"ms","waited_ms":\#(waited)"#)
    }
    #expect(try incidents(of: ["mailer": lines]).count == 1)
  }

  @Test("a failed request names the host in its own error, not the page that explains it")
  func ownError() throws {
    let lines = (0..<480).map { at -> String in
      let failed = (200..<260).contains(at)
      return DrawnLines.json(
        Double(at) * 20,
        #""service":"shop","method":"POST","path":"/pay","status":\#(failed ? 502 : 200)"#
          + (failed
            ? #","error":"dial tcp ledger.internal:5432: connect: connection refused, see "#
              + #"https://docs.example.com/net""# : ""))
    }
    let incident = try #require(try incidents(of: ["shop": lines]).first)
    #expect(incident.dependencies == ["ledger.internal"])
  }

  @Test("an error line's URL and a trace's last line name the dependency")
  func lines() throws {
    var text: [String] = []
    for at in 0..<300 {
      let failed = (150..<200).contains(at)
      text.append(
        DrawnLines.text(
          Double(at) * 20, "INFO [req-\(at)] POST /pay HTTP/1.1 \(failed ? 500 : 200) 12ms"))
      guard failed else { continue }
      text.append(DrawnLines.text(Double(at) * 20 + 1, "ERROR payment \(at) failed"))
      text += [
        "Traceback (most recent call last):", #"  File "/opt/pay.py", line 4, in pay"#,
        "LedgerError: ledger-1.internal:5432 is not reachable: No route to host",
      ]
    }
    let incident = try #require(try incidents(of: ["pay": text]).first)
    #expect(incident.dependencies == ["ledger-1.internal"])
  }

  private func incidents(of logs: [String: [String]]) throws -> [ReportedIncident] {
    try DrawnLog(
      lines: logs.sorted { $0.key < $1.key }.map {
        (name: $0.key + ".log", text: $0.value.joined(separator: "\n") + "\n")
      }
    ).report.incidents
  }
}

/// Lines of a log with the stamps of seconds after its begin.
enum DrawnLines {
  /// 2025-05-06 10:00 UTC.
  static let start: Int64 = 1_746_525_600

  static func json(_ seconds: Double, _ members: String) -> String {
    "{\"timestamp\":\"\(stamp(seconds))\",\(members)}"
  }

  static func text(_ seconds: Double, _ message: String) -> String {
    "\(stamp(seconds)) \(message)"
  }

  private static func stamp(_ seconds: Double) -> String {
    Timestamp(nanoseconds: start * 1_000_000_000 + Int64(seconds * 1e9), fractionDigits: 3).rfc3339
  }
}
