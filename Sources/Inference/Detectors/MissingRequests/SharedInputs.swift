import LogModel
import Signals

/// Puts together the services whose requests stand in the same inputs, so that each can show that
/// the records of the others would have been collected.
enum SharedInputs {
  /// The services of each group as a whole, two or more, in order of their names.
  static func groups(
    of services: [(service: String, members: [OperationTimeline])]
  ) -> [[OperationTimeline]] {
    var groups: [(inputs: Set<UInt64>, members: [OperationTimeline])] = []
    for (_, members) in services {
      guard let whole = whole(members) else { continue }
      var joined = (
        inputs: members.reduce(into: Set<UInt64>()) { $0.formUnion($1.inputs) }, members: [whole]
      )
      var apart: [(inputs: Set<UInt64>, members: [OperationTimeline])] = []
      for group in groups {
        if group.inputs.isDisjoint(with: joined.inputs) {
          apart.append(group)
        } else {
          joined = (group.inputs.union(joined.inputs), group.members + joined.members)
        }
      }
      groups = apart + [joined]
    }
    return groups.map(\.members).filter { $0.count > 1 }
  }

  /// All requests of a service as those of its busiest operation, whatever their outcome.
  static func whole(_ members: [OperationTimeline]) -> OperationTimeline? {
    guard let busiest = members.busiest(least: 0, limit: 1).first else { return nil }
    var cells: [Int64: [OutcomeCell]] = [:]
    for member in members {
      member.forEachArrival { start, cell in cells[start, default: []].append(cell) }
    }
    return busiest.replacing(cells.sorted { $0.key < $1.key }.map { ($0.key, $0.value, []) })
  }
}
