import LogModel
import Testing

@testable import Parse

/// What servers and proxies say beside status, route and time.
@Suite struct AccessFormTests {
  @Test(
    "a proxy's line names whom it handed the request to",
    arguments: [
      (FormatKit.haproxy, 0, "shop"), (.haproxy, 1, "shop"), (.haproxy, 2, ""),
      (.haproxy, 5, "db"), (.loadBalancer, 0, "shop"), (.loadBalancer, 2, ""),
      (.squid, 0, "192.0.2.80"), (.squid, 1, ""), (.combined, 8, "shop"), (.combined, 1, ""),
      (.envoy, 0, ""), (.envoy, 1, "shop.prod.svc"),
    ])
  func peers(kit: FormatKit, index: Int, peer: String) throws {
    #expect(try Reading(lines: kit.samples[index].line).only.dependency == peer)
  }

  @Test("the ingress controller's upstream stands in brackets behind the time")
  func ingress() throws {
    let line = #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET /z HTTP/1.1" 200 4 "-" "x" 512 "#
    let tail = "0.004 [shop-web-80] [] 192.0.2.80:80 4 0.003 200 9f"
    #expect(try Reading(lines: line + tail).only.dependency == "shop-web-80")
    #expect(try Reading(lines: line + "[shop-web-80] 0.004").only.dependency == "")
  }

  @Test(
    "a time behind an access line counts only where its unit can be known",
    arguments: [
      ("0.250", 250), ("-", nil), ("250", nil), ("250000", nil), ("0.1, 0.2", nil),
      ("- 0.250", 250), (". 0.250", 250), ("\"192.0.2.9, 192.0.2.8\" 0.250 0.125", 250),
      ("0.250 . \"0.1, 0.2\" \"502, 200\"", 250), ("rt=0.250", 250), ("rt=\"0.250\"", 250),
      ("uct=\"0.001\" rt=0.250", 250), ("uht=0.1 urt=0.2", nil), ("time_us=2500", 2.5),
      ("D=2500", 2.5), ("duration_ms=25", 25), ("250ms", 250), ("1740909607.250", nil),
      ("rt=", nil), ("rt=-", nil), ("rt=0.2.5", nil), ("0.", nil), ("1e5.0", nil), ("rt", nil),
      ("\"cut rt=0.250", 250),
    ] as [(String, Double?)])
  func times(tail: String, milliseconds: Double?) {
    let line = #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET /z HTTP/1.1" 200 4 "-" "x" "#
    Array((line + tail).utf8).withUnsafeBytes { bytes in
      var fields = RecordFields()
      #expect(CombinedAccess().read(bytes, into: &fields), "\(tail)")
      #expect(fields.latencyMilliseconds == milliseconds, "\(tail)")
    }
  }

  @Test("error logs of servers are messages, whatever request they are about")
  func messages() {
    for kit in [FormatKit.nginxError, .apacheError] {
      for sample in kit.samples {
        Array(sample.line.utf8).withUnsafeBytes { bytes in
          var fields = RecordFields()
          let isRead =
            NginxError().read(bytes, into: &fields) || ApacheError().read(bytes, into: &fields)
          #expect(isRead && fields.isMessage && fields.status == 0, "\(sample.line)")
        }
      }
    }
  }

  @Test(
    "Envoy's gRPC status is found by name and by number",
    arguments: [
      ("503 UF 120 91 3004 -", -1, 3004), ("200 - 120 91 30 29", -1, 30),
      ("200 - Unavailable 120 91 30 29", 14, 30), ("200 - OK 120 91 30 29", 0, 30),
      ("200 - 14 120 91 30 29", 14, 30), ("200 - 4 120 91 30 -", 4, 30),
      ("200 - via_upstream - \"Internal\" 120 91 30 29", 13, 30),
    ])
  func grpc(numbers: String, code: Int, milliseconds: Double) {
    let line =
      #"[2025-03-02T10:00:07.250Z] "POST /p.S/M HTTP/2" "# + numbers
      + #" "-" "-" "-" "-" "192.0.2.80:80""#
    Array(line.utf8).withUnsafeBytes { bytes in
      var fields = RecordFields()
      #expect(EnvoyAccess().read(bytes, into: &fields), "\(numbers)")
      #expect(Int(fields.grpcStatus) == code, "\(numbers)")
      #expect(fields.latencyMilliseconds == milliseconds && fields.size == 91, "\(numbers)")
    }
  }

  @Test(
    "HAProxy's flags tell a client that left from a server that failed",
    arguments: [
      ("-1", "CR", Outcome.rejected), ("503", "CC", .rejected), ("504", "cH", .rejected),
      ("500", "CD", .unknown), ("200", "CD", .unknown), ("-1", "SH", .failure),
      ("502", "SH", .unknown), ("403", "PR", .unknown), ("-1", "PR", .rejected),
      ("200", "--", .unknown),
    ])
  func flags(status: String, flags: String, outcome: Outcome) {
    let line =
      "192.0.2.4:5 [02/Mar/2025:10:00:07.250] web shop/s 0/0/1/2/3 \(status) 9 - - \(flags)-- "
      + #"1/1/1/1/0 0/0 "GET /a HTTP/1.1""#
    Array(line.utf8).withUnsafeBytes { bytes in
      var fields = RecordFields()
      #expect(HAProxy().read(bytes, into: &fields) && fields.outcome == outcome)
    }
  }

  @Test("CloudFront's header lines are read, its times are seconds, its 000 is no answer")
  func cloudFront() throws {
    let row = "2025-03-02\t10:00:07\tFRA1\t90\t192.0.2.4\tGET\tx.test\t/docs\t"
    let reading = try Reading(
      lines: "#Version: 1.0",
      "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status "
        + "time-taken", row + "200\t0.250", row + "503\t3", row + "000\t30", row + "503")
    #expect(reading.requests.map(\.status) == [200, 503, 0])
    #expect(reading.records.map(\.operation).first == "GET /docs")
    #expect(reading.input.formats == ["w3c-extended"])
    #expect(reading.input.account.records == 5 && reading.input.account.unread == 1)
    #expect(reading.input.zone?.basis == .explicit)
  }

  @Test("whole numbers are seconds in CloudFront's columns and milliseconds in others'")
  func takenTime() {
    for (columns, milliseconds) in [
      ("x-edge-location date time sc-status time-taken", 3000.0),
      ("s-sitename date time sc-status time-taken", 3.0),
    ] {
      let header = Array("#Fields: \(columns)".utf8)
      let format = header.withUnsafeBytes { W3CExtended().format(headedBy: $0) }
      Array("A 2025-03-02 10:00:07 200 3".utf8).withUnsafeBytes { line in
        var fields = RecordFields()
        #expect(format?.read(line, into: &fields) == true)
        #expect(fields.latencyMilliseconds == milliseconds)
      }
    }
  }

  @Test("directives in the midst of a log keep its columns, or change them")
  func directives() throws {
    let reading = try Reading(
      lines: "#Software: server", "#Date: 2025-03-02 10:00:00",
      "#Fields: time cs-method "
        + "cs-uri-stem sc-status", "10:00:07 GET /a 200", "#Date: 2025-03-03 00:00:00",
      "00:00:01 GET /b 500", "#Fields: date time sc-status cs-uri", "2025-03-04 10:00:00 404 /c",
      "10:00:08 GET /a 200", "#remark of nobody")
    #expect(
      reading.records.map(\.time.rfc3339) == [
        "2025-03-02T10:00:07Z", "2025-03-03T00:00:01Z", "2025-03-04T10:00:00Z",
      ])
    #expect(reading.requests.map(\.operation) == ["GET /a", "GET /b", "/c"])
    #expect(reading.input.account.records == 8 && reading.input.account.unread == 2)
  }

  @Test(
    "a header that names no access log is refused",
    arguments: [
      "#Fields: id name", "#Fields:", "#fields: date time sc-status", "# Fields: time sc-status",
      "#Date: today", "Fields: time sc-status", "#", "",
    ])
  func foreignHeaders(text: String) {
    let format = Array(text.utf8).withUnsafeBytes { W3CExtended().format(headedBy: $0) }
    #expect(format == nil)
  }

  @Test("long lines of marks that never close take time in proportion")
  func hostileLines() {
    let starts = [
      "", "192.0.2.4 - - ", "192.0.2.4:5 [02/Mar/2025:10:00:07.250] web shop/s ",
      #"[2025-03-02T10:00:07.250Z] "GET / HTTP/2" 200 - "#,
      #"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] "GET /z HTTP/1.1" 200 4 "-" "x" "#,
      "2025/03/02 10:00:07 [error] 9#12: ", "[Sun Mar 02 10:00:07 2025] [error] ",
    ]
    for start in starts {
      for mark in ["\"", "[", "\\\"", " \"a", ", request: \"", " [1", "a=\"", "1/", "- "] {
        let line = Array((start + String(repeating: mark, count: 20_000)).utf8)
        line.withUnsafeBytes { bytes in
          for format in LogFormats.all {
            var fields = RecordFields()
            _ = format.read(bytes, into: &fields)
            #expect((fields.message?.end ?? 0) <= bytes.count)
          }
        }
      }
    }
  }
}
