import LogModel

/// Remembers, by the first eight bytes of a line, which envelopes it may wear and which formats
/// may read it.
///
/// Both are asked for every line. Lines that begin with an address
/// or a date differ in their digits alone, and no envelope and no format tells these digits apart
/// but for a 2 at the beginning: digits are one byte here.
final class LineHeads {
  /// Bit n: the n-th of ``Envelopes/lines``, and of ``LogFormats/all``.
  struct Openings {
    var envelopes: UInt32
    var formats: UInt32
    /// The form that read the last such line, where it is a telling one; the number of all forms
    /// where none did.
    var form = UInt8(LineForm.allCases.count)
    /// The envelope that it wore, likewise.
    var envelope = UInt8(LineWrapping.allCases.count)
  }

  private struct Entry {
    /// Eight zeros are the head of no line that is asked for: it would be blank.
    var head: UInt64 = 0
    var openings = Openings(envelopes: 0, formats: 0)
  }

  /// A power of two. Another head at the same place takes it over.
  private static let size = 1024
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: Self.size)
    entries.initialize(repeating: Entry(), count: Self.size)
  }

  deinit { entries.deallocate() }

  @inline(__always)
  func openings(of line: UnsafeRawBufferPointer) -> Openings {
    guard line.count >= 8 else { return Self.look(at: line) }
    let head = Self.plain(line.loadUnaligned(as: UInt64.self))
    let entry = place(of: head)
    if entry.pointee.head == head { return entry.pointee.openings }
    entry.pointee = Entry(head: head, openings: Self.look(at: line))
    return entry.pointee.openings
  }

  /// Notes of which form a line was, so that the next that begins like it is offered to that first.
  func settle(_ line: UnsafeRawBufferPointer, as form: LineForm) {
    guard form.isTelling else { return }
    settle(line) { $0.form = UInt8(form.rawValue) }
  }

  /// Notes in which envelope a line was.
  func settle(_ line: UnsafeRawBufferPointer, in envelope: LineWrapping) {
    guard envelope.isTelling else { return }
    settle(line) { $0.envelope = UInt8(envelope.rawValue) }
  }

  private func settle(_ line: UnsafeRawBufferPointer, _ change: (inout Openings) -> Void) {
    // What may repeat earlier entries is looked at each time.
    guard line.count >= 8, openings(of: line).envelopes & RepeatedEntries.bit == 0 else { return }
    let entry = place(of: Self.plain(line.loadUnaligned(as: UInt64.self)))
    change(&entry.pointee.openings)
  }

  @inline(__always)
  private func place(of head: UInt64) -> UnsafeMutablePointer<Entry> {
    entries + Int(truncatingIfNeeded: (head &* 0x9E37_79B9_7F4A_7C15) &>> 54)
  }

  @inline(never)
  private static func look(at line: UnsafeRawBufferPointer) -> Openings {
    Openings(envelopes: Envelopes.opening(line), formats: LogFormats.opening(line))
  }

  /// Eight bytes with a 0 in the place of each digit; a 2 in front stays.
  @inline(__always)
  static func plain(_ head: UInt64) -> UInt64 {
    let zeros: UInt64 = 0x3030_3030_3030_3030
    let value = head ^ zeros
    // The high bit of a byte is set where that is no digit.
    let others = ((value & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676) | value
    let digits = ((~others & 0x8080_8080_8080_8080) &>> 7) &* 0xFF
    let plain = (head & ~digits) | (zeros & digits)
    return head & 0xFF == 0x32 ? plain | 0x02 : plain
  }
}
