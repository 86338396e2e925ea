import LogModel

@testable import Parse

extension JSONLoggerKit {
  static let compactSerilog = JSONLoggerKit(
    name: "clef",
    samples: [
      Sample(
        line: #"{"@t":"2025-03-12T10:00:05.1234567Z","@mt":"Basket {Id} lost","Id":7}"#,
        time: "2025-03-12T10:00:05.1234567Z", level: .info, message: "Basket {Id} lost"),
      Sample(
        line: #"""
          {"@t":"2025-03-12T10:00:05.1234567Z","@m":"Basket 7 lost","@l":"Warning",\#
          "@x":"System.IO.IOException: no"}
          """#,
        time: "2025-03-12T10:00:05.1234567Z", level: .warning, message: "Basket 7 lost",
        error: "System.IO.IOException: no"),
      Sample(
        line: #"""
          {"@t":"2025-03-12T10:00:05.1Z","@mt":"HTTP {RequestMethod} {RequestPath}",\#
          "RequestMethod":"GET","RequestPath":"/a","StatusCode":500,"Elapsed":62.5,\#
          "@l":"Error"}
          """#,
        time: "2025-03-12T10:00:05.1Z", level: .error, status: 500, method: "GET", path: "/a",
        milliseconds: 62.5, unit: .milliseconds, message: "HTTP {RequestMethod} {RequestPath}"),
    ])

  static let serilog = JSONLoggerKit(
    name: "serilog",
    samples: [
      Sample(
        line: #"""
          {"Timestamp":"2025-03-12T10:00:05.1234567+01:00","Level":"Information",\#
          "MessageTemplate":"Got {N}","Properties":{"N":4,"StatusCode":200,\#
          "RequestPath":"/a","Elapsed":1.5,"MachineName":"w1"}}
          """#,
        time: "2025-03-12T09:00:05.1234567Z", level: .info, status: 200, path: "/a",
        milliseconds: 1.5, unit: .milliseconds, message: "Got {N}", host: "w1"),
      Sample(
        line: #"""
          {"Timestamp":"2025-03-12T10:00:05Z","Level":"Fatal","RenderedMessage":"Gone",\#
          "MessageTemplate":"{What}"}
          """#,
        time: "2025-03-12T10:00:05Z", level: .fatal, message: "Gone"),
      Sample(
        line: #"{"Timestamp":"2025-03-12T10:00:05Z","Level":"Verbose","RenderedMessage":"x"}"#,
        time: "2025-03-12T10:00:05Z", level: .debug, message: "x"),
    ])

  static let dotnet = JSONLoggerKit(
    name: ".net",
    samples: [
      Sample(
        line: #"""
          {"Timestamp":"2025-03-12T10:00:05.123Z","EventId":3,"LogLevel":"Error",\#
          "Category":"Shop.Pay","Message":"No","State":{"Message":"No","StatusCode":500}}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .error, status: 500, message: "No"),
      Sample(
        line: #"{"Timestamp":"2025-03-12T10:00:05Z","LogLevel":"Information","Message":"Yes"}"#,
        time: "2025-03-12T10:00:05Z", level: .info, message: "Yes"),
      Sample(
        line: #"""
          {"Timestamp":"2025-03-12T10:00:05Z","LogLevel":3,"Message":"Hm",\#
          "Elapsed":"00:00:01.5"}
          """#,
        time: "2025-03-12T10:00:05Z", level: .warning, milliseconds: 1500, unit: .spelled,
        message: "Hm"),
    ])

  static let logback = JSONLoggerKit(
    name: "logback",
    samples: [
      Sample(
        line: #"""
          {"@timestamp":"2025-03-12T10:00:05.123+01:00","@version":"1","message":"No",\#
          "logger_name":"shop.Pay","thread_name":"exec-1","level":"ERROR",\#
          "level_value":40000}
          """#,
        time: "2025-03-12T09:00:05.123Z", level: .error, message: "No"),
      Sample(
        line: #"{"@timestamp":"2025-03-12T10:00:05.123Z","message":"Odd","level_value":30000}"#,
        time: "2025-03-12T10:00:05.123Z", level: .warning, message: "Odd"),
      Sample(
        line: #"""
          {"@timestamp":"2025-03-12T10:00:05.123Z","message":"In","level":"DEBUG",\#
          "took":"PT0.5S","mdc":{"user_id":"u7","sessionId":"s"}}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .debug, milliseconds: 500, unit: .spelled,
        message: "In", user: "u7", session: "s"),
    ])

  static let log4j = JSONLoggerKit(
    name: "log4j2",
    samples: [
      Sample(
        line: #"""
          {"instant":{"epochSecond":1741773605,"nanoOfSecond":123456000},"thread":"m",\#
          "level":"FATAL","loggerName":"a.B","message":"Gone"}
          """#,
        time: "2025-03-12T10:00:05.123456Z", level: .fatal, message: "Gone"),
      Sample(
        line: #"{"timeMillis":1741773605123,"level":"WARN","message":"Odd"}"#,
        time: "2025-03-12T10:00:05.123Z", level: .warning, message: "Odd"),
      Sample(
        line: #"""
          {"instant":{"epochSecond":1741773605,"nanoOfSecond":0},"level":"INFO",\#
          "message":"In","contextMap":{"user_id":"k"}}
          """#,
        time: "2025-03-12T10:00:05Z", level: .info, message: "In", user: "k"),
    ])

  static let ecs = JSONLoggerKit(
    name: "ecs",
    samples: [
      Sample(
        line: #"""
          {"@timestamp":"2025-03-12T10:00:05.123Z","log.level":"error","message":"No",\#
          "http.response.status_code":503,"http.request.method":"GET","url.path":"/a",\#
          "event.duration":62500000,"service.name":"shop","user.id":"u7",\#
          "trace.id":"aa","ecs.version":"1.6.0"}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .error, status: 503, method: "GET", path: "/a",
        milliseconds: 62.5, unit: .nanoseconds, message: "No", service: "shop", user: "u7"),
      Sample(
        line: #"""
          {"@timestamp":"2025-03-12T10:00:05.123Z","log":{"level":"error"},"message":"No",\#
          "http":{"request":{"method":"GET"},"response":{"status_code":503}},\#
          "url":{"path":"/a"},"event":{"duration":62500000},"service":{"name":"shop"},\#
          "user":{"id":"u7"},"client":{"ip":"192.0.2.9"},"host":{"name":"h1"},\#
          "error":{"message":"why","type":"E"},"user_agent":{"original":"curl"}}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .error, status: 503, method: "GET", path: "/a",
        milliseconds: 62.5, unit: .nanoseconds, message: "No", error: "why", service: "shop",
        host: "h1", user: "u7", address: "192.0.2.9", agent: "curl"),
      Sample(
        line: #"""
          {"@timestamp":"2025-03-12T10:00:05.123Z","log":{"syslog":{"severity":{"code":4}}},\#
          "message":"Odd","http.response":{"status_code":418}}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .warning, status: 418, message: "Odd"),
    ])

  static let gelf = JSONLoggerKit(
    name: "gelf",
    samples: [
      Sample(
        line: #"""
          {"version":"1.1","host":"h1","short_message":"No","timestamp":1741773605.123,\#
          "level":3,"_status":503,"_user_id":"u7"}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .error, status: 503, message: "No", host: "h1",
        user: "u7"),
      Sample(
        line: #"{"version":"1.1","host":"h1","short_message":"In","timestamp":1741773605}"#,
        time: "2025-03-12T10:00:05Z", message: "In", host: "h1"),
      Sample(
        line: #"""
          {"version":"1.1","host":"h1","short_message":"Up","full_message":"Up\nand",\#
          "timestamp":"1741773605.5","level":6,"_duration":12,"_latency_ms":7}
          """#,
        time: "2025-03-12T10:00:05.500Z", level: .info, milliseconds: 7, unit: .milliseconds,
        message: "Up", host: "h1"),
    ])
}
