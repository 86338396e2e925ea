/// The place that the fields of one line after the other are put into.
///
/// Emptied by copying an empty one over it: written member by member, some eighty stores a line
/// cost more than a short line's JSON.
final class FieldsSlot {
  private let fields: UnsafeMutablePointer<RecordFields>
  private let empty: UnsafeMutablePointer<RecordFields>

  init() {
    fields = .allocate(capacity: 1)
    fields.initialize(to: RecordFields())
    empty = .allocate(capacity: 1)
    empty.initialize(to: RecordFields())
  }

  deinit {
    fields.deinitialize(count: 1)
    fields.deallocate()
    empty.deinitialize(count: 1)
    empty.deallocate()
  }

  /// The place, with nothing in it. Members are plain values, so bytes may be copied.
  @inline(__always)
  func emptied() -> UnsafeMutablePointer<RecordFields> {
    UnsafeMutableRawPointer(fields).copyMemory(
      from: empty, byteCount: MemoryLayout<RecordFields>.size)
    return fields
  }
}
