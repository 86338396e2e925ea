import LogModel

@testable import Parse

extension JSONLoggerKit {
  static let googleCloud = JSONLoggerKit(
    name: "google-cloud",
    samples: [
      Sample(
        line: #"""
          {"insertId":"z","timestamp":"2025-03-12T10:00:05.123456789Z",\#
          "receiveTimestamp":"2025-03-12T10:00:06Z","severity":"ERROR",\#
          "resource":{"type":"k8s_container","labels":{"container_name":"shop",\#
          "pod_name":"shop-1"}},\#
          "httpRequest":{"requestMethod":"GET","requestUrl":"https://a.example/b?c=d",\#
          "status":503,"latency":"0.0625s","remoteIp":"192.0.2.9","userAgent":"GoogleHC/1"},\#
          "jsonPayload":{"message":"No"},"trace":"projects/p/traces/t"}
          """#,
        time: "2025-03-12T10:00:05.123456789Z", level: .error, status: 503, method: "GET",
        path: "/b?c=d", milliseconds: 62.5, unit: .spelled, message: "No", service: "shop",
        host: "shop-1", address: "192.0.2.9", agent: "GoogleHC/1"),
      Sample(
        line: #"{"timestamp":"2025-03-12T10:00:05Z","severity":"NOTICE","textPayload":"Up"}"#,
        time: "2025-03-12T10:00:05Z", level: .info, message: "Up"),
      Sample(
        line: #"""
          {"timestamp":"2025-03-12T10:00:05Z","severity":"DEFAULT",\#
          "jsonPayload":{"status":404,"user":{"id":9}}}
          """#,
        time: "2025-03-12T10:00:05Z", status: 404, user: "9"),
    ])

  static let lambda = JSONLoggerKit(
    name: "lambda",
    samples: [
      Sample(
        line: #"""
          {"timestamp":"2025-03-12T10:00:05.123Z","level":"ERROR","requestId":"r",\#
          "message":"No"}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .error, message: "No"),
      Sample(
        line: #"""
          {"level":"WARNING","location":"h:7","message":"Odd",\#
          "timestamp":"2025-03-12 10:00:05,123+0000","service":"pay","cold_start":true}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .warning, message: "Odd", service: "pay"),
      Sample(
        line: #"""
          {"time":"2025-03-12T10:00:05.123Z","type":"platform.report",\#
          "record":{"requestId":"r","metrics":{"durationMs":12.5,"billedDurationMs":13}}}
          """#,
        time: "2025-03-12T10:00:05.123Z", milliseconds: 12.5, unit: .milliseconds),
    ])

  static let postgres = JSONLoggerKit(
    name: "postgres-jsonlog",
    samples: [
      Sample(
        line: #"""
          {"timestamp":"2025-03-12 10:00:05.123 UTC","pid":7,"error_severity":"ERROR",\#
          "state_code":"22012","message":"no such thing","statement":"select 1"}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .error, message: "no such thing"),
      Sample(
        line: #"""
          {"timestamp":"2025-03-12 10:00:05.123 GMT","error_severity":"LOG",\#
          "message":"checkpoint starting","application_name":"psql"}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .info, message: "checkpoint starting"),
      Sample(
        line: #"""
          {"timestamp":"2025-03-12 10:00:05.123 UTC","error_severity":"PANIC",\#
          "message":"out","user":"app","remote_host":"192.0.2.9","session_id":"s.1"}
          """#,
        time: "2025-03-12T10:00:05.123Z", level: .fatal, message: "out", user: "app",
        session: "s.1", address: "192.0.2.9"),
    ])

  static let nginx = JSONLoggerKit(
    name: "nginx",
    samples: [
      Sample(
        line: #"""
          {"time_iso8601":"2025-03-12T10:00:05+00:00","remote_addr":"192.0.2.9",\#
          "request":"GET /a?b=1 HTTP/1.1","status":"504","request_time":"0.062",\#
          "upstream_response_time":"0.060, 0.002","remote_user":"-",\#
          "http_user_agent":"curl"}
          """#,
        time: "2025-03-12T10:00:05Z", status: 504, method: "GET", path: "/a?b=1",
        milliseconds: 62, unit: .seconds, address: "192.0.2.9", agent: "curl"),
      Sample(
        line: #"""
          {"time_local":"12/Mar/2025:11:00:05 +0100","request_method":"POST",\#
          "request_uri":"/pay","status":200,"request_time":1.5,"remote_user":"kim"}
          """#,
        time: "2025-03-12T10:00:05Z", status: 200, method: "POST", path: "/pay",
        milliseconds: 1500, unit: .seconds, user: "kim"),
      Sample(
        line: #"{"msec":"1741773605.123","request":"-","status":400,"request_time":0.000}"#,
        time: "2025-03-12T10:00:05.123Z", status: 400, milliseconds: 0, unit: .seconds),
    ])

  static let traefik = JSONLoggerKit(
    name: "traefik",
    samples: [
      Sample(
        line: #"""
          {"ClientAddr":"192.0.2.9:4410","ClientHost":"192.0.2.9","DownstreamStatus":502,\#
          "Duration":62500000,"OriginDuration":60000000,"OriginStatus":500,\#
          "RequestMethod":"GET","RequestPath":"/a","ServiceName":"shop@docker",\#
          "StartUTC":"2025-03-12T10:00:05.123456789Z","level":"info","msg":"",\#
          "time":"2025-03-12T10:00:06Z","request_User-Agent":"curl"}
          """#,
        time: "2025-03-12T10:00:06Z", level: .info, status: 502, method: "GET", path: "/a",
        milliseconds: 62.5, unit: .nanoseconds, address: "192.0.2.9", agent: "curl"),
      Sample(
        line: #"""
          {"DownstreamStatus":200,"Duration":1000000,"RequestMethod":"PUT",\#
          "RequestPath":"/b","StartUTC":"2025-03-12T10:00:05Z","ClientHost":"192.0.2.8"}
          """#,
        time: "2025-03-12T10:00:05Z", status: 200, method: "PUT", path: "/b", milliseconds: 1,
        unit: .nanoseconds, address: "192.0.2.8"),
      Sample(
        line: #"{"level":"error","msg":"no router","time":"2025-03-12T10:00:06Z"}"#,
        time: "2025-03-12T10:00:06Z", level: .error, message: "no router"),
    ])

  static let envoy = JSONLoggerKit(
    name: "envoy",
    samples: [
      Sample(
        line: #"""
          {"start_time":"2025-03-12T10:00:05.123Z","method":"GET","path":"/a",\#
          "response_code":503,"response_flags":"UF","duration":62,"upstream_cluster":"x",\#
          "downstream_remote_address":"192.0.2.9:4410","user_agent":"curl"}
          """#,
        time: "2025-03-12T10:00:05.123Z", status: 503, method: "GET", path: "/a",
        milliseconds: 62, unit: .milliseconds, address: "192.0.2.9", agent: "curl"),
      Sample(
        line: #"""
          {"start_time":"2025-03-12T10:00:05.123Z","method":"GET","path":"/a",\#
          "response_code":0,"response_flags":"UT,UC","duration":15000}
          """#,
        time: "2025-03-12T10:00:05.123Z", method: "GET", path: "/a", milliseconds: 15000,
        unit: .milliseconds, outcome: .failure),
      Sample(
        line: #"""
          {"start_time":"2025-03-12T10:00:05.123Z","method":"POST",\#
          "path":"/shop.Orders/Get","response_code":200,"grpc_status":"Unavailable",\#
          "response_flags":"-","duration":3}
          """#,
        time: "2025-03-12T10:00:05.123Z", status: 200, grpc: 14, method: "POST",
        path: "/shop.Orders/Get", milliseconds: 3, unit: .milliseconds),
      Sample(
        line: #"""
          {"start_time":"2025-03-12T10:00:05.123Z","method":"GET","path":"/a",\#
          "response_code":0,"response_flags":"DC","duration":3}
          """#,
        time: "2025-03-12T10:00:05.123Z", method: "GET", path: "/a", milliseconds: 3,
        unit: .milliseconds, outcome: .rejected),
    ])

  static let kong = JSONLoggerKit(
    name: "kong",
    samples: [
      Sample(
        line: #"""
          {"started_at":1741773605123,"client_ip":"192.0.2.9",\#
          "request":{"method":"GET","uri":"/a","size":7,"headers":{"user-agent":"curl"}},\#
          "response":{"status":502,"size":9},"latencies":{"request":62,"kong":1}}
          """#,
        time: "2025-03-12T10:00:05.123Z", status: 502, method: "GET", path: "/a",
        milliseconds: 62, unit: .milliseconds, address: "192.0.2.9", agent: "curl"),
      Sample(
        line: #"""
          {"started_at":1741773605123,"request":{"method":"PUT","uri":"/b"},\#
          "response":{"status":201,"headers":{"server":"x"}}}
          """#,
        time: "2025-03-12T10:00:05.123Z", status: 201, method: "PUT", path: "/b"),
      Sample(
        line: #"""
          {"started_at":1741773605123,"request":{"method":"PUT","uri":"/b"},\#
          "response":{"status":201,"order":{"id":1}}}
          """#,
        time: "2025-03-12T10:00:05.123Z", method: "PUT", path: "/b"),
    ])
}
