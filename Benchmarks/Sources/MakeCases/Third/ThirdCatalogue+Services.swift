import Glibc

/// Faults of the services themselves.
extension ThirdCatalogue {
  private static let deployed = "starting, version "

  /// A line of a service that says which version begins.
  private static func start(
    _ scene: inout Scene, _ mesh: Mesh, _ service: String, host: Int, _ version: String,
    at time: Double
  ) {
    MeshWriter(style: mesh.style, hosts: mesh.hosts).say(
      &scene, service, host: host, at: time, level: "info", deployed + version)
  }

  private static func isCanary(_ call: MeshCall) -> Bool {
    call.route.service == "checkout" && call.host == 3
  }
  private static func isItem(_ call: MeshCall) -> Bool {
    call.route.path == "/api/catalog/items/:id"
  }
  private static func isProfile(_ call: MeshCall) -> Bool {
    call.route.path == "/api/profile"
  }

  static var services: [(name: String, make: Make)] {
    changed + broken + fewer
  }

  private static var changed: [(name: String, make: Make)] {
    [
      (
        "canary",
        mesh(
          .oneHost, "checkout", minutes: 12...20, visits: 700,
          reached: isCanary
        ) { mesh, scene, span in
          mesh.hosts = 4
          start(&scene, mesh, "checkout", host: 3, "3.8.0", at: span.from - 1.2)
          start(&scene, mesh, "checkout", host: 3, "3.7.4", at: span.to + 0.4)
          mesh.upsets = [
            .answering(
              500, "TypeError: total is undefined", span, share: 0.7, where: isCanary)
          ]
        }
      ),
      (
        "bad-deploy",
        mesh(
          .step, "catalog", minutes: 8...18,
          reached: isItem
        ) { mesh, scene, span in
          for host in 0..<mesh.hosts {
            start(&scene, mesh, "catalog", host: host, "5.2.0", at: span.from - 0.8)
            start(&scene, mesh, "catalog", host: host, "5.1.9", at: span.to + 0.3)
          }
          mesh.upsets = [
            .answering(500, "column item.colour does not exist", span, share: 0.6) {
              isItem($0)
            }
          ]
        }
      ),
      (
        "leak",
        mesh(.ramp, "account", minutes: 65...85, hours: 4, visits: 400) { mesh, scene, span in
          scene.troubles[0].beginsUnseen = true
          for host in 0..<mesh.hosts {
            start(&scene, mesh, "account", host: host, "1.14.0", at: span.to)
          }
          mesh.upsets = [
            Upset(from: span.from, to: span.to) { call, elapsed, dice in
              guard call.route.service == "account" else { return }
              let full = elapsed / span.seconds
              call.latency *= 1 + 12 * full * full
              call.isTouched = true
              if full > 0.7, dice.chance((full - 0.7) * 2.5) {
                call.answer = (500, "java.lang.OutOfMemoryError: Java heap space")
              }
            }
          ]
        }
      ),
      (
        "rotated-key",
        mesh(.step, "checkout", minutes: 10...25) { mesh, _, span in
          mesh.upsets = [
            .answering(401, "token signed with an unknown key", span) {
              $0.route.service == "checkout"
            }
          ]
        }
      ),
      (
        "lost-route",
        mesh(.step, "account", minutes: 12...25, reached: isProfile) {
          mesh, _, span in
          mesh.upsets = [
            .answering(404, "no handler for this route", span) {
              isProfile($0)
            }
          ]
        }
      ),
      (
        "limiter",
        mesh(.step, "catalog", minutes: 8...15) { mesh, _, span in
          mesh.upsets = [
            .answering(429, "rate limit of 0 per minute exceeded", span, share: 0.85) {
              $0.route.service == "catalog"
            }
          ]
        }
      ),
    ]
  }

  private static var broken: [(name: String, make: Make)] {
    [
      (
        "crash-at-the-end",
        { seed in
          var died = 0.0
          var scene = mesh(.lasting, "checkout", minutes: 1...1) { mesh, scene, span in
            died = span.from + 25 + scene.dice.between(0, 30)
            scene.troubles[0].to = nil
            mesh.visits = 500
            mesh.upsets = [
              .answering(
                500, "fatal error: out of memory", Span(from: span.from, to: .infinity)
              ) { $0.route.service == "checkout" }
            ]
          }(seed)
          scene.end(at: died)
          return scene
        }
      ),
      ("queue-builds-up", { queue(seed: $0) }),
      ("own-errors", { ownErrors(seed: $0) }),
    ]
  }

  private static var fewer: [(name: String, make: Make)] {
    let isCheckout = { (call: MeshCall) in call.route.name == "POST /api/checkout" }
    let isCart = { (call: MeshCall) in call.route.name == "POST /api/cart" }
    return [
      (
        "requests-halve",
        mesh(
          .step, "checkout", minutes: 35...50, hours: 4, visits: 700, signal: .silence,
          reached: isCheckout
        ) { mesh, _, span in
          mesh.admits = { route, time, dice in
            route.name != "POST /api/checkout" || time < span.from || time >= span.to
              || dice.chance(0.4)
          }
        }
      ),
      (
        "requests-cease",
        mesh(
          .step, "cart", minutes: 20...30, visits: 300, signal: .silence, reached: isCart
        ) { mesh, _, span in
          mesh.admits = { route, time, _ in
            route.name != "POST /api/cart" || time < span.from || time >= span.to
          }
        }
      ),
    ]
  }

  /// A worker takes ten times as long for its jobs, which pile up until long after.
  private static func queue(seed: UInt64) -> Scene {
    mesh(.ramp, "mailer", "smtp-relay", minutes: 15...20, visits: 120, signal: .latency) {
      mesh, scene, span in
      mesh.isReached = { _ in false }
      scene.troubles[0].endsLate = true
      var free = 0.0
      for asked in scene.dice.moments(to: scene.seconds, perHour: 420) {
        let begin = max(asked, free)
        let isSlow = begin >= span.from && begin < span.to
        let took = scene.dice.logNormal(median: isSlow ? 18 : 1.6, spread: 0.35)
        free = begin + took
        let waited = begin - asked
        scene.saw(0, begin, free, bad: isSlow || waited > 12, "mailer send")
        scene.write(
          "mailer.log", free,
          #"{"timestamp":"\#(scene.clock.rfc3339(free))","level":"info","service":"mailer","#
            + #""message":"job done","job":"send","peer":"smtp-relay","#
            + #""duration_ms":\#(Int(took * 1000)),"waited_ms":\#(Int(waited * 1000))}"#)
      }
    }(seed)
  }

  /// A worker that serves no requests says that it cannot do its work.
  private static func ownErrors(seed: UInt64) -> Scene {
    mesh(.step, "billing", "rabbit-1", minutes: 9...16) { mesh, scene, span in
      mesh.isReached = { _ in false }
      for at in scene.dice.moments(to: scene.seconds, perHour: 260) {
        let isBad = at >= span.from && at < span.to
        scene.saw(0, at, at, bad: isBad, "billing")
        let number = 20_000 + scene.dice.below(9000)
        let stamp = scene.clock.rfc3339(at)
        scene.write(
          "billing.log", at,
          isBad
            ? #"{"timestamp":"\#(stamp)","level":"error","service":"billing","message":"#
              + #""could not publish invoice \#(number): dial tcp rabbit-1.internal:5672: "#
              + #"connect: connection refused"}"#
            : #"{"timestamp":"\#(stamp)","level":"info","service":"billing","message":"#
              + #""published invoice \#(number)"}"#)
      }
    }(seed)
  }
}
