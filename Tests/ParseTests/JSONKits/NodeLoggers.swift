import LogModel

@testable import Parse

extension JSONLoggerKit {
  static let pino = JSONLoggerKit(
    name: "pino",
    samples: [
      Sample(
        line: #"{"level":30,"time":1741773605250,"pid":9,"hostname":"web-2","msg":"up"}"#,
        time: "2025-03-12T10:00:05.250Z", level: .info, message: "up", host: "web-2"),
      Sample(
        line: #"""
          {"level":50,"time":1741773605251,"pid":9,"hostname":"web-2","name":"shop",\#
          "req":{"id":4,"method":"PUT","url":"/cart/9","headers":{"user-agent":"kube-probe/1"},\#
          "remoteAddress":"192.0.2.9","remotePort":4410},"res":{"statusCode":502},\#
          "err":{"type":"Error","message":"no stock","stack":"Error: no stock\n at x"},\#
          "responseTime":41.5,"msg":"request errored"}
          """#,
        time: "2025-03-12T10:00:05.251Z", level: .error, status: 502, method: "PUT",
        path: "/cart/9", milliseconds: 41.5, unit: .milliseconds, message: "request errored",
        error: "no stock", service: "shop", host: "web-2", address: "192.0.2.9",
        agent: "kube-probe/1"),
      Sample(
        line: #"{"level":"warn","time":"2025-03-12T10:00:06.000Z","duration":17,"msg":"slow"}"#,
        time: "2025-03-12T10:00:06.000Z", level: .warning, message: "slow"),
      Sample(
        line: #"{"level":60,"time":1741773605999,"userId":"u-7","msg":"going down"}"#,
        time: "2025-03-12T10:00:05.999Z", level: .fatal, message: "going down", user: "u-7"),
    ])

  static let bunyan = JSONLoggerKit(
    name: "bunyan",
    samples: [
      Sample(
        line: #"""
          {"name":"billing","hostname":"b1","pid":3,"level":40,"msg":"late",\#
          "time":"2025-03-12T10:00:05.250Z","v":0}
          """#,
        time: "2025-03-12T10:00:05.250Z", level: .warning, message: "late", service: "billing",
        host: "b1"),
      Sample(
        line: #"""
          {"name":"billing","hostname":"b1","pid":3,"level":20,"msg":"tick","elapsed":5,\#
          "time":"2025-03-12T10:00:06.250Z","src":{"file":"a.js","line":7},"v":0}
          """#,
        time: "2025-03-12T10:00:06.250Z", level: .debug, message: "tick", service: "billing",
        host: "b1"),
      Sample(
        line: #"""
          {"name":"billing","hostname":"b1","pid":3,"level":50,\#
          "err":{"message":"refused","name":"E"},"req":{"method":"GET","url":"/x"},\#
          "res":{"statusCode":500},"latency":8,"msg":"bad","time":"2025-03-12T10:00:07.1Z"}
          """#,
        time: "2025-03-12T10:00:07.1Z", level: .error, status: 500, method: "GET", path: "/x",
        milliseconds: 8, unit: .milliseconds, message: "bad", error: "refused",
        service: "billing", host: "b1"),
    ])

  static let winston = JSONLoggerKit(
    name: "winston",
    samples: [
      Sample(
        line: #"{"level":"info","message":"listening","timestamp":"2025-03-12 10:00:05"}"#,
        time: "2025-03-12T10:00:05", level: .info, message: "listening"),
      Sample(
        line: #"""
          {"level":"http","message":"GET /menu","timestamp":"2025-03-12T10:00:05.5Z",\#
          "meta":{"req":{"method":"GET","url":"/menu"},"res":{"statusCode":304},\#
          "responseTime":12}}
          """#,
        time: "2025-03-12T10:00:05.5Z", level: .info, status: 304, method: "GET", path: "/menu",
        milliseconds: 12, unit: .milliseconds, message: "GET /menu"),
      Sample(
        line: #"""
          {"message":"lost","level":"error","timestamp":"2025-03-12T10:00:05Z",\#
          "status":"shipped","service":"mail","duration":9}
          """#,
        time: "2025-03-12T10:00:05Z", level: .error, message: "lost", service: "mail"),
    ])

  static let structlog = JSONLoggerKit(
    name: "structlog",
    samples: [
      Sample(
        line: #"""
          {"status":404,"event":"no such page","level":"warning",\#
          "timestamp":"2025-03-12T10:00:05.123456Z"}
          """#,
        time: "2025-03-12T10:00:05.123456Z", level: .warning, status: 404,
        message: "no such page"),
      Sample(
        line: #"""
          {"event":"request_finished","method":"POST","path":"/pay","code":201,\#
          "duration_ms":3.25,"user_id":81,"level":"info","timestamp":1741773605.5}
          """#,
        time: "2025-03-12T10:00:05.500Z", level: .info, status: 201, method: "POST",
        path: "/pay", milliseconds: 3.25, unit: .milliseconds, message: "request_finished",
        user: "81"),
      Sample(
        line: #"""
          {"event":"job done","code":200,"level":"info","logger":"jobs",\#
          "timestamp":"2025-03-12T10:00:05Z"}
          """#,
        time: "2025-03-12T10:00:05Z", level: .info, message: "job done"),
    ])

  static let pythonJSONLogger = JSONLoggerKit(
    name: "python-json-logger",
    samples: [
      Sample(
        line: #"""
          {"asctime":"2025-03-12 10:00:05,123","levelname":"CRITICAL","name":"app.db",\#
          "message":"gone"}
          """#,
        time: "2025-03-12T10:00:05.123", level: .fatal, message: "gone"),
      Sample(
        line: #"{"asctime":"2025-03-12 10:00:05,124","levelno":30,"message":"slow","took":2}"#,
        time: "2025-03-12T10:00:05.124", level: .warning, message: "slow"),
      Sample(
        line: #"""
          {"timestamp":"2025-03-12 10:00:05,125+0100","level":"INFO","message":"in",\#
          "status_code":"200","request_duration_seconds":0.5}
          """#,
        time: "2025-03-12T09:00:05.125Z", level: .info, status: 200, milliseconds: 500,
        unit: .seconds, message: "in"),
    ])

  static let loguru = JSONLoggerKit(
    name: "loguru",
    samples: [
      Sample(
        line: #"""
          {"text":"whole line","record":{"level":{"icon":"x","name":"ERROR","no":40},\#
          "message":"gone","elapsed":{"repr":"0:00:01","seconds":1.0},\#
          "time":{"repr":"2025-03-12 10:00:05.5+00:00","timestamp":1741773605.5}}}
          """#,
        time: "2025-03-12T10:00:05.500Z", level: .error, message: "whole line"),
      Sample(
        line: #"""
          {"record":{"level":{"name":"SUCCESS"},"message":"sent",\#
          "time":{"timestamp":1741773606.25},"extra":{"user_id":"k"}}}
          """#,
        time: "2025-03-12T10:00:06.250Z", level: .info, message: "sent", user: "k"),
      Sample(
        line: #"{"record":{"level":{"no":20},"message":"in","time":{"timestamp":1741773607.5}}}"#,
        time: "2025-03-12T10:00:07.500Z", level: .info, message: "in"),
    ])
}
