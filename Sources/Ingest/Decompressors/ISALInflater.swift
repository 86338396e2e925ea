#if ISAL
  import CISAL

  /// ISA-L's inflate, the fastest that streams; checks each member's CRC-32 and length.
  final class ISALInflater: FrameEngine {
    /// 87 KB, so it lives on the heap.
    private let state: UnsafeMutablePointer<inflate_state>

    init() {
      state = .allocate(capacity: 1)
      isal_inflate_init(state)
      reset()
    }

    fileprivate init(copying other: UnsafePointer<inflate_state>) {
      state = .allocate(capacity: 1)
      state.update(from: other, count: 1)
    }

    deinit { state.deallocate() }

    func snapshot() -> (any EngineSnapshot)? { Snapshot(state) }

    /// Holds its history itself; its pointers into buffers are set anew by each call.
    private final class Snapshot: EngineSnapshot, @unchecked Sendable {
      /// Not written to once it is made.
      private let state: UnsafeMutablePointer<inflate_state>

      init(_ other: UnsafePointer<inflate_state>) {
        state = .allocate(capacity: 1)
        state.update(from: other, count: 1)
      }

      deinit { state.deallocate() }

      func makeEngine() -> any FrameEngine { ISALInflater(copying: state) }
    }

    func reset() {
      isal_inflate_reset(state)
      // The reset clears the flag that makes ISA-L read the header and check the trailer.
      state.pointee.crc_flag = UInt32(ISAL_GZIP)
    }

    func decode(
      _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (consumed: Int, produced: Int, step: FrameStep) {
      let given = min(input.count, Int(Int32.max))
      let room = min(output.count, Int(Int32.max))
      state.pointee.next_in = UnsafeMutablePointer(
        mutating: input.bindMemory(to: UInt8.self).baseAddress)
      state.pointee.avail_in = UInt32(given)
      state.pointee.next_out = output.bindMemory(to: UInt8.self).baseAddress
      state.pointee.avail_out = UInt32(room)
      let status = isal_inflate(state)
      let consumed = given - Int(state.pointee.avail_in)
      let produced = room - Int(state.pointee.avail_out)
      let step: FrameStep
      switch status {
      case ISAL_DECOMP_OK, ISAL_END_INPUT, ISAL_OUT_OVERFLOW:
        step = state.pointee.block_state == ISAL_BLOCK_FINISH ? .frameEnd : .going
      case ISAL_INCORRECT_CHECKSUM: step = .badCheckSum
      default: step = .corrupt
      }
      return (consumed, produced, step)
    }
  }
#endif
