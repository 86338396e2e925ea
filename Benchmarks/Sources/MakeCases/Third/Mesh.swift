import Glibc

/// What users ask of a shop made of services.
struct Route {
  var method = "GET"
  var path: String
  var service: String
  /// What the service calls for it.
  var dependency: String?
  /// Milliseconds, without the dependency's.
  var latency = 15.0
  var dependencyLatency = 30.0
  var weight = 1.0

  var name: String { "\(method) \(path)" }
}

/// A request on its way.
struct MeshCall {
  var time: Double
  var route: Route
  var user: Int
  var host: Int
  var trace: String
  /// Which time it is tried.
  var attempt = 1
  /// Milliseconds.
  var latency: Double
  var dependencyLatency: Double
  /// The service answers this without a call to its dependency.
  var answer: (status: Int, text: String)?
  /// What came of the call to the dependency, where it failed.
  var refusal: Refusal?
  /// A fault had a hand in it.
  var isTouched = false
  /// A fault made its answer.
  var isTurnedAway = false
}

/// How a call to a dependency fails.
enum Refusal {
  case refused, timedOut, noName, reset
  case status(Int)
}

/// Something that is done to the calls of a while.
struct Upset {
  var from: Double
  var to: Double = .infinity
  /// The seconds since `from` are given.
  var act: (inout MeshCall, Double, inout Dice) -> Void
}

/// How the services write.
struct MeshStyle {
  /// Where a dependency's name stands.
  enum Naming: CaseIterable { case peer, upstream, url, text }
  enum Edge: CaseIterable { case json, logfmt, none }

  var naming = Naming.peer
  var edge = Edge.json
  var hasTraces = true
  var isLogfmt = false

  init(_ dice: inout Dice) {
    naming = dice.pick(Naming.allCases)
    edge = dice.pick([(.json, weight: 3), (.logfmt, weight: 1.5), (.none, weight: 1)])
    hasTraces = dice.chance(0.6)
    isLogfmt = dice.chance(0.25)
  }
}

/// Edge, services and what they depend on.
struct Mesh {
  static let routes = [
    Route(
      path: "/api/catalog", service: "catalog", dependency: "redis-cache",
      dependencyLatency: 3, weight: 8),
    Route(
      path: "/api/catalog/items/:id", service: "catalog", dependency: "catalog-db",
      dependencyLatency: 9, weight: 7),
    Route(
      method: "POST", path: "/api/cart", service: "cart", dependency: "redis-cache",
      dependencyLatency: 4, weight: 4),
    Route(
      path: "/api/cart", service: "cart", dependency: "redis-cache",
      dependencyLatency: 3, weight: 4),
    Route(
      method: "POST", path: "/api/checkout", service: "checkout", dependency: "payments-api",
      latency: 40, dependencyLatency: 180, weight: 2.5),
    Route(
      path: "/api/orders", service: "checkout", dependency: "orders-db",
      dependencyLatency: 14, weight: 2),
    Route(
      method: "POST", path: "/api/login", service: "account", dependency: "users-db",
      latency: 60, dependencyLatency: 8, weight: 2),
    Route(
      path: "/api/profile", service: "account", dependency: "users-db",
      dependencyLatency: 6, weight: 2),
  ]

  var routes = Mesh.routes
  var style: MeshStyle
  /// Visits an hour; each asks for about six things.
  var visits = 190.0
  var season: (Double) -> Double = { 1 + 0.3 * sin($0 / 7000) }
  var peak = 1.4
  var hosts = 2
  var upsets: [Upset] = []
  /// Whether a call belongs to the first of the troubles.
  var isReached: (MeshCall) -> Bool = { _ in false }
  /// Requests that come all the same.
  var admits: (Route, Double, inout Dice) -> Bool = { _, _, _ in true }
  /// Connections of a service to its dependency, and how long (s) a call waits for one.
  var pool: (service: String, size: Int, patience: Double)?
  /// Share of failed calls that the client tries again, and after how long.
  var retries = (share: 0.15, mean: 3.0, most: 2)
  /// Share of calls that fail on any day.
  var background = 0.0008
  var population = 900
  /// Further visits: moments, whose users are new.
  var crowd: [(time: Double, route: Route)] = []

  /// Moments when pool connections are free again.
  private var free: [Double] = []

  init(_ scene: inout Scene) { style = MeshStyle(&scene.dice) }

  mutating func play(_ scene: inout Scene) {
    var waiting = asked(&scene).sorted { $0.time > $1.time }
    free = Array(repeating: 0, count: pool?.size ?? 0)
    var again: [MeshCall] = []
    while !waiting.isEmpty || !again.isEmpty {
      let next = again.indices.min { again[$0].time < again[$1].time }
      let call: MeshCall
      if let next, again[next].time < (waiting.last?.time ?? .infinity) {
        call = again.remove(at: next)
      } else {
        call = waiting.removeLast()
      }
      guard let failedAt = serve(&scene, call), call.attempt <= retries.most,
        scene.dice.chance(retries.share)
      else { continue }
      var repeated = fresh(
        &scene, call.route, user: call.user,
        at: failedAt + 0.3 + scene.dice.exponential(mean: retries.mean))
      repeated.attempt = call.attempt + 1
      again.append(repeated)
    }
    chores(&scene)
  }

  private func asked(_ scene: inout Scene) -> [MeshCall] {
    var calls: [MeshCall] = []
    let weighted = routes.map { ($0, weight: $0.weight) }
    for begin in scene.dice.moments(
      from: -600, to: scene.seconds, perHour: visits, peak: peak, season: season)
    {
      // A few come every day, many once.
      let user = Int(Double(population) * pow(scene.dice.uniform(), 2))
      var at = begin
      repeat {
        let route = scene.dice.pick(weighted)
        if at >= 0, at < scene.seconds, admits(route, at, &scene.dice) {
          calls.append(fresh(&scene, route, user: user, at: at))
        }
        at += scene.dice.think()
      } while scene.dice.chance(0.83)
    }
    for (number, one) in crowd.enumerated() {
      calls.append(fresh(&scene, one.route, user: population + number % 700, at: one.time))
    }
    return calls
  }

  private func fresh(
    _ scene: inout Scene, _ route: Route, user: Int, at time: Double
  ) -> MeshCall {
    MeshCall(
      time: time, route: route, user: user, host: scene.dice.below(hosts),
      trace: scene.dice.hex(16),
      latency: scene.dice.logNormal(median: route.latency, spread: 0.5),
      dependencyLatency: route.dependency == nil
        ? 0 : scene.dice.logNormal(median: route.dependencyLatency, spread: 0.6))
  }

  /// When it failed, if it did.
  private mutating func serve(_ scene: inout Scene, _ asked: MeshCall) -> Double? {
    var call = asked
    let usual = call.latency + call.dependencyLatency
    if scene.dice.chance(background) { call.refusal = .reset }
    let share = scene.dice.uniform()
    if call.route.path == "/api/login", share < 0.06 {
      call.answer = (401, "wrong password")
    } else if call.route.path.hasSuffix(":id"), share < 0.03 {
      call.answer = (404, "no such item")
    }
    for upset in upsets where call.time >= upset.from && call.time < upset.to {
      upset.act(&call, call.time - upset.from, &scene.dice)
    }
    waitForConnection(&call)
    let took: Double
    if call.answer != nil {
      took = call.latency
    } else {
      took = call.latency + call.dependencyLatency
    }
    let status = MeshWriter(style: style, hosts: hosts).write(&scene, call, took: took)
    let isSlow = took > 2 * usual && took > usual + 50
    if isReached(call) {
      let isBad =
        call.isTouched && (status >= 500 || isSlow || call.isTurnedAway)
      scene.saw(0, call.time, call.time + took / 1000, bad: isBad, call.route.name)
    }
    return status >= 500 ? call.time + took / 1000 : nil
  }

  private mutating func waitForConnection(_ call: inout MeshCall) {
    guard let pool, call.route.service == pool.service, call.route.dependency != nil,
      call.answer == nil, let at = free.indices.min(by: { free[$0] < free[$1] })
    else { return }
    let wait = max(0, free[at] - call.time)
    if wait > pool.patience {
      call.latency += pool.patience * 1000
      call.answer = (
        500,
        "could not get a connection to \(call.route.dependency ?? "") within "
          + "\(Int(pool.patience)) s (pool size \(pool.size))"
      )
      call.isTouched = true
      return
    }
    if wait > 0.05 { call.isTouched = true }
    call.dependencyLatency += wait * 1000
    free[at] = call.time + call.dependencyLatency / 1000
  }

  /// What services say without being asked.
  private func chores(_ scene: inout Scene) {
    let names = Array(Set(routes.map(\.service))).sorted()
    let writer = MeshWriter(style: style, hosts: hosts)
    for at in stride(from: scene.dice.between(0, 15), to: scene.seconds, by: 15) {
      writer.probe(&scene, at: at + scene.dice.between(0, 0.03))
    }
    for service in names {
      for host in 0..<hosts {
        for at in stride(from: scene.dice.between(0, 60), to: scene.seconds, by: 60) {
          let live = 180 + scene.dice.below(90)
          writer.say(
            &scene, service, host: host, at: at + scene.dice.between(0, 0.2), level: "debug",
            "heap \(live) MB of 512 MB in use")
        }
      }
      for at in scene.dice.moments(to: scene.seconds, perHour: 1.5) {
        let text = scene.dice.pick([
          "retrying call, attempt 2 of 3", "slow garbage collection", "config reloaded",
          "connection was stale, opened another one",
        ])
        writer.say(
          &scene, service, host: scene.dice.below(hosts), at: at,
          level: text == "config reloaded" ? "info" : "warn", text)
      }
    }
  }
}
