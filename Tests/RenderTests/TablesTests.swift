import Inference
import LogModel
import Render
import Testing

@testable import Timeline

@Suite struct TablesTests {
  @Test func inputsAreListedOneARowWithTheirWarningsBelow() {
    var service = InputReading(path: "service.log.gz")
    service.formats = ["json-lines", "loki"]
    service.first = at("14:00:05")
    service.last = at("15:55:10")
    service.zone = InputReading.Zone(name: "UTC", basis: .assumed)
    service.readAs.service = "component"
    service.account.records = 5123
    service.account.unread = 3
    service.warnings = [
      InputWarning(.unreadLines, count: 3, line: 12, message: "not one of the known formats")
    ]
    var cut = InputReading(path: "a.log.gz")
    cut.status = .partial
    cut.warnings = [InputWarning(.gzipTruncated, byteOffset: 99, message: "the stream is cut")]
    let table = InputsTable.text(
      [service, cut],
      warnings: [InputWarning(.clockSkew, message: "two clocks differ by 4 s")])
    #expect(
      table == """
        file                records  unread  from (UTC)           to
        a.log.gz (partial)        0       0  -                    -
        service.log.gz         5123       3  2025-04-08 14:00:05  15:55:10

        json-lines+loki, service component, zone UTC (assumed): service.log.gz

        a.log.gz: gzip-truncated: the stream is cut (at byte 99)
        service.log.gz:12: unread-lines (3): not one of the known formats
        clock-skew: two clocks differ by 4 s

        incomplete input: a.log.gz: read in part; the stream is cut (byte 99)

        """)
  }

  @Test func inputsTakeEightyColumnsWhateverTheirPaths() {
    let folder = "/var/log/containers/production/eu-central-1/"
    let inputs = (0..<5).map { number in
      var reading = InputReading(path: folder + "orders-7f9c4d5b6-x\(number).log.gz")
      reading.formats = ["cri", "json-lines"]
      reading.first = at("14:00:05")
      reading.last = at("15:55:10")
      reading.account.records = 12_345_678
      reading.zone = InputReading.Zone(name: "UTC", basis: .explicit)
      reading.warnings = [
        InputWarning(
          .unreadLines, count: 3, line: 12,
          message: String(repeating: "a word and another one ", count: 8))
      ]
      return reading
    }
    let lines = InputsTable.text(inputs).split(separator: "\n")
    // Warnings are sentences, and stay one line each.
    #expect(lines.filter { !$0.contains("unread-lines") }.allSatisfy { $0.count <= 80 })
    #expect(lines[1].hasPrefix("…"))
    #expect(lines[1].contains("orders-7f9c4d5b6-x0.log.gz  12345678       0  2025-04-08"))
    let readAs = lines.filter { $0.hasPrefix("cri+json-lines, zone UTC:") }
    #expect(readAs.count == 1)
    #expect(InputsTable.text(inputs).replacing("\n  ", with: " ").contains("and 2 more"))
  }

  @Test func gapsStandBelowTheTableAndShiftsBesideTheZone() {
    var service = InputReading(path: "service.log.gz")
    service.zone = InputReading.Zone(name: "UTC", basis: .assumed)
    service.gaps = [InputGap(from: at("14:00:05"), to: at("15:10:00"), basis: "no lines")]
    service.shiftSeconds = -4
    let table = InputsTable.text([service])
    #expect(table.contains("zone UTC (assumed) -4 s: service.log.gz\n"))
    #expect(
      table.hasSuffix("service.log.gz: gap from 2025-04-08 14:00:05 to 15:10:00 (no lines)\n"))
  }

  @Test func incidentsAreListedOneARow() {
    let open = orders {
      $0.state = .ongoing
      $0.onset = boundary(line(9000, "19:00:00"), line(9001, "19:01:00"))
      $0.lastFailure = line(9010, "19:05:00")
      $0.end = nil
      $0.resolution = nil
      $0.impact.failures = 3
    }
    #expect(
      IncidentList.text(report([orders(), open])) == """
        id                     state     start (UTC)          end       failures  title
        2025-04-08-order-1520  resolved  2025-04-08 15:25:05  15:36:41        12  \
        Orders failed at the factory, 2025-04-08 15:25 to 15:36 UTC
        2025-04-08-order-1900  ongoing   2025-04-08 19:01:00  -                3  \
        Orders failed at the factory, 2025-04-08 from 19:01 UTC, not over at 19:05

        """)
    #expect(IncidentList.text(report([])) == "No incident was found.\n")
  }

  @Test func everyFormHasOneNameInTheCatalogue() {
    let names = Renderers.all.map(\.name)
    #expect(names == ["markdown", "json"])
    for name in names { #expect(Renderers.named(name)?.name == name) }
    #expect(Renderers.named("pdf") == nil)
  }
}
