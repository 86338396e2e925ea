/// Plays a case: its calls in the order of their lines.
struct CaseMaker {
  let made: Case
  var traffic: CaseTraffic
  /// What the lines of an operation said last.
  private var said: [Operation: String] = [:]

  init(made: Case, traffic: CaseTraffic) {
    self.made = made
    self.traffic = traffic
  }

  mutating func calls() -> [Call] {
    var calls: [Call] = []
    for operation in made.operations where operation.rate > 0 {
      let times = traffic.arrivals(rate: operation.rate, seconds: made.seconds) { [made] time in
        var factor = made.season(time)
        let probe = Call(time: time, operation: operation, host: "", latency: 0)
        for fault in made.faults where fault.isOn(at: time) && fault.covers(probe) {
          factor *= fault.arrivals
        }
        return factor
      }
      for time in times { calls.append(call(operation, at: time)) }
    }
    for (operation, every) in made.scheduled {
      for time in stride(from: every / 3, to: made.seconds, by: every) {
        calls.append(call(operation, at: time))
      }
    }
    calls.sort { $0.time < $1.time }
    var played: [Call] = []
    for asked in calls { played += chain(from: asked) }
    if let mute = made.mute {
      played.removeAll { $0.host == mute.host && $0.time >= mute.from && $0.time < mute.to }
    }
    return played.sorted { $0.time < $1.time }
  }

  private mutating func call(_ operation: Operation, at time: Double) -> Call {
    var call = Call(
      time: time, operation: operation, host: "\(operation.service)-\(traffic.below(made.hosts))",
      latency: traffic.latency(median: operation.latency))
    call.user = "u\(traffic.below(4000))"
    call.extra = #","tenant":"tenant-\#(traffic.below(20))""#
    if operation.path.isEmpty { call.said = made.says?(operation, time, &traffic) }
    if let answer = made.answer { call.extra += answer(call, &traffic) }
    return call
  }

  /// A call with those it makes, the innermost first; a failure is passed on to the caller.
  private mutating func chain(from asked: Call) -> [Call] {
    var own = asked
    var inner: [Call] = []
    if let next = made.callers.first(where: { $0.caller == own.operation.name })?.callee,
      let operation = made.operations.first(where: { $0.name == next })
    {
      inner = chain(from: call(operation, at: own.time - own.latency / 4000))
      if let direct = inner.last, direct.isError {
        own.status = 502
        own.message = "call to \(operation.service) failed"
        own.isBad = direct.isBad
      }
    }
    harm(&own)
    return inner + [own]
  }

  private mutating func harm(_ call: inout Call) {
    if traffic.chance(call.operation.background) {
      call.status = 500
      call.message = "connection reset"
    }
    for fault in made.faults
    where fault.isOn(at: call.time) && fault.covers(call)
      && traffic.fails(fault.share(call.time - fault.from))
    {
      if fault.signal == .stall {
        call.said = said[call.operation] ?? call.said
      } else {
        fault.harm(&call)
      }
      call.isBad = fault.isIncident
    }
    if call.said != nil { said[call.operation] = call.said }
    // A line is written when its call ends.
    call.time += call.latency / 1000
  }
}
