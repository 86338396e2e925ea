import LogModel
import Simulator

extension Scenario {
  /// The same scenario, but orders too large for the oven are refused for their size, half a
  /// minute later, also while the factory is down: then an outage's failures have others of
  /// almost the same look between them.
  public var withHungryOrdersRefusedAsEver: Scenario {
    var changed = self
    for (index, request) in requests.enumerated() where request.isHungryOrder {
      guard case .outage = request.failure else { continue }
      let late = 32_000 + index % 400
      changed.requests[index].failure = .ovenFull
      changed.requests[index].responseBody = #"{"message":"Failed to fulfill order at factory"}"#
      changed.requests[index].latencyMilliseconds = late
      changed.requests[index].time = Timestamp(
        nanoseconds: request.begin.nanoseconds + Int64(late) * 1_000_000, fractionDigits: 3)
    }
    changed.requests = changed.requests.enumerated()
      .filter { $0.element.time < window.to }
      .sorted {
        ($0.element.time.nanoseconds, $0.offset) < ($1.element.time.nanoseconds, $1.offset)
      }
      .map(\.element)
    changed.truth = IncidentTruth(of: changed.requests)
    return changed
  }
}
