/// What is wrong for a while, and which calls it is about.
struct Fault {
  enum Signal: String {
    case failures, latency, silence, content, count
    /// What a line says is what the one before said.
    case stall
  }

  /// Seconds from the case's begin.
  var from: Double
  /// `nil`: still on at the end.
  var to: Double?
  var signal = Signal.failures
  /// Share of its calls that suffer at a moment, counted from `from`.
  var share: (Double) -> Double = { _ in 1 }
  /// Which calls.
  var covers: (Call) -> Bool = { _ in true }
  /// What becomes of one that suffers.
  var harm: (inout Call) -> Void = { call in
    call.status = 500
    call.message = "Failed to fulfill order at factory"
  }
  /// Requests of its calls that still come.
  var arrivals = 1.0
  /// A person would call it an incident.
  var isIncident = true

  func isOn(at time: Double) -> Bool { time >= from && time < (to ?? .infinity) }
}

/// A made-up log with what is true of it.
struct Case {
  /// The ordinary days before it.
  var before: Case {
    var days = self
    days.seconds = Double(history) * 86_400
    days.faults = faults.filter { !$0.isIncident }
    days.mute = nil
    let begin = days.seconds
    days.season = { [season] in season($0 - begin) }
    return days
  }

  enum Order: String {
    case failuresFirst = "a_first"
    case spikeFirst = "b_first"
  }

  var seconds = 7200.0
  var operations: [Operation] = [
    Operation(rate: 0.15),
    Operation(method: "GET", path: "/api/menu", rate: 0.4, latency: 12),
    Operation(method: "PUT", path: "/api/auth", rate: 0.1, latency: 25),
  ]
  var faults: [Fault] = []
  var hosts = 1
  /// All its faults are one that comes back: one incident from the first start to the last end.
  var recurs = false
  /// Which of failures and a spike of requests came first, where there are both.
  var order: Order?
  /// Seconds that the clock of a service is ahead.
  var skew: [String: Double] = [:]
  /// Of the ordinary traffic, at a moment.
  var season: (Double) -> Double = { _ in 1 }
  /// Calls of an operation that another one makes, one for one: their caller fails with them.
  var callers: [(caller: String, callee: String)] = []
  /// Further members of a good answer's line, drawn anew for each.
  var answer: ((Call, inout CaseTraffic) -> String)?
  /// What the lines of an operation without a path say at a moment.
  var says: ((Operation, Double, inout CaseTraffic) -> String)?
  /// Calls at fixed moments, whatever the traffic's rate.
  var scheduled: [(operation: Operation, every: Double)] = []
  /// Days behind the first begin of all cases, a Tuesday, on which it begins.
  var day = 0
  /// Days before it that are written beside it, with what is usual and without faults.
  var history = 0
  /// Hosts that write nothing for a while.
  var mute: (host: String, from: Double, to: Double)?
}
