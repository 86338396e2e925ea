/// The kinds of the third model: sites, services, short rounds and ordinary days.
enum ThirdCatalogue {
  /// Makes a case from its seed.
  typealias Make = (UInt64) -> Scene

  static var all: [(name: String, make: Make)] {
    dependencies + slownesses + services + sites + rounds + healthy + orders
  }
}

/// From when to when a fault lasts.
struct Span {
  var from: Double
  var to: Double
  var seconds: Double { to - from }
}

extension Upset {
  /// Calls to a dependency fail, by a share.
  static func failing(
    _ dependency: String, _ span: Span, share: Double = 1, as refusal: Refusal
  ) -> Upset {
    Upset(from: span.from, to: span.to) { call, _, dice in
      guard call.route.dependency == dependency, dice.chance(share) else { return }
      call.refuse(refusal)
    }
  }

  /// Calls to a dependency take longer.
  static func slow(
    _ dependency: String, _ span: Span, factor: @escaping (Double) -> Double
  ) -> Upset {
    Upset(from: span.from, to: span.to) { call, elapsed, _ in
      guard call.route.dependency == dependency, call.answer == nil else { return }
      call.dependencyLatency *= factor(elapsed)
      call.isTouched = true
    }
  }

  /// A service answers with an error, by a share.
  static func answering(
    _ status: Int, _ text: String, _ span: Span, share: Double = 1,
    where covers: @escaping (MeshCall) -> Bool
  ) -> Upset {
    Upset(from: span.from, to: span.to) { call, _, dice in
      guard covers(call), dice.chance(share) else { return }
      call.answer = (status, text)
      call.latency = dice.logNormal(median: 6, spread: 0.5)
      call.isTouched = true
      call.isTurnedAway = true
    }
  }
}

extension MeshCall {
  /// Its call to the dependency fails; one that needs none is spared.
  mutating func refuse(_ refusal: Refusal) {
    guard answer == nil else { return }
    self.refusal = refusal
    isTouched = true
    switch refusal {
    case .timedOut: dependencyLatency = 10_000
    case .refused: dependencyLatency = 1.5
    case .noName, .reset, .status: dependencyLatency = min(dependencyLatency, 25)
    }
  }
}
