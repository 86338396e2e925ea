/// The lines of a request, as each of the services writes its own.
struct MeshWriter {
  let style: MeshStyle
  let hosts: Int

  /// The status that the client gets.
  func write(_ scene: inout Scene, _ call: MeshCall, took: Double) -> Int {
    let route = call.route
    let ends = call.time + took / 1000
    var status = route.method == "POST" ? 201 : 200
    var text = "request done"
    var level = "info"
    if let answer = call.answer {
      (status, text) = answer
      level = status >= 500 ? "error" : status >= 400 ? "warn" : "info"
    } else if let name = route.dependency {
      let asked = ends - call.latency / 2000
      (status, text) = dependencyLines(&scene, call, name, at: asked, else: status)
      level = status >= 500 ? "error" : status >= 400 ? "warn" : "info"
    }
    let path = route.path.replacing(
      ":id", with: "\(1000 + (call.user * 31 + Int(call.time)) % 900)")
    put(
      &scene, route.service, call.host, ends, level,
      [
        ("method", route.method), ("path", path), ("status", "\(status)"),
        ("duration_ms", "\(Int(took.rounded()))"), ("user", "u\(call.user)"),
      ],
      text, call.trace)
    edge(&scene, call, path, status, took: took + 2 + scene.dice.exponential(mean: 1.5))
    return status
  }

  /// Lines of the call to a dependency; the service's own answer that follows from it.
  private func dependencyLines(
    _ scene: inout Scene, _ call: MeshCall, _ name: String, at time: Double, else status: Int
  ) -> (Int, String) {
    let host = "\(name).internal"
    let address = "\(host):\(name.hasSuffix("db") ? 5432 : name.hasPrefix("redis") ? 6379 : 443)"
    guard let refusal = call.refusal else {
      if style.naming != .text {
        put(
          &scene, call.route.service, call.host, time, "debug",
          place(name, host) + [("took_ms", "\(Int(call.dependencyLatency.rounded()))")],
          "call done", call.trace)
      }
      return (status, "request done")
    }
    let (answer, reason) =
      switch refusal {
      case .refused: (502, "dial tcp \(address): connect: connection refused")
      case .timedOut: (504, "request to \(address) timed out after 10 s")
      case .noName: (502, "dial tcp: lookup \(host): no such host")
      case .reset: (500, "read tcp \(address): connection reset by peer")
      case .status(let code): (code == 401 ? 401 : 502, "\(host) answered \(code)")
      }
    put(
      &scene, call.route.service, call.host, time, "error", place(name, host),
      "call failed: \(reason)", call.trace)
    return (answer, style.naming == .text ? "failed: \(reason)" : "request failed")
  }

  private func place(_ name: String, _ host: String) -> [(String, String)] {
    switch style.naming {
    case .peer: [("peer", name)]
    case .upstream: [("upstream", host)]
    case .url: [("url", "https://\(host)/v1/\(name.hasSuffix("db") ? "query" : "do")")]
    case .text: []
    }
  }

  /// A line about no request.
  func say(
    _ scene: inout Scene, _ service: String, host: Int, at time: Double, level: String,
    _ text: String
  ) {
    put(&scene, service, host, time, level, [], text, nil)
  }

  /// The question of a load balancer whether the edge is well.
  func probe(_ scene: inout Scene, at time: Double) {
    edge(
      &scene, at: time, ip: "10.0.0.2", method: "GET", "/healthz", 200, took: 1, to: "edge",
      trace: "")
  }

  private func edge(
    _ scene: inout Scene, _ call: MeshCall, _ path: String, _ status: Int, took: Double
  ) {
    let ip = "100.\(64 + call.user % 60).\(call.user / 60 % 250).\(1 + call.user % 250)"
    edge(
      &scene, at: call.time + took / 1000, ip: ip, method: call.route.method, path, status,
      took: took, to: call.route.service, trace: style.hasTraces ? call.trace : "")
  }

  private func edge(
    _ scene: inout Scene, at ends: Double, ip: String, method: String, _ path: String,
    _ status: Int, took: Double, to service: String, trace: String
  ) {
    let stamp = scene.clock.rfc3339(ends)
    switch style.edge {
    case .none: return
    case .json:
      scene.write(
        "edge.log", ends,
        #"{"ts":"\#(stamp)","service":"edge","remote_addr":"\#(ip)","#
          + #""method":"\#(method)","uri":"\#(path)","status":\#(status),"#
          + #""request_time":\#(seconds(took)),"upstream":"\#(service)""#
          + (trace.isEmpty ? "}" : #","trace_id":"\#(trace)"}"#))
    case .logfmt:
      scene.write(
        "edge.log", ends,
        "time=\(stamp) service=edge level=info msg=access client=\(ip) "
          + "method=\(method) path=\(path) status=\(status) "
          + "duration_ms=\(Int(took.rounded())) backend=\(service)"
          + (trace.isEmpty ? "" : " trace_id=\(trace)"))
    }
  }

  private func seconds(_ milliseconds: Double) -> String {
    let whole = Int(milliseconds.rounded())
    return "\(whole / 1000)." + "\(1000 + whole % 1000)".dropFirst()
  }

  private func put(
    _ scene: inout Scene, _ service: String, _ host: Int, _ time: Double, _ level: String,
    _ fields: [(String, String)], _ text: String, _ trace: String?
  ) {
    let stamp = scene.clock.rfc3339(time)
    let named = "\(service)-\(["5x2kd", "9mwq7", "tt4zp", "c8hnb"][host % 4])"
    var members = fields
    if let trace, style.hasTraces { members.append(("trace_id", trace)) }
    if style.isLogfmt {
      let rest = members.map { " \($0.0)=\($0.1)" }.joined()
      scene.write(
        "\(service).log", time,
        "ts=\(stamp) level=\(level) service=\(service) pod=\(named) msg=\"\(text)\"\(rest)")
    } else {
      let numbers = ["status", "duration_ms", "took_ms"]
      let rest = members.map {
        numbers.contains($0.0) ? #","\#($0.0)":\#($0.1)"# : #","\#($0.0)":"\#($0.1)""#
      }.joined()
      scene.write(
        "\(service).log", time,
        #"{"timestamp":"\#(stamp)","level":"\#(level)","service":"\#(service)","#
          + #""pod":"\#(named)","message":"\#(text)"\#(rest)}"#)
    }
  }
}
