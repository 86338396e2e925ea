/// A dependency's failure and a spike of requests: which was first, if either.
extension ThirdCatalogue {
  /// Moments of a crowd that comes at once and leaves slowly.
  private static func crowd(
    _ scene: inout Scene, _ name: String, _ span: Span, perMinute: Double
  ) -> [(time: Double, route: Route)] {
    let route = Mesh.routes.first { $0.name == name }
    return scene.dice.moments(from: span.from, to: span.to, perHour: perMinute * 60)
      .compactMap { time in route.map { (time, $0) } }
  }

  private static func order(
    _ word: Scene.Order, _ change: @escaping Change
  ) -> Make {
    { seed in
      // Few, some or many ask on an ordinary day.
      let visits = [120.0, 330, 700][Int(seed % 3)]
      return mesh(.step, "checkout", "payments-api", minutes: 6...10, visits: visits) {
        mesh, scene, span in
        scene.order = word
        change(&mesh, &scene, span)
      }(seed)
    }
  }

  static var orders: [(name: String, make: Make)] {
    [
      (
        "order-demand-first",
        order(.demandFirst) { mesh, scene, span in
          let begin = span.from - scene.dice.between(50, 140)
          mesh.crowd = crowd(
            &scene, "POST /api/checkout", Span(from: begin, to: span.to), perMinute: 22)
          mesh.upsets = [.failing("payments-api", span, share: 0.8, as: .timedOut)]
        }
      ),
      (
        "order-unrelated",
        order(.unrelated) { mesh, scene, span in
          // People look at the catalogue; an hour later payments fail.
          let begin = span.from - scene.dice.between(3000, 4200)
          mesh.crowd = crowd(
            &scene, "GET /api/catalog", Span(from: begin, to: begin + 480), perMinute: 60)
          mesh.upsets = [.failing("payments-api", span, as: .refused)]
        }
      ),
      (
        "order-retry-storm",
        order(.retry) { mesh, _, span in
          mesh.retries = (0.93, 5, 7)
          mesh.upsets = [.failing("payments-api", span, as: .refused)]
        }
      ),
      (
        "order-tie",
        order(.tie) { mesh, scene, span in
          // A campaign and a certificate that ends, at the same stroke of the clock.
          let begin = span.from + scene.dice.between(-0.4, 0.4)
          mesh.crowd = crowd(
            &scene, "POST /api/checkout", Span(from: begin, to: span.to), perMinute: 22)
          mesh.retries = (0, 1, 0)
          mesh.upsets = [.failing("payments-api", span, as: .refused)]
        }
      ),
    ]
  }
}
