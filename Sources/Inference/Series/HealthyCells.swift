import Signals
import Synchronization

/// The successes of a timeline, slot by slot: the buckets' own where one series tells them all,
/// so that a busy day is not held twice.
struct HealthyCells {
  private enum Storage {
    case shared([Bucket])
    case own([OutcomeCell])
  }

  /// All events that are kept, put in order when somebody asks first.
  private final class Marks: Sendable {
    private let known = Mutex<[EventRef]?>(nil)

    func made(from cells: HealthyCells) -> [EventRef] {
      known.withLock { known in
        if let known { return known }
        var marks: [EventRef] = []
        // Of crowded cells, which most are where there are many, the first and the last.
        marks.reserveCapacity(2 * cells.count)
        cells.forEachMark { marks.append($0) }
        let made = marks.inOrder()
        known = made
        return made
      }
    }
  }

  private let storage: Storage
  private let ordered = Marks()

  init(_ cells: [OutcomeCell]) { storage = .own(cells) }

  /// - Parameter buckets: a slot each; a cell has the place of its bucket.
  init(sharing buckets: [Bucket]) { storage = .shared(buckets) }

  /// The events of all cells that are kept, in order.
  var marks: [EventRef] { ordered.made(from: self) }

  /// The cells at some places, in order.
  subscript(places: Range<Int>) -> Slice { Slice(cells: self, places: places) }

  private subscript(place: Int) -> OutcomeCell {
    switch storage {
    case .shared(let buckets): buckets[place].successes
    case .own(let cells): cells[place]
    }
  }

  private var count: Int {
    switch storage {
    case .shared(let buckets): buckets.count
    case .own(let cells): cells.count
    }
  }

  /// Whether the cells at some places keep all their events.
  func areExact(at places: Range<Int>) -> Bool {
    switch storage {
    case .shared(let buckets): places.allSatisfy { buckets[$0].successes.isExact }
    case .own(let cells): places.allSatisfy { cells[$0].isExact }
    }
  }

  /// The events of all cells that are kept, slot by slot.
  func forEachMark(_ body: (EventRef) -> Void) {
    switch storage {
    // By address: read as values, the cells would be counted again each.
    case .shared(let buckets):
      buckets.withUnsafeBufferPointer {
        for at in $0.indices { $0[at].successes.forEachMark(body) }
      }
    case .own(let cells):
      cells.withUnsafeBufferPointer { for at in $0.indices { $0[at].forEachMark(body) } }
    }
  }

  /// Cells side by side.
  struct Slice: RandomAccessCollection {
    fileprivate let cells: HealthyCells
    fileprivate let places: Range<Int>

    var startIndex: Int { places.lowerBound }
    var endIndex: Int { places.upperBound }
    subscript(place: Int) -> OutcomeCell { cells[place] }
  }
}

extension [EventRef] {
  /// Sorted; those of one source are in order already.
  func inOrder() -> [EventRef] {
    zip(self, dropFirst()).contains { EventRef.precedes($1, $0) }
      ? sorted(by: EventRef.precedes) : self
  }
}
