import LogModel

@testable import Parse

extension JSONLoggerKit {
  static let zap = JSONLoggerKit(
    name: "zap",
    samples: [
      Sample(
        line: #"""
          {"level":"error","ts":1741773605.2501234,"caller":"a/b.go:7","msg":"dial",\#
          "status":503,"dur":0.0625}
          """#,
        time: "2025-03-12T10:00:05.2501234Z", level: .error, status: 503, milliseconds: 62.5,
        unit: .seconds, message: "dial"),
      Sample(
        line: #"""
          {"level":"info","ts":"2025-03-12T10:00:05.250Z","caller":"a/b.go:7","msg":"ok",\#
          "elapsed":1.5,"path":"/a","method":"GET"}
          """#,
        time: "2025-03-12T10:00:05.250Z", level: .info, method: "GET", path: "/a",
        milliseconds: 1500, unit: .seconds, message: "ok"),
      Sample(
        line: #"{"level":"dpanic","ts":1741773605.5,"msg":"oh","latency":"1m2.5s"}"#,
        time: "2025-03-12T10:00:05.500Z", level: .fatal, milliseconds: 62500, unit: .spelled,
        message: "oh"),
      Sample(
        line: #"{"level":"info","ts":1741773605.5,"msg":"served","latency":0.004}"#,
        time: "2025-03-12T10:00:05.500Z", level: .info, milliseconds: 4, unit: .seconds,
        message: "served"),
    ])

  static let caddy = JSONLoggerKit(
    name: "caddy",
    samples: [
      Sample(
        line: #"""
          {"level":"info","ts":1741773605.25,"logger":"http.log.access",\#
          "msg":"handled request","request":{"remote_ip":"192.0.2.9","remote_port":"51000",\#
          "proto":"HTTP/2.0","method":"GET","host":"shop.example","uri":"/cart?id=1",\#
          "headers":{"User-Agent":["curl/8"]}},"bytes_read":0,"duration":0.002,"size":10,\#
          "status":404}
          """#,
        time: "2025-03-12T10:00:05.250Z", level: .info, status: 404, method: "GET",
        path: "/cart?id=1", milliseconds: 2, unit: .seconds, message: "handled request",
        address: "192.0.2.9", agent: "curl/8"),
      Sample(
        line: #"""
          {"level":"error","ts":1741773605.5,"logger":"http.log.error","msg":"dial tcp",\#
          "request":{"client_ip":"192.0.2.8","method":"POST","uri":"/pay"},"duration":3.0,\#
          "status":502}
          """#,
        time: "2025-03-12T10:00:05.500Z", level: .error, status: 502, method: "POST",
        path: "/pay", milliseconds: 3000, unit: .seconds, message: "dial tcp",
        address: "192.0.2.8"),
      Sample(
        line: #"{"level":"warn","ts":1741773606.125,"logger":"tls","msg":"stapling"}"#,
        time: "2025-03-12T10:00:06.125Z", level: .warning, message: "stapling"),
    ])

  static let slog = JSONLoggerKit(
    name: "slog",
    samples: [
      Sample(
        line: #"""
          {"time":"2025-03-12T11:00:05.123456789+01:00","level":"ERROR","msg":"call",\#
          "status":503,"dur":62500000}
          """#,
        time: "2025-03-12T10:00:05.123456789Z", level: .error, status: 503, milliseconds: 62.5,
        unit: .nanoseconds, message: "call"),
      Sample(
        line: #"""
          {"time":"2025-03-12T10:00:05Z","level":"INFO+2","msg":"served","method":"GET",\#
          "url":"https://shop.example/a?b=1","latency":7000000}
          """#,
        time: "2025-03-12T10:00:05Z", level: .info, method: "GET", path: "/a?b=1",
        milliseconds: 7, unit: .nanoseconds, message: "served"),
      Sample(
        line: #"""
          {"time":"2025-03-12T10:00:05Z","level":"WARN","source":{"file":"m.go","line":3},\#
          "msg":"slow","took":9}
          """#,
        time: "2025-03-12T10:00:05Z", level: .warning, message: "slow"),
    ])

  static let logrus = JSONLoggerKit(
    name: "logrus",
    samples: [
      Sample(
        line: #"""
          {"duration":62500000,"level":"warning","msg":"slow","status":200,\#
          "time":"2025-03-12T10:00:05Z"}
          """#,
        time: "2025-03-12T10:00:05Z", level: .warning, status: 200, milliseconds: 62.5,
        unit: .nanoseconds, message: "slow"),
      Sample(
        line: #"{"error":"no route","level":"error","msg":"dial","time":"2025-03-12T10:00:05Z"}"#,
        time: "2025-03-12T10:00:05Z", level: .error, message: "dial", error: "no route"),
      Sample(
        line: #"{"time":"2025-03-12T10:00:05Z","duration":62500000,"level":"info","msg":"?"}"#,
        time: "2025-03-12T10:00:05Z", level: .info, message: "?"),
    ])

  static let zerolog = JSONLoggerKit(
    name: "zerolog",
    samples: [
      Sample(
        line: #"""
          {"level":"error","status":503,"dur":62.5,"time":"2025-03-12T10:00:05Z",\#
          "message":"call"}
          """#,
        time: "2025-03-12T10:00:05Z", level: .error, status: 503, milliseconds: 62.5,
        unit: .milliseconds, message: "call"),
      Sample(
        line: #"""
          {"level":"info","req_id":"c1","method":"GET","url":"/a","ip":"192.0.2.9:4410",\#
          "elapsed":3,"time":"2025-03-12T10:00:05Z","message":"served"}
          """#,
        time: "2025-03-12T10:00:05Z", level: .info, method: "GET", path: "/a", milliseconds: 3,
        unit: .milliseconds, message: "served", address: "192.0.2.9"),
      Sample(
        line: #"{"level":"debug","time":1741773605,"message":"tick","dur":9}"#,
        time: "2025-03-12T10:00:05Z", level: .debug, message: "tick"),
    ])

  static let grpcMiddleware = JSONLoggerKit(
    name: "go-grpc-middleware",
    samples: [
      Sample(
        line: #"""
          {"level":"error","ts":1741773605.5,"msg":"finished unary call",\#
          "grpc.service":"shop.Orders","grpc.method":"Create","grpc.code":"Unavailable",\#
          "grpc.time_ms":12.5,"peer.address":"192.0.2.9:4410"}
          """#,
        time: "2025-03-12T10:00:05.500Z", level: .error, grpc: 14, operation: "Create",
        milliseconds: 12.5, unit: .milliseconds, message: "finished unary call",
        address: "192.0.2.9"),
      Sample(
        line: #"""
          {"time":"2025-03-12T10:00:05Z","level":"INFO","msg":"rpc",\#
          "rpc":{"service":"shop.Orders","method":"Get","grpc":{"status_code":0}}}
          """#,
        time: "2025-03-12T10:00:05Z", level: .info, grpc: 0, operation: "Get", message: "rpc"),
      Sample(
        line: #"""
          {"time":"2025-03-12T10:00:05Z","level":"warn","method":"/shop.Orders/Get",\#
          "code":"DEADLINE_EXCEEDED","duration":"1.5s"}
          """#,
        time: "2025-03-12T10:00:05Z", level: .warning, grpc: 4, path: "/shop.Orders/Get",
        milliseconds: 1500, unit: .spelled),
    ])

  static let tracing = JSONLoggerKit(
    name: "tracing",
    samples: [
      Sample(
        line: #"""
          {"timestamp":"2025-03-12T10:00:05.123456Z","level":"ERROR",\#
          "fields":{"message":"refused","status":500,"latency_ms":4},"target":"shop::pay"}
          """#,
        time: "2025-03-12T10:00:05.123456Z", level: .error, status: 500, milliseconds: 4,
        unit: .milliseconds, message: "refused"),
      Sample(
        line: #"""
          {"timestamp":"2025-03-12T10:00:05.1Z","level":"INFO",\#
          "fields":{"message":"in","method":"GET","uri":"/a"},"target":"t","span":{"name":"r"}}
          """#,
        time: "2025-03-12T10:00:05.1Z", level: .info, method: "GET", path: "/a", message: "in"),
      Sample(
        line: #"{"timestamp":"2025-03-12T10:00:05.1Z","level":"TRACE","fields":{"message":"x"}}"#,
        time: "2025-03-12T10:00:05.1Z", level: .trace, message: "x"),
    ])
}
