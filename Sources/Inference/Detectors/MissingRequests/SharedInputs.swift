import LogModel
import Signals

/// All requests of a service as those of its busiest operation, whatever their outcome.
struct WholeService {
  /// How many came, as far as that goes.
  let counts: OperationTimeline
  private let members: [OperationTimeline]

  /// `nil` for no operation.
  init?(_ members: [OperationTimeline]) {
    guard let busiest = members.busiest(least: 0, limit: 1).first else { return nil }
    counts = busiest.counting(members)
    self.members = members
  }

  /// The same with each event that is known; made when it is asked for, for it takes a copy of
  /// all of them.
  var whole: OperationTimeline {
    var cells: [Int64: [OutcomeCell]] = [:]
    for member in members {
      member.forEachArrival { start, cell in cells[start, default: []].append(cell) }
    }
    return counts.replacing(cells.sorted { $0.key < $1.key }.map { ($0.key, $0.value, []) })
  }
}

/// Puts together the services whose requests stand in the same inputs, so that each can show that
/// the records of the others would have been collected.
enum SharedInputs {
  /// The services of each group as a whole, two or more, in order of their names.
  static func groups(
    of services: [(service: String, members: [OperationTimeline])]
  ) -> [[WholeService]] {
    var groups: [(inputs: Set<UInt64>, members: [WholeService])] = []
    for (_, members) in services {
      guard let whole = WholeService(members) else { continue }
      var joined = (
        inputs: members.reduce(into: Set<UInt64>()) { $0.formUnion($1.inputs) }, members: [whole]
      )
      var apart: [(inputs: Set<UInt64>, members: [WholeService])] = []
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

  /// One of a group with each event that is known, by its counts.
  static func whole(_ one: OperationTimeline, in group: [WholeService]) -> OperationTimeline {
    group.first { $0.counts.id == one.id }?.whole ?? one
  }
}
