#if ISAL
  import CISAL

  /// The state of ISA-L's inflate for one member: 87 KB, so it lives on the heap.
  ///
  /// It holds the bytes that were decoded last; its pointers into buffers are set by each call.
  final class ISALState {
    /// How one call ended. What it produced is an upper bound when ``status`` is an error.
    struct Call {
      var status: Int32
      var consumed: Int
      var produced: Int
    }

    private let state: UnsafeMutablePointer<inflate_state>

    init() {
      state = .allocate(capacity: 1)
      // ISA-L leaves its buffers as it finds them.
      state.initialize(to: inflate_state())
      isal_inflate_init(state)
      reset()
    }

    init(copying other: ISALState) {
      state = .allocate(capacity: 1)
      state.initialize(from: other.state, count: 1)
    }

    deinit { state.deallocate() }

    func reset() {
      isal_inflate_reset(state)
      // The header is read before ISA-L is asked; it checks the trailer.
      state.pointee.crc_flag = UInt32(ISAL_GZIP_NO_HDR_VER)
    }

    /// Takes over everything but the decoded bytes, and how many of them there are.
    func copyControl(of other: ISALState) {
      memcpy(state, other.state, recount_isal_control_size())
    }

    func inflate(
      _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> Call {
      let given = min(input.count, Int(Int32.max))
      let room = min(output.count, Int(Int32.max))
      let source = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
      let target = output.bindMemory(to: UInt8.self).baseAddress
      state.pointee.next_in = source
      state.pointee.avail_in = UInt32(given)
      state.pointee.next_out = target
      state.pointee.avail_out = UInt32(room)
      let status = isal_inflate(state)
      // The pointers: after an error in the fast loop both counts are off by its safety margin.
      return Call(
        status: status, consumed: Self.distance(source, state.pointee.next_in, upTo: given),
        produced: Self.distance(target, state.pointee.next_out, upTo: room))
    }

    private static func distance(
      _ from: UnsafeMutablePointer<UInt8>?, _ to: UnsafeMutablePointer<UInt8>?, upTo limit: Int
    ) -> Int {
      guard let from, let to else { return 0 }
      return min(max(0, to - from), limit)
    }

    /// The member ended, trailer included.
    var isFinished: Bool { state.pointee.block_state == ISAL_BLOCK_FINISH }
    var isInBlock: Bool { state.pointee.block_state == ISAL_BLOCK_CODED }

    /// Decoded bytes that found no room yet; an upper bound after an error.
    var pending: UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: recount_isal_pending(state), count: pendingCount)
    }

    var pendingCount: Int {
      max(0, Int(state.pointee.tmp_out_valid) - Int(state.pointee.tmp_out_processed))
    }

    func hasCodes(of other: ISALState) -> Bool {
      recount_isal_same_codes(state, other.state) != 0
    }

    /// Whether the codes of the last block leave bits without a meaning, which only few may. That
    /// block may have ended: noise can be short, and its bytes wait for room.
    var hasUnusedCode: Bool {
      recount_isal_has_unused_code(state) != 0 && !hasCodes(of: Self.fixed.state)
    }

    /// The bytes that are still known when the input ends here.
    var lastLiterals: [UInt8] {
      guard isInBlock else { return [] }
      var literals: [UInt8] = [0, 0, 0]
      let count = recount_isal_last_literals(state, &literals)
      return Array(literals.prefix(Int(count)))
    }

    /// A block header of which the end is not there yet.
    struct OpenHeader {
      fileprivate var bits: UInt64
      fileprivate var bitCount: Int
      fileprivate var byteCount: Int
    }

    var openHeader: OpenHeader? {
      guard state.pointee.block_state == ISAL_BLOCK_HDR else { return nil }
      return OpenHeader(
        bits: state.pointee.read_in, bitCount: Int(state.pointee.read_in_length),
        byteCount: Int(state.pointee.tmp_in_size))
    }

    /// The bits of a header that has ended with the one byte that was given since.
    func bits(of header: OpenHeader) -> DeflateHeader.Bits {
      let bytes = withUnsafeBytes(of: &state.pointee.tmp_in_buffer) {
        Array($0.prefix(header.byteCount + 1))
      }
      return DeflateHeader.Bits(header.bits, count: header.bitCount, then: bytes)
    }

    /// Inside of a block with the codes that the format itself fixes.
    private static let fixed: Fixed = Fixed()

    private final class Fixed: @unchecked Sendable {
      /// Not written to once it is made.
      let state = ISALState()

      init() {
        // The begin of a last block of that kind, and its first literal.
        let begin: [UInt8] = [0x4B]
        var room: UInt8 = 0
        begin.withUnsafeBytes { input in
          withUnsafeMutableBytes(of: &room) { _ = state.inflate(input, into: $0) }
        }
      }
    }
  }
#endif
