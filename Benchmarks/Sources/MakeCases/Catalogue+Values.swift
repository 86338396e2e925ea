import Glibc

/// Cases in which every call ends well and what it says is wrong, or stands still.
extension Catalogue {
  static var values: [(name: String, make: Make)] {
    [
      ("constant-field", constantField), ("marker-field", markerField),
      ("stalled-gauge", stalledGauge), ("resting-gauge", restingGauge),
    ]
  }

  private static func fault(
    _ random: inout CaseTraffic, minutes: Double, in made: Case, _ signal: Fault.Signal
  ) -> Fault {
    let from = made.seconds * (0.3 + 0.4 * random.uniform())
    return Fault(from: from, to: from + minutes * 60, signal: signal)
  }

  /// Prices and times of delivery are all one for a while.
  private static func constantField(_ random: inout CaseTraffic) -> Case {
    var made = Case()
    made.operations[0].rate = 0.5
    made.answer = { call, random in
      guard call.operation.path == "/api/order" else { return "" }
      let eta = 12 + Int(8 * -log(random.uniform()))
      return #","eta":\#(eta),"price":\#(100 + random.below(900))"#
    }
    var fault = fault(&random, minutes: 14, in: made, .content)
    fault.covers = { $0.operation.path == "/api/order" }
    fault.harm = { call in
      let kept = call.extra.split(separator: ",").filter {
        !$0.hasPrefix(#""eta""#) && !$0.hasPrefix(#""price""#)
      }
      call.extra = "," + kept.joined(separator: ",") + #","eta":30,"price":0"#
    }
    made.faults = [fault]
    return made
  }

  /// Answers say that they come from somewhere else.
  private static func markerField(_ random: inout CaseTraffic) -> Case {
    var made = Case()
    made.operations[1].rate = 0.8
    made.answer = { call, random in
      guard call.operation.path == "/api/menu" else { return "" }
      let source = random.chance(0.8) ? "primary" : "cache"
      return #","resBody":"{\"items\":[{\"id\":1}],\"source\":\"\#(source)\"}""#
    }
    var fault = fault(&random, minutes: 12, in: made, .content)
    fault.covers = { $0.operation.path == "/api/menu" }
    fault.share = { _ in 0.97 }
    fault.harm = { call in
      call.extra = String(call.extra.prefix { $0 != "[" }) + #"[{\"id\":1}],"#
      call.extra += #"\"source\":\"fallback\"}""#
    }
    made.faults = [fault]
    return made
  }

  private static let gauge = Operation(service: "worker", method: "", path: "", rate: 0)

  /// A worker writes every ten seconds how long its queue is, and for a while always the same.
  private static func stalledGauge(_ random: inout CaseTraffic) -> Case {
    var made = Case()
    made.scheduled = [(gauge, 10)]
    let phase = random.uniform() * 6
    made.says = { _, time, random in
      let depth = 900 + 300 * sin(time / 800 + phase) + 40 * random.normal()
      return "queue depth \(max(1, Int(depth)))"
    }
    var fault = fault(&random, minutes: 15, in: made, .stall)
    fault.covers = { $0.operation == gauge }
    made.faults = [fault]
    return made
  }

  /// What is counted rests at night, when nobody asks; a setting never moves.
  private static func restingGauge(_ random: inout CaseTraffic) -> Case {
    var made = Case()
    made.seconds = 2 * 86_400
    let phase = random.uniform() * 6
    let season = { (time: Double) in sin(2 * .pi * time / 86_400 + phase) + 0.2 }
    let open = { (time: Double) in season(time) < 0.05 ? 0 : season(time) }
    made.season = open
    made.scheduled = [(gauge, 30)]
    var processed = 0.0
    var last = 0.0
    made.says = { _, time, random in
      processed += open(time) * (time - last) * 0.3 * (0.6 + 0.8 * random.uniform())
      last = time
      return "processed \(Int(processed)) orders with 8 workers, \(Int(20 * open(time))) waiting"
    }
    return made
  }
}
