/// Faults of what services depend on.
extension ThirdCatalogue {
  typealias Change = (inout Mesh, inout Scene, Span) -> Void

  /// A mesh with one fault of so many minutes.
  static func mesh(
    _ shape: Trouble.Shape, _ service: String, _ dependency: String? = nil,
    minutes: ClosedRange<Double>, hours: Double = 3, visits: Double = 190,
    signal: Fault.Signal = .failures, reached: ((MeshCall) -> Bool)? = nil,
    _ change: @escaping Change
  ) -> Make {
    { seed in
      var scene = Scene(seed: seed, hours: hours, beginsAt: Double(seed % 19))
      var mesh = Mesh(&scene)
      mesh.visits = visits
      let from = scene.dice.middle(of: scene.seconds)
      let lasts = scene.dice.between(minutes.lowerBound, minutes.upperBound) * 60
      let span = Span(from: from, to: from + lasts)
      scene.troubles = [
        Trouble(
          from: span.from, to: span.to, shape: shape, signal: signal, service: service,
          dependency: dependency)
      ]
      mesh.isReached =
        reached ?? { call in
          dependency.map { call.route.dependency == $0 } ?? (call.route.service == service)
        }
      change(&mesh, &scene, span)
      // A slow call fails with no text, and there no other place names what it waited for.
      if signal == .latency, mesh.style.naming == .text, mesh.upsets.count == 1 {
        scene.troubles[0].dependency = nil
      }
      mesh.play(&scene)
      return scene
    }
  }

  /// Services and what they depend on, one of them by the seed.
  private static func any(
    _ shape: Trouble.Shape, minutes: ClosedRange<Double>, hours: Double = 3,
    visits: Double = 190, signal: Fault.Signal = .failures,
    _ change: @escaping (inout Mesh, inout Scene, Span, String) -> Void
  ) -> Make {
    { seed in
      let pairs = [
        ("checkout", "payments-api"), ("checkout", "orders-db"), ("account", "users-db"),
        ("catalog", "catalog-db"),
      ]
      let (service, dependency) = pairs[Int(seed % 4)]
      return mesh(
        shape, service, dependency, minutes: minutes, hours: hours, visits: visits,
        signal: signal
      ) { mesh, scene, span in
        change(&mesh, &scene, span, dependency)
      }(seed)
    }
  }

  static var dependencies: [(name: String, make: Make)] {
    [
      (
        "dependency-outage",
        any(.step, minutes: 6...16) { mesh, scene, span, name in
          let refusal: Refusal = scene.dice.chance(0.5) ? .refused : .timedOut
          mesh.upsets = [.failing(name, span, as: refusal)]
        }
      ),
      (
        "dependency-partial",
        any(.step, minutes: 12...25, visits: 400) { mesh, _, span, name in
          mesh.upsets = [.failing(name, span, share: 0.35, as: .status(503))]
        }
      ),
      (
        "edge-and-service",
        any(.step, minutes: 8...14) { mesh, _, span, name in
          // The same fault, seen twice, with nothing that ties the lines together.
          mesh.style.hasTraces = false
          mesh.style.edge = .json
          mesh.upsets = [.failing(name, span, share: 0.9, as: .refused)]
        }
      ),
      (
        "no-such-host",
        any(.step, minutes: 10...14, visits: 400) { mesh, _, span, name in
          let half = Span(from: span.from + span.seconds / 2, to: span.to)
          mesh.upsets = [
            .failing(name, span, share: 0.4, as: .noName), .failing(name, half, as: .noName),
          ]
        }
      ),
      (
        "flapping-dependency",
        any(.flapping, minutes: 12...18, visits: 500) { mesh, scene, span, name in
          var at = span.from
          while at < span.to {
            let off = min(span.to, at + scene.dice.between(25, 70))
            mesh.upsets.append(.failing(name, Span(from: at, to: off), as: .refused))
            at = off + scene.dice.between(25, 70)
          }
          scene.troubles[0].to = mesh.upsets.last?.to
        }
      ),
      (
        "failover",
        any(.phased, minutes: 8...12, visits: 600) { mesh, _, span, name in
          let cut = span.from + 40
          mesh.upsets = [
            .failing(name, Span(from: span.from, to: cut), as: .refused),
            .slow(name, Span(from: cut, to: span.to)) { _ in 14 },
          ]
        }
      ),
      (
        "slow-then-down",
        any(.phased, minutes: 17...22, visits: 400) { mesh, _, span, name in
          let cut = span.from + 600
          mesh.upsets = [
            .slow(name, Span(from: span.from, to: cut)) { _ in 9 },
            .failing(name, Span(from: cut, to: span.to), as: .refused),
          ]
        }
      ),
      (
        "two-services-one-cache",
        mesh(.step, "", "redis-cache", minutes: 7...12) { mesh, _, span in
          mesh.style.hasTraces = false
          mesh.upsets = [.failing("redis-cache", span, share: 0.8, as: .timedOut)]
        }
      ),
    ]
  }

  private static func isSecondCart(_ call: MeshCall) -> Bool {
    call.route.service == "cart" && call.host == 1
  }

  static var slownesses: [(name: String, make: Make)] {
    [
      (
        "slow-dependency",
        any(.step, minutes: 12...20, visits: 400, signal: .latency) { mesh, _, span, name in
          mesh.upsets = [.slow(name, span) { _ in 12 }]
        }
      ),
      (
        "saturation",
        any(.ramp, minutes: 40...50, visits: 500, signal: .latency) { mesh, scene, span, name in
          scene.troubles[0].beginsUnseen = true
          mesh.upsets = [.slow(name, span) { 1 + 19 * $0 / span.seconds }]
        }
      ),
      (
        "brownout",
        mesh(
          .step, "", "redis-cache", minutes: 12...20, visits: 300, signal: .latency
        ) { mesh, _, span in
          mesh.upsets = [
            .slow("redis-cache", span) { _ in 40 },
            .failing("redis-cache", span, share: 0.08, as: .reset),
          ]
        }
      ),
      (
        "pool-exhausted",
        any(.phased, minutes: 10...15, visits: 700) { mesh, scene, span, name in
          let service = mesh.routes.first { $0.dependency == name }?.service ?? ""
          mesh.pool = (service, 6, 4)
          scene.troubles[0].endsLate = true
          mesh.isReached = { $0.route.service == service }
          mesh.upsets = [
            Upset(from: span.from, to: span.to) { call, _, dice in
              guard call.route.dependency == name else { return }
              call.dependencyLatency = dice.logNormal(median: 45_000, spread: 0.3)
              call.isTouched = true
            }
          ]
        }
      ),
      (
        "far-tail",
        mesh(.step, "catalog", minutes: 22...30, visits: 900, signal: .latency) {
          mesh, _, span in
          mesh.upsets = [
            Upset(from: span.from, to: span.to) { call, _, dice in
              guard call.route.service == "catalog", dice.chance(0.025) else { return }
              call.latency += 3000
              call.isTouched = true
            }
          ]
        }
      ),
      (
        "process-pauses",
        mesh(
          .flapping, "cart", minutes: 12...16, visits: 1400, signal: .latency,
          reached: isSecondCart
        ) { mesh, scene, span in
          var at = span.from
          while at < span.to {
            let begin = at
            let off = begin + scene.dice.between(4, 9)
            mesh.upsets.append(
              Upset(from: begin, to: off) { call, elapsed, _ in
                guard isSecondCart(call) else { return }
                call.latency += (off - begin - elapsed) * 1000
                call.isTouched = true
              })
            scene.troubles[0].to = off
            at = off + scene.dice.between(30, 90)
          }
        }
      ),
    ]
  }
}
