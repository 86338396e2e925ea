import Glibc

/// Kinds with ordinary days beside them, to be given as `--baseline`.
extension Catalogue {
  static var withHistory: [(name: String, make: Make)] {
    [
      ("dropped-orders-with-history", { random in droppedOrders(&random) }),
      ("null-weekend-with-history", { random in weekend(&random) }),
      ("null-night-with-history", { random in night(&random) }),
    ]
  }

  /// Fewer calls than elsewhere: there are weeks of them.
  private static let operations = [
    Operation(rate: 0.06),
    Operation(method: "GET", path: "/api/menu", rate: 0.1, latency: 12),
  ]

  /// Busy in the afternoon; at weekends half as much. Of a case that begins on so many a day of
  /// the week, Monday being 0.
  private static func season(from weekday: Int) -> (Double) -> Double {
    { time in
      let day = Int((time / 86_400).rounded(.down)) + weekday + 7000
      return (1 + 0.7 * sin(2 * .pi * (time / 3600 - 9) / 24)) * (day % 7 >= 5 ? 0.5 : 1)
    }
  }

  /// Orders fall to two fifths for half an hour of a working day; nothing fails.
  private static func droppedOrders(_ random: inout CaseTraffic) -> Case {
    var made = Case()
    made.operations = operations
    made.seconds = 86_400
    made.history = 14
    made.season = season(from: 1)
    let from = 36_000 + 28_800 * random.uniform()
    made.faults = [
      Fault(
        from: from, to: from + 1800, signal: .silence,
        covers: { $0.operation.path == "/api/order" }, harm: { _ in }, arrivals: 0.4)
    ]
    return made
  }

  /// A weekend with half of a weekend's traffic.
  private static func weekend(_ random: inout CaseTraffic) -> Case {
    var made = Case()
    made.operations = operations
    made.seconds = 2 * 86_400
    made.day = 4
    made.history = 14
    let level = 0.4 + 0.3 * random.uniform()
    let usual = season(from: 5)
    made.season = { usual($0) * ($0 >= 0 ? level : 1) }
    return made
  }

  /// Every night a job fails for an hour, and calls take long meanwhile.
  private static func night(_ random: inout CaseTraffic) -> Case {
    var made = Case()
    made.operations = operations
    made.seconds = 86_400
    made.history = 14
    made.season = season(from: 1)
    made.faults = [
      Fault(
        from: 0, to: nil,
        share: { time in
          let hour = time.truncatingRemainder(dividingBy: 86_400) / 3600
          return hour >= 1 && hour < 2 ? 0.2 : 0.002
        },
        covers: { $0.operation.path == "/api/order" },
        harm: { call in
          call.status = 500
          call.latency *= 4
          call.message = "locked by the nightly export"
        }, isIncident: false)
    ]
    return made
  }
}
