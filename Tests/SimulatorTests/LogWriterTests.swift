// Foundation for its JSON parser: an independent reader of what the simulator wrote.
import Foundation
import LogModel
import Testing

@testable import Simulator

@Suite struct LogWriterTests {
  /// Short, but with every kind of answer.
  private static let scenario = Scenario(
    name: "short", seed: 5, from: .clock(15, 20), to: .clock(15, 40), traffic: TrafficModel(),
    plan: OutagePlan(outages: [.init(from: .clock(15, 30), to: .clock(15, 36))]))

  /// Every record's stamp in milliseconds and line, whatever the form.
  private func entries(_ log: [UInt8], _ form: RecordForm) throws -> [(time: Int, line: String)] {
    let lines = try lines(of: log)
    switch form {
    case .jsonLines, .jsonLinesSynonyms, .combined: return lines.map { (0, $0) }
    case .lokiPush:
      return try lines.flatMap { try streams(try Parsed($0).object["streams"]) }
    case .queryRange:
      return try lines.flatMap { line in
        let data = try #require(try Parsed(line).object["data"] as? [String: Any])
        #expect(data["resultType"] as? String == "streams")
        return try streams(data["result"])
      }
    case .logcliJsonl:
      return try lines.map { (0, try Parsed($0).text("line")) }
    case .exploreOld, .exploreNew:
      #expect(lines[0].hasPrefix("Common labels: {"))
      #expect(lines[1].hasPrefix("Line limit: "))
      #expect(lines[2].hasPrefix("Total bytes processed: "))
      #expect(lines[3].isEmpty && lines[4].isEmpty)
      return try lines.dropFirst(5).map { line in
        let cells = line.split(separator: "\t").map(String.init)
        try #require(cells.count == (form == .exploreOld ? 2 : 3))
        return (try #require(Int(cells[0])), try #require(cells.last))
      }
    }
  }

  private func streams(_ value: Any?) throws -> [(time: Int, line: String)] {
    try #require(value as? [[String: Any]]).flatMap { stream in
      let labels = try #require(stream["stream"] as? [String: String])
      #expect(labels["component"] == "jwt-pizza-service")
      return try #require(stream["values"] as? [[String]]).map { pair in
        #expect(pair[0].hasSuffix("000000"))
        return (try #require(Int(pair[0])) / 1_000_000, pair[1])
      }
    }
  }

  @Test("the scenario of these tests has every kind of answer")
  func everyKind() {
    let requests = Self.scenario.requests
    #expect(Set(requests.map(\.endpoint)) == Set(Endpoint.allCases))
    #expect(Set(requests.map(\.failure)) == [nil, .unknownUser, .ovenFull, .outage(0)])
  }

  @Test("every form holds every request once", arguments: RecordForm.allCases)
  func counts(form: RecordForm) throws {
    let log = Self.scenario.log(as: form)
    #expect(try entries(log, form).count == Self.scenario.requests.count)
  }

  @Test(
    "with the other record types each form but the access log holds those too",
    arguments: RecordForm.allCases)
  func countsWithExtras(form: RecordForm) throws {
    var options = WriteOptions()
    options.databaseRecords = true
    options.factoryRecords = true
    let log = Self.scenario.log(as: form, options: options)
    let requests = Self.scenario.requests
    let orders = requests.count { $0.endpoint == .order }
    let expected = form == .combined ? requests.count : 2 * requests.count + orders
    #expect(try entries(log, form).count == expected)
  }

  @Test("Loki's forms say the same lines at the same times", arguments: [1, 7, 100_000])
  func lokiFormsAgree(size: Int) throws {
    var options = WriteOptions()
    options.recordsPerPush = size
    options.pages = size
    func sorted(_ form: RecordForm) throws -> [String] {
      try entries(Self.scenario.log(as: form, options: options), form)
        .map { "\($0.time) \($0.line)" }.sorted()
    }
    let expected = Self.scenario.requests.map {
      "\($0.time.milliseconds) "
        + String(decoding: LogEntry(.http, of: $0).line(options), as: UTF8.self)
    }.sorted()
    for form in [RecordForm.lokiPush, .queryRange, .exploreOld, .exploreNew] {
      #expect(try sorted(form) == expected, "\(form)")
    }
  }

  @Test("one push carries as many records as it is told to", arguments: [1, 7])
  func pushSizes(size: Int) throws {
    var options = WriteOptions()
    options.recordsPerPush = size
    let pushes = try lines(of: Self.scenario.log(as: .lokiPush, options: options))
    #expect(pushes.count == (Self.scenario.requests.count + size - 1) / size)
    let first = try entries([UInt8]((pushes[0] + "\n").utf8), .lokiPush)
    #expect(first.count == size)
  }

  @Test("pages of a query follow each other from the newest to the oldest record")
  func pages() throws {
    var options = WriteOptions()
    options.pages = 4
    let documents = try lines(of: Self.scenario.log(as: .queryRange, options: options))
    #expect(documents.count == 4)
    var oldestSoFar = Int.max
    for document in documents {
      let times = try entries([UInt8]((document + "\n").utf8), .queryRange).map(\.time)
      #expect(try #require(times.max()) <= oldestSoFar)
      oldestSoFar = try #require(times.min())
    }
  }

  @Test("a document parts its streams by level, each with the newest record first")
  func streamsOfADocument() throws {
    let document = try Parsed(try lines(of: Self.scenario.log(as: .queryRange))[0])
    let data = try #require(document.object["data"] as? [String: Any])
    let result = try #require(data["result"] as? [[String: Any]])
    let levels = try result.map { try #require($0["stream"] as? [String: String])["level"] }
    #expect(levels == ["error", "info", "warn"])
    for stream in result {
      let stamps = try #require(stream["values"] as? [[String]]).map { $0[0] }
      #expect(stamps == stamps.sorted(by: >))
    }
  }

  @Test("logcli and the text download begin with the newest record, if not told otherwise")
  func newestFirst() throws {
    let newest = try #require(Self.scenario.requests.last).time
    let oldest = try #require(Self.scenario.requests.first).time
    var options = WriteOptions()
    let backward = try lines(of: Self.scenario.log(as: .logcliJsonl, options: options))
    options.newestFirst = false
    let forward = try lines(of: Self.scenario.log(as: .logcliJsonl, options: options))
    #expect(backward == forward.reversed())
    // logcli leaves out the zeros at the end of a fraction.
    let stamp = try Parsed(forward[0]).text("timestamp")
    #expect(stamp.dropLast().count <= oldest.rfc3339.dropLast().count)
    #expect(oldest.rfc3339.hasPrefix(stamp.dropLast()))
    let download = try entries(Self.scenario.log(as: .exploreNew), .exploreNew)
    #expect(download.first?.time == Int(newest.milliseconds))
    #expect(download.last?.time == Int(oldest.milliseconds))
  }

  @Test("the inner line encodes answers about accounts twice, orders and the menu once")
  func doubleEncoding() throws {
    for request in Self.scenario.requests {
      let line = LogEntry(.http, of: request).line(WriteOptions())
      let record = try Parsed(String(decoding: line, as: UTF8.self))
      #expect(
        Set(record.object.keys) == [
          "authorized", "path", "method", "statusCode", "reqBody", "resBody",
        ])
      #expect(try record.text("reqBody") == request.requestBody)
      let body = try record.text("resBody")
      if request.path == "/api/auth" {
        #expect(try jsonValue(body) as? String == request.responseBody)
      } else {
        #expect(body == request.responseBody)
      }
    }
  }

  @Test("bodies of every request are JSON objects or lists")
  func bodies() throws {
    for request in Self.scenario.requests {
      #expect(try jsonValue(request.requestBody) is [String: Any])
      let answer = try jsonValue(request.responseBody)
      #expect(answer is [String: Any] || (request.endpoint == .menu && answer is [Any]))
    }
  }

  @Test("a router's logger writes / for orders and accounts, /menu for the menu")
  func routerRelative() throws {
    var options = WriteOptions()
    options.pathStyle = .routerRelative
    let records = try lines(of: Self.scenario.log(as: .jsonLines, options: options))
      .map { try Parsed($0) }
    for (record, request) in zip(records, Self.scenario.requests) {
      #expect(try record.text("path") == (request.method == "GET" ? "/menu" : "/"))
    }
  }

  @Test("lines under other names hold the same requests")
  func synonyms() throws {
    let records = try lines(of: Self.scenario.log(as: .jsonLinesSynonyms)).map { try Parsed($0) }
    for (record, request) in zip(records, Self.scenario.requests) {
      #expect(try record.number("timestamp") == Int(request.time.milliseconds))
      #expect(try record.number("status") == request.status)
      #expect(try record.text("url") == request.path)
      #expect(try record.text("responseTime") == "\(request.latencyMilliseconds)ms")
      #expect(record.object["user"] as? String == request.user)
      let level = request.status == 500 ? "error" : request.status == 404 ? "warn" : "info"
      #expect(try record.text("level") == level)
      if request.endpoint == .order {
        let body = try #require(record.object["requestBody"] as? [String: Any])
        #expect((body["items"] as? [Any])?.count == request.pizzas)
        #expect(record.object["responseBody"] is [String: Any])
      }
    }
  }

  @Test("the factory's record is the order alone, before the answer, without a status")
  func factoryRecords() throws {
    var options = WriteOptions()
    options.factoryRecords = true
    let records = try lines(of: Self.scenario.log(as: .jsonLines, options: options))
      .map { try Parsed($0) }
    let answers = Self.scenario.requests.filter { $0.endpoint == .order }
      .sorted { $0.begin < $1.begin }
    let handed = try records.filter { try $0.text("type") == "factory" }
    for (record, answer) in zip(handed, answers) {
      #expect(try record.text("level") == "info")
      #expect(record.object["statusCode"] == nil)
      #expect(try record.text("time") < answer.time.rfc3339)
      let order = try #require(record.object["order"] as? [String: Any])
      #expect(order["id"] as? Int == answer.orderID)
      #expect((order["items"] as? [Any])?.count == answer.pizzas)
    }
  }

  @Test("the database's line in Loki's forms is a bare JSON string")
  func databaseRecords() throws {
    var options = WriteOptions()
    options.databaseRecords = true
    let log = try entries(Self.scenario.log(as: .exploreOld, options: options), .exploreOld)
    let bare = log.filter { $0.line.hasPrefix("\"") }
    #expect(bare.count == Self.scenario.requests.count)
    #expect(try bare.allSatisfy { try jsonValue($0.line) is String })
  }

  @Test(
    "the access log has whole seconds in the zone it is told",
    arguments: [
      (0, "[08/Apr/2025:15:24:55 +0000]"), (-360, "[08/Apr/2025:09:24:55 -0600]"),
      (570, "[09/Apr/2025:00:54:55 +0930]"),
    ])
  func accessLog(zone: Int, stamp: String) throws {
    let scenario = Scenario.outagePagedInThreeMinutes
    var options = WriteOptions()
    options.zoneMinutes = zone
    let request = try #require(
      scenario.requests.first { $0.time == scenario.truth?.lastSuccessBefore })
    let log = LogWriter.write([request], as: .combined, options: options)
    let length = request.responseBody.utf8.count
    #expect(
      String(decoding: log, as: UTF8.self)
        == "\(request.ip) - \(request.user ?? "-") \(stamp) \"POST /api/order HTTP/1.1\" 200 "
        + "\(length) \"-\" \"Mozilla/5.0 (X11; Linux x86_64)\"\n")
  }

  @Test("control characters and quotes in JSON strings come back as they were")
  func escapes() throws {
    let text = "a\"b\\c\nd\te\rf\u{1}g\u{1F}é😀"
    var bytes: [UInt8] = []
    bytes.put(quoted: text)
    #expect(try jsonValue(String(decoding: bytes, as: UTF8.self)) as? String == text)
  }
}
