import LogModel
import Testing

@testable import Parse

/// A line as one of the known loggers sends it to Loki, and what a reader makes of it.
struct LoggerVariant: CustomTestStringConvertible, Sendable {
  var name: String
  var line: String
  var type = "http"
  var level = "error"
  var kind = LogRecord.Kind.request
  var status = 500
  var outcome = Outcome.failure
  var operation = "POST /api/order"
  var dependency = ""
  var signs = ""
  var severity = Severity.error

  var testDescription: String { name }

  /// As `logcli -o jsonl` gives it back.
  var exported: String {
    let quoted = line.reduce(into: "") { text, character in
      if character == "\"" || character == "\\" { text += "\\" }
      text.append(character)
    }
    return #"{"labels":{"component":"pizza","level":"\#(level)","type":"\#(type)"},"#
      + #""line":"\#(quoted)","timestamp":"2025-04-08T15:30:00.123Z"}"#
  }

  private static let refused =
    #"{\"message\":\"Failed to fulfill order at factory\",\"reportUrl\":\"u\"}"#
  private static let signs = "500|Failed to fulfill order at factory|{message,reportUrl}"

  static let requests: [LoggerVariant] = [
    .init(
      name: "course",
      line: #"{"authorized":true,"path":"/api/order","method":"POST","statusCode":500,"#
        + #""reqBody":"{\"items\":[]}","resBody":"\#(refused)"}"#,
      signs: signs),
    .init(
      name: "course, answer encoded twice",
      line: #"{"path":"/api/auth","method":"PUT","statusCode":404,"reqBody":"{}","#
        + #""resBody":"\"{\\\"message\\\":\\\"unknown user\\\"}\""}"#,
      level: "warn", status: 404, outcome: .rejected, operation: "PUT /api/auth",
      severity: .warning),
    .init(
      name: "failure encoded twice",
      line: #"{"path":"/api/auth","method":"PUT","statusCode":500,"reqBody":"{}","#
        + #""resBody":"\"{\\\"message\\\":\\\"no database\\\",\\\"stack\\\":\\\"s\\\"}\""}"#,
      operation: "PUT /api/auth", signs: "500|no database|{message,stack}"),
    .init(
      name: "EvanSmith93, path of the router, holes in strings",
      line: #"{"path":"/","method":"POST","statusCode":500,"reqBody":"{\"items\":[]}","#
        + #""resBody":"{\"user\":{\"name\":"**Hidden**",\"email\":\"e\"}}"}"#,
      operation: "POST / {items}", signs: "500||{}"),
    .init(
      name: "bauchdj, bodies as objects",
      line: #"{"path":"/","method":"POST","statusCode":500,"reqBody":{"items":[{}],"storeId":1},"#
        + #""resBody":{"message":"no oven","status":"shipped","path":"x"}}"#,
      operation: "POST / {items}", signs: "500|no oven|{message,path,status}"),
    .init(
      name: "TheDavSmasher, req and res as strings",
      line: #"{"path":"/api/order","method":"POST","statusCode":500,"req":"{\"items\":[]}","#
        + #""res":"\#(refused)"}"#,
      signs: signs),
    .init(
      name: "req and res as bodies with a status of their own",
      line: #"{"path":"/api/order","method":"POST","statusCode":500,"req":{"items":[]},"#
        + #""res":{"status":"refused","message":"no"}}"#,
      signs: "500|no|{message,status}"),
    .init(
      name: "frenchhornbro, status and capitals",
      line: #"{"path":"/api/order","method":"post","status":500,"level":"ERROR","#
        + #""resBody":"\#(refused)"}"#,
      level: "INFO", signs: signs),
    .init(
      name: "curtisrosenvall, latency as text",
      line: #"{"method":"POST","path":"/api/order","statusCode":500,"responseTime":"123ms","#
        + #""user":"a@b.c","responseData":"\#(refused)"}"#,
      signs: signs),
    .init(
      name: "aaevans03, a hole in the line itself",
      line: #"{"path":"/api/order","method":"POST","statusCode":500,"id": ***,"#
        + #""resBody":"\#(refused)"}"#,
      level: "ERROR", signs: signs),
    .init(
      name: "aaevans03, a hole inside the body",
      line: #"{"path":"/api/order","method":"POST","statusCode":500,"#
        + #""resBody":"{\"message\":\"no\",\"id\": ***}"}"#,
      level: "WARN", signs: "500|no|{message}", severity: .warning),
    .init(
      name: "frozenfrank, query, address and session",
      line: #"{"ip":"::1","path":"/api/order?x=1","method":"POST","latency":12,"#
        + #""sessionId":"eyJ","statusCode":500,"resBody":"\#(refused)"}"#,
      signs: signs),
    .init(
      name: "pino, objects about request and answer",
      line: #"{"level":50,"time":1744126200123,"req":{"id":1,"method":"POST","url":"/api/order","#
        + #""remoteAddress":"::1"},"res":{"statusCode":500},"responseTime":4,"msg":"refused"}"#,
      type: "", level: "", signs: "500|refused|"),
    .init(
      name: "slashes written as escapes",
      line: #"{"path":"\/api\/order","method":"POST","statusCode":"500","resBody":"\#(refused)"}"#,
      signs: signs),
    .init(
      name: "evanscott1, no route",
      line: #"{"message":"Received error response from factory","level":"warn","status":500,"#
        + #""response":{"message":"chaos monkey"}}"#,
      type: "", operation: "Received error response from factory",
      signs: "500|chaos monkey|{message}", severity: .warning),
  ]

  static let others: [LoggerVariant] = [
    .init(
      name: "course factory, before the call", line: #"{"diner":{"id":4},"order":{"items":[]}}"#,
      type: "factory", level: "info", kind: .dependencyCall, status: 0, outcome: .unknown,
      operation: "factory", dependency: "factory", severity: .info),
    .init(
      name: "a call that complains and has no status", line: #"{"order":{"items":[]}}"#,
      type: "factory", kind: .dependencyCall, status: 0, operation: "factory",
      dependency: "factory", signs: "error||"),
    .init(
      name: "isaaclewis5001, it failed", line: #"{"franchiseId":1,"storeId":2,"success":false}"#,
      type: "factory", kind: .dependencyCall, status: 0, operation: "factory",
      dependency: "factory", signs: "||"),
    .init(
      name: "isaaclewis5001, it went well",
      line: #"{"franchiseId":1,"storeId":2,"success":true,"orderId":7}"#,
      type: "factory", level: "info", kind: .dependencyCall, status: 0, outcome: .success,
      operation: "factory", dependency: "factory", severity: .info),
    .init(
      name: "kgg511", line: #"{"franchiseID":1,"id":2,"storeID":3,"items":[],"numberOfItems":0}"#,
      type: "factory", level: "warn", kind: .dependencyCall, status: 0, outcome: .unknown,
      operation: "factory", dependency: "factory", severity: .warning),
    .init(
      name: "Spencer4792",
      line: #"{"method":"POST","url":"https://factory.example/api/order","requestBody":{"a":1},"#
        + #""statusCode":500,"responseBody":{"message":"chaos monkey","reportUrl":"u"}}"#,
      type: "factory", level: "info", kind: .dependencyCall, dependency: "factory",
      signs: "500|chaos monkey|{message,reportUrl}", severity: .info),
    .init(
      name: "BraydenReklaw",
      line: #"{"service":"pizza","url":"https://factory.example/api/order","status":500,"#
        + #""requestBody":"{}","responseBody":"{\"message\":\"chaos monkey\"}"}"#,
      type: "factory", kind: .dependencyCall, operation: "/api/order", dependency: "factory",
      signs: "500|chaos monkey|{message}"),
    .init(
      name: "TheDavSmasher", line: #"{"statusCode":500,"req":"{}","res":"{\"message\":\"m\"}"}"#,
      type: "factory", kind: .dependencyCall, operation: "factory", dependency: "factory",
      signs: "500|m|{message}"),
    .init(
      name: "curtisrosenvall",
      line: #"{"endpoint":"/api/order","method":"POST","requestData":{},"statusCode":500,"#
        + #""responseData":{"message":"m"}}"#,
      type: "factory", kind: .dependencyCall, dependency: "factory", signs: "500|m|{message}"),
    .init(
      name: "frenchhornbro", line: #"{"userEmail":"a@b.c","status":500,"ip":"::1"}"#,
      type: "factory", kind: .dependencyCall, operation: "factory", dependency: "factory",
      signs: "500||"),
    .init(
      name: "aaevans03", line: #"{"factoryReqBody":"{}","factoryResBody":"{}"}"#,
      type: "pizzaFactory", level: "info", kind: .dependencyCall, status: 0, outcome: .unknown,
      operation: "pizzaFactory", dependency: "pizzaFactory", severity: .info),
    .init(
      name: "DanT329, jclegg03", line: #"{"body":{},"response":{},"latency":4}"#, type: "order",
      level: "info", kind: .dependencyCall, status: 0, outcome: .unknown, operation: "order",
      dependency: "order", severity: .info),
    .init(
      name: "a bare string of the database", line: #""SELECT \"a\" FROM user""#, type: "db",
      level: "info", kind: .dependencyCall, status: 0, outcome: .unknown, operation: "db",
      dependency: "db", severity: .info),
    .init(
      name: "aaevans03, an exception",
      line: #"{"status":500,"exceptionMessage":"m","stack":"s"}"#, type: "unhandledExceptions",
      kind: .message, operation: "", signs: "|m|"),
    .init(
      name: "unhandledError", line: #"{"message":"m","status":500}"#, type: "unhandledError",
      kind: .message, operation: "", signs: "|m|"),
    .init(
      name: "frenchhornbro, signing in", line: #"{"status":500,"path":"/x"}"#, type: "authToken",
      level: "INFO", kind: .message, operation: "", severity: .info),
    .init(
      name: "no JSON at all", line: "Server started on port 3000", level: "info", kind: .message,
      status: 0, outcome: .unknown, operation: "", severity: .info),
  ]
}

@Suite struct LoggerVariantTests {
  @Test(
    "the loggers of the course are read, whatever they call things",
    arguments: LoggerVariant.requests + LoggerVariant.others)
  func variants(variant: LoggerVariant) throws {
    let read = try #require(try record(variant.exported))
    #expect(read.time.rfc3339 == "2025-04-08T15:30:00.123Z")
    #expect(read.kind == variant.kind)
    #expect(read.status == variant.status)
    #expect(read.outcome == variant.outcome)
    #expect(read.operation == variant.operation)
    #expect(read.dependency == variant.dependency)
    #expect(read.signs == variant.signs)
    #expect(read.severity == variant.severity)
    #expect(read.service == "pizza")
  }

  @Test("an answer that a logger wrote in two encodings counts once", arguments: [true, false])
  func doubleLogging(nestedFirst: Bool) throws {
    let head =
      #"{"time":"2025-04-08T15:30:00.123Z","path":"/api/auth","method":"PUT","#
      + #""statusCode":200,"reqBody":"{}","resBody":"#
    let single = head + #""{\"a\":1}"}"#
    let nested = head + #""\"{\\\"a\\\":1}\""}"#
    let pair = nestedFirst ? [nested, single] : [single, nested]
    let reading = try Reading(lines: pair[0], pair[1])
    #expect(reading.records.count == 1 && reading.input.account.duplicate == 1)
    // Two calls of one millisecond, each logged once, or each logged twice.
    #expect(try Reading(lines: single, single).records.count == 2)
    let twice = try Reading(lines: pair[0], pair[0], pair[1], pair[1])
    #expect(twice.records.count + twice.input.account.duplicate == 4)
    let later = single.replacing("00.123", with: "00.124")
    #expect(try Reading(lines: later, nested).records.count == 2)
  }

  @Test("clients are told by user, else by session, else by address")
  func identities() throws {
    func read(_ fields: String) throws -> ReadRecord {
      try #require(
        try record(
          #"{"time":"2025-04-08T15:30:00Z","path":"/a","status":200\#(fields)}"#))
    }
    #expect(try read("").identity == .none && read("").client == 0)
    #expect(try read(#","ip":"::1""#).identity == .address)
    #expect(try read(#","ip":"::1","sessionId":"s""#).identity == .session)
    let user = try read(#","ip":"::1","sessionId":"s","userId":7"#)
    #expect(user.identity == .user)
    #expect(try user.client == read(#","user":"7""#).client)
    #expect(try user.client != read(#","user":"8""#).client)
    let fields = ["user", "session", "ip"].flatMap { key in
      (0..<10).map { #","\#(key)":"\#($0)""# }
    }
    #expect(Set(try fields.map { try read($0).client }).count == 30)
  }
}
