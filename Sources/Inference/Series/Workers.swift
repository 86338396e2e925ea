// Dispatch: workers over operations; one unit of work is one of them.
import Dispatch
import Glibc
import Synchronization

/// The threads that look at the operations of a log, each at another one.
struct Workers: Sendable {
  /// Threads at most; 0 for as many as there are processors.
  var limit = 0

  /// What becomes of each element, in their order, whichever is ready first.
  ///
  /// - Parameter made: looks at what never changes, for it is called on several threads.
  func map<Element, Made>(
    _ elements: [Element], _ made: @escaping (Element) -> Made
  ) -> [Made] {
    let wanted = limit > 0 ? limit : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let threads = min(wanted, elements.count)
    guard threads > 1 else { return elements.map(made) }
    let next = Atomic(0)
    return [Made](unsafeUninitializedCapacity: elements.count) { places, count in
      // Each place is written once, by the thread that took its number.
      nonisolated(unsafe) let (first, made, elements) = (places.baseAddress, made, elements)
      DispatchQueue.concurrentPerform(iterations: threads) { _ in
        while true {
          let at = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard at < elements.count, let first else { return }
          (first + at).initialize(to: made(elements[at]))
        }
      }
      count = elements.count
    }
  }

  /// The same where several things may become of an element.
  func flatMap<Element, Made>(
    _ elements: [Element], _ made: @escaping (Element) -> [Made]
  ) -> [Made] {
    map(elements, made).flatMap { $0 }
  }
}
