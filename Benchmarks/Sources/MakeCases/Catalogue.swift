import Glibc

/// Every kind of case, by name.
///
/// Places and sizes are drawn anew for each seed: `at` is a random moment in the middle half.
enum Catalogue {
  typealias Make = (inout CaseTraffic) -> Case

  static var all: [(name: String, make: Make)] {
    failures + partial + others + healthy + withHistory + values
  }

  /// An outage of orders of so many seconds, by a share.
  private static func outage(
    _ random: inout CaseTraffic, minutes: Double, share: Double, in made: Case
  ) -> Fault {
    let from = made.seconds * (0.25 + 0.5 * random.uniform()) - minutes * 30
    return Fault(
      from: from, to: from + minutes * 60, share: { _ in share },
      covers: { $0.operation == made.operations[0] })
  }

  private static func one(
    minutes: Double, share: Double, rate: Double = 0.15, background: Double = 0,
    hours: Double = 2, _ change: @escaping (inout Case, inout Fault) -> Void = { _, _ in }
  ) -> Make {
    { random in
      var made = Case()
      made.seconds = hours * 3600
      made.operations[0].rate = rate
      made.operations[0].background = background
      var fault = outage(&random, minutes: minutes, share: share, in: made)
      change(&made, &fault)
      made.faults.append(fault)
      return made
    }
  }

  private static var failures: [(name: String, make: Make)] {
    [
      ("sparse-total", one(minutes: 11, share: 1, rate: 1.1 / 60)),
      ("sparse-background", one(minutes: 11, share: 1, rate: 1.1 / 60, background: 0.02)),
      ("short-total", one(minutes: 1.5, share: 1)),
      ("most-fail", one(minutes: 18, share: 0.6)),
      ("fifth-fails", one(minutes: 15, share: 0.2)),
      (
        "dense-few",
        one(minutes: 7, share: 0.05, rate: 20, background: 0.003, hours: 1)
      ),
      (
        "dense-slight",
        one(minutes: 20, share: 0.015, rate: 15, background: 0.002, hours: 1)
      ),
      (
        "gradual",
        one(minutes: 20, share: 0.4) { _, fault in
          fault.share = { min(0.4, 0.4 * $0 / 600) }
        }
      ),
      (
        "flapping",
        one(minutes: 9, share: 1, rate: 0.5) { _, fault in
          fault.share = { Int($0 / 60) % 2 == 0 ? 1 : 0 }
        }
      ),
      (
        "ongoing",
        one(minutes: 20, share: 1) { made, fault in
          // Off the whole minute, where programs that count by minutes would have no error.
          fault.from = made.seconds - 1200 + (fault.from - fault.from.rounded(.down)) * 60
          fault.to = nil
        }
      ),
      (
        "on-at-start",
        one(minutes: 20, share: 1) { made, fault in
          fault.from = -1
          fault.to = 900
        }
      ),
      (
        "two-outages",
        { random in
          var made = Case()
          made.seconds = 14_400
          var one = outage(&random, minutes: 8, share: 0.9, in: made)
          one.from = 2400 + 600 * random.uniform()
          one.to = one.from + 480
          var other = one
          other.from = 10_000 + 600 * random.uniform()
          other.to = other.from + 600
          made.faults = [one, other]
          return made
        }
      ),
      (
        "retried",
        one(minutes: 6, share: 1, rate: 0.5) { made, fault in
          // Who was refused comes again, a little later.
          made.order = .failuresFirst
          var again = fault
          again.from += 45
          again.signal = .count
          again.arrivals = 4
          again.isIncident = false
          again.harm = { _ in }
          made.faults = [again]
        }
      ),
      (
        "overload",
        one(minutes: 8, share: 0.8, rate: 0.5) { made, fault in
          // Too many come, and then it breaks.
          made.order = .spikeFirst
          var crowd = fault
          crowd.from -= 60
          crowd.signal = .count
          crowd.arrivals = 5
          crowd.isIncident = false
          crowd.harm = { _ in }
          made.faults = [crowd]
        }
      ),
      (
        "every-ten-minutes",
        { random in
          var made = Case()
          made.seconds = 43_200
          let check = Operation(service: "probe", method: "POST", path: "/check/order", rate: 0)
          made.scheduled = [(check, 600)]
          let from = 18_000 + 600 * random.uniform()
          made.faults = [
            Fault(from: from, to: from + 3600, covers: { $0.operation == check })
          ]
          return made
        }
      ),
    ]
  }

  private static var partial: [(name: String, make: Make)] {
    [
      (
        "partial-background",
        one(minutes: 20, share: 0.03, rate: 8, background: 0.002, hours: 1)
      ),
      (
        "one-tenant",
        one(minutes: 15, share: 1, rate: 1) { _, fault in
          fault.covers = { $0.extra.contains("tenant-7\"") && $0.operation.path == "/api/order" }
        }
      ),
      (
        "one-host",
        one(minutes: 12, share: 1, rate: 1) { made, fault in
          made.hosts = 4
          fault.covers = { $0.host == "shop-2" && $0.operation.path == "/api/order" }
        }
      ),
      (
        "three-layers",
        { random in
          var made = Case()
          made.operations = [
            Operation(service: "edge", rate: 0.3, latency: 60),
            Operation(service: "shop", path: "/internal/order", rate: 0, latency: 50),
            Operation(service: "factory", path: "/bake", rate: 0, latency: 40),
            Operation(service: "edge", method: "GET", path: "/api/menu", rate: 0.5, latency: 12),
          ]
          made.callers = [
            ("POST /api/order", "POST /internal/order"),
            ("POST /internal/order", "POST /bake"),
          ]
          var fault = outage(&random, minutes: 10, share: 1, in: made)
          fault.covers = { $0.operation.service == "factory" }
          made.faults = [fault]
          return made
        }
      ),
      (
        "twelve-services",
        { random in
          var made = Case()
          made.operations = (0..<12).map { at in
            Operation(
              service: "svc\(at)", method: at % 2 == 0 ? "POST" : "GET", path: "/v1/thing\(at)",
              rate: 0.2, latency: 20 + 5 * Double(at), background: 0.004)
          }
          var fault = outage(&random, minutes: 10, share: 0.8, in: made)
          fault.covers = { $0.operation.service == "svc5" }
          made.faults = [fault]
          return made
        }
      ),
      (
        "skewed-clocks",
        one(minutes: 10, share: 1, rate: 0.5) { made, _ in
          made.operations[1].service = "menu"
          made.skew = ["menu": 7]
        }
      ),
    ]
  }

  private static var others: [(name: String, make: Make)] {
    [
      (
        "slow",
        one(minutes: 12, share: 1) { _, fault in
          fault.signal = .latency
          fault.harm = { $0.latency *= 3 }
        }
      ),
      (
        "throttled",
        one(minutes: 12, share: 0.7, rate: 1) { _, fault in
          fault.signal = .latency
          fault.harm = { $0.latency += 2000 }
        }
      ),
      (
        "timeouts",
        one(minutes: 10, share: 1) { _, fault in
          fault.harm = { call in
            call.status = 504
            call.latency = 30_000
            call.message = "upstream timed out"
          }
        }
      ),
      (
        "content",
        one(minutes: 15, share: 1, rate: 0.5) { _, fault in
          fault.signal = .content
          fault.harm = { $0.extra += #","reportUrl":"https://factory.example/report/1""# }
        }
      ),
      (
        "no-orders",
        one(minutes: 12, share: 1) { _, fault in
          fault.signal = .silence
          fault.arrivals = 0
          fault.harm = { _ in }
        }
      ),
      (
        "silent-host",
        { random in
          var made = Case()
          made.hosts = 3
          let from = 3000 + 600 * random.uniform()
          made.mute = ("shop-1", from, from + 720)
          return made
        }
      ),
    ]
  }

  private static var healthy: [(name: String, make: Make)] {
    [
      (
        "null-retries",
        { random in
          var made = Case()
          made.seconds = 43_200
          made.operations[0].background = 0.01
          made.operations[0].rate = 0.4
          return made
        }
      ),
      (
        "null-noisy",
        { random in
          var made = Case()
          made.seconds = 43_200
          let phase = random.uniform() * 6
          made.season = { exp(0.5 * sin($0 / 700 + phase) * sin($0 / 97)) }
          return made
        }
      ),
      (
        "null-season",
        { _ in
          var made = Case()
          made.seconds = 3 * 86_400
          made.operations[0].background = 0.004
          made.season = { 1 + 0.8 * sin(2 * .pi * $0 / 86_400) }
          return made
        }
      ),
      (
        "null-spike",
        one(minutes: 5, share: 1, rate: 0.5, hours: 6) { _, fault in
          fault.signal = .count
          fault.arrivals = 4
          fault.isIncident = false
          fault.harm = { _ in }
        }
      ),
      (
        "null-hungry",
        { random in
          // Orders for too many pizzas are refused every few minutes, slowly, every day.
          var made = Case()
          made.seconds = 43_200
          made.faults = [
            Fault(
              from: 0, to: nil, share: { Int($0) % 2400 < 600 ? 0.04 : 0.01 },
              covers: { $0.operation.path == "/api/order" },
              harm: { call in
                call.status = 500
                call.latency = 32_000
                call.message = "order is too large for the oven"
              }, isIncident: false)
          ]
          return made
        }
      ),
      (
        "nightly-backup",
        { _ in
          var made = Case()
          made.seconds = 4 * 86_400
          made.operations = [Operation(rate: 0.05, background: 0.002)]
          made.faults = (0..<4).map { night in
            let from = Double(night) * 86_400 + 10_800
            return Fault(from: from, to: from + 600, share: { _ in 0.9 })
          }
          made.recurs = true
          return made
        }
      ),
    ]
  }
}
