import LogModel
import TestSupport

/// A folder as it lies on somebody's disk, with one outage of orders in it.
struct MixedFolder: Sendable {
  var name: String
  var make: @Sendable (ScratchFolder) throws -> Void
  /// Formats and envelopes that have to be found in it.
  var formats: Set<String>
  /// How finely the first failure is told, in nanoseconds.
  var grain: Int64 = 1_000_000
  /// The incident's operation.
  var operation = "POST /api/order"

  static let all = [
    kubernetesNode, webServer, studentsDownloads, bucket, journalAndDocker, homeMade,
  ]

  private static let shop = MixedTraffic.shop

  private static func pino(_ call: MixedTraffic.Call) -> String {
    #"{"level":\#(call.failed ? 50 : 30),"time":\#(call.time / 1_000_000),"pid":7,"#
      + #""hostname":"orders-7d9f8b6c5d-x2k4p","req":{"method":"\#(call.method)","#
      + #""url":"\#(call.path)","remoteAddress":"\#(call.address)"},"res":{"statusCode":"#
      + #"\#(call.status)},"responseTime":\#(call.milliseconds),"msg":"request done"}"#
  }

  private static func combined(_ call: MixedTraffic.Call) -> String {
    #"\#(call.address) - - [\#(call.clf)] "\#(call.method) \#(call.path) HTTP/1.1" "#
      + #"\#(call.status) \#(call.failed ? 97 : 412) "-" "shop/1.4""#
  }

  private static let kubernetesNode = MixedFolder(
    name: "a Kubernetes node",
    make: { folder in
      let pods = "pods/"
      try folder.write(
        pods + "shop_orders-7d9f8b6c5d-x2k4p_0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0/orders/0.log",
        shop.lines { call in
          let text = pino(call)
          guard call.number % 50 == 0 else { return "\(call.stamp(9)) stdout F \(text)" }
          // The runtime cuts what it takes for too long.
          let cut = text.index(text.startIndex, offsetBy: 40)
          return
            "\(call.stamp(9)) stdout P \(text[..<cut])\n\(call.stamp(9)) stdout F \(text[cut...])"
        })
      try folder.write(
        pods + "shop_edge-5c6b7d8f9-abcde_1f2e3d4c-5b6a-7988-9706-f5e4d3c2b1a0/nginx/0.log",
        shop.lines { "\($0.stamp(9)) stdout F \(combined($0))" })
      try folder.write(
        "kubelet.log",
        shop.lines { call in
          guard call.number % 40 == 0 else { return nil }
          return "I0302 \(call.clock).123456    1234 kubelet.go:88] \"SyncLoop\" source=\"api\""
        })
    },
    formats: ["kubernetes-cri", "json-lines", "combined", "text"])

  private static let webServer = MixedFolder(
    name: "an nginx, syslog and Postgres server",
    make: { folder in
      let half = shop.calls.count / 2
      try folder.write(
        "nginx/access.log.1.gz",
        GzipWriter.member(shop.lines { $0.number < half ? combined($0) : nil }))
      try folder.write("nginx/access.log", shop.lines { $0.number >= half ? combined($0) : nil })
      try folder.write(
        "nginx/error.log",
        shop.lines { call in
          guard call.failed else { return nil }
          return "2025/03/02 \(call.clock) [error] 31#31: *\(call.number) connect() failed (111: "
            + "Connection refused) while connecting to upstream, client: \(call.address), "
            + "server: shop.example, request: \"POST /api/order HTTP/1.1\", upstream: "
            + "\"http://10.1.0.4:80/api/order\", host: \"shop.example\""
        })
      try folder.write(
        "syslog-20250303",
        shop.lines { call in
          guard call.number % 20 == 0 else { return nil }
          return "\(call.syslog) web1 systemd[1]: Started session \(call.number) of user deploy."
        })
      try folder.write(
        "postgresql-2025-03-02.log",
        shop.lines { call in
          guard call.number % 30 == 0 else { return nil }
          return "\(call.civil(".")) UTC [5628] ERROR:  duplicate key value violates a constraint\n"
            + "\(call.civil(".")) UTC [5628] STATEMENT:  insert into visit values ($1)"
        })
    },
    formats: ["combined", "nginx-error", "syslog-3164", "postgres"], grain: 1_000_000_000)

  private static let studentsDownloads = MixedFolder(
    name: "a student's downloads",
    make: { folder in
      func line(_ call: MixedTraffic.Call) -> String {
        #"{"method":"\#(call.method)","path":"\#(call.path)","statusCode":\#(call.status),"#
          + #""resBody":"{\"message\":\"\#(call.failed ? "oven is out" : "ok")\"}"}"#
      }
      func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
      }
      let third = shop.calls.count / 3
      let entries = shop.calls.filter { $0.number < third }.reversed().map { call in
        #"{"line":\#(quoted(line(call))),"timestamp":"\#(call.time)","#
          + #""date":"\#(call.stamp())","fields":{"component":"pizza","level":"info"}}"#
      }
      try folder.write(
        "Explore-logs-2025-03-02 12_00_01.json", "[" + entries.joined(separator: ",") + "]")
      let rows = shop.calls.filter { (third..<2 * third).contains($0.number) }.reversed()
        .map { "\($0.time / 1_000_000)\t\($0.stamp())\t\(line($0))" }
      try folder.write(
        "Explore-logs-2025-03-02 12_10_44.txt",
        "Common labels: {\"component\":\"pizza\"}\n\n\n" + rows.joined(separator: "\n") + "\n")
      try folder.write(
        "rest.jsonl",
        shop.lines { call in
          guard call.number >= 2 * third else { return nil }
          return #"{"labels":{"component":"pizza"},"line":\#(quoted(line(call))),"#
            + #""timestamp":"\#(call.stamp(9))"}"#
        })
    },
    formats: ["grafana-explore-json", "grafana-explore-text", "logcli-jsonl", "json-lines"])

  private static let bucket = MixedFolder(
    name: "a bucket",
    make: { folder in
      try folder.write(
        "AWSLogs/elb/app.shop.20250302T1200Z.log.gz",
        GzipWriter.member(
          shop.lines { call in
            let took = "0.\(String(100_000 + call.milliseconds).dropFirst(3))"
            return "https \(call.stamp(6)) app/shop/50dc \(call.address):4711 10.1.0.4:80 0.001 "
              + "\(took) 0.000 \(call.status) \(call.status) 310 277 \"\(call.method) "
              + "https://shop.example:443\(call.path) HTTP/1.1\" \"shop/1.4\" ECDHE TLSv1.2 arn:x "
              + "\"Root=1-67f5-\(call.number)\" \"shop.example\" \"-\" 0 \(call.stamp(6)) "
              + "\"forward\" \"-\" \"-\" \"10.1.0.4:80\" \"\(call.status)\" \"-\" \"-\""
          }))
      try folder.write(
        "exportedlogs/aws-lambda/2025-03-02/000000.gz",
        GzipWriter.member(
          shop.lines { call in
            guard call.isOrder else { return nil }
            return #"\#(call.stamp()) {"level":"\#(call.failed ? "error" : "info")","#
              + #""message":"order \#(call.number) \#(call.failed ? "lost" : "placed")"}"#
          }))
      try folder.write(
        "cdn/E2EX.2025-03-02-10.a1b2.gz",
        GzipWriter.member(
          Array("#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method ".utf8)
            + Array("cs(Host) cs-uri-stem sc-status time-taken\n".utf8)
            + shop.lines { call in
              "2025-03-02\t\(call.clock)\tFRA2\t412\t\(call.address)\t\(call.method)\t"
                + "shop.example\t\(call.path)\t\(call.status)\t0.031"
            }))
    },
    formats: ["aws-elb", "w3c-extended", "stamped-lines", "json-lines"], grain: 1_000_000_000)

  private static let journalAndDocker = MixedFolder(
    name: "a journal and Docker logs",
    make: { folder in
      try folder.write(
        "journal.json",
        shop.lines { call in
          guard call.number % 10 == 0 else { return nil }
          return #"{"__REALTIME_TIMESTAMP":"\#(call.epochMicroseconds)","_HOSTNAME":"box","#
            + #""PRIORITY":"6","SYSLOG_IDENTIFIER":"cron","MESSAGE":"job \#(call.number) ran"}"#
        })
      let id = String(repeating: "4f9a", count: 16)
      try folder.write(
        "docker/\(id)/\(id)-json.log",
        shop.lines { call in
          let text = pino(call).replacing("\"", with: "\\\"")
          return #"{"log":"\#(text)\n","stream":"stdout","time":"\#(call.stamp(9))"}"#
        })
    },
    formats: ["journald-json", "docker-json", "json-lines"])

  private static let homeMade = MixedFolder(
    name: "a home-made text logger",
    make: { folder in
      try folder.write(
        "orders.log",
        shop.lines { call in
          guard call.isOrder else { return nil }
          let said =
            call.failed
            ? "ERROR | orders | factory refused order \(call.number): the oven is out"
            : "INFO | orders | order \(call.number) placed"
          return "\(call.civil(",")) | \(said)"
            + (call.failed ? "\n  at Factory.call (factory.rb:12)\n  at Order.place" : "")
        })
    },
    formats: ["text"], operation: "factory refused order #: the oven is out")
}
