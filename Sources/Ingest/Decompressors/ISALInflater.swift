#if ISAL
  import CISAL

  /// ISA-L's inflate, the fastest that streams; checks each member's CRC-32 and length.
  ///
  /// It gives what zlib gives, byte for byte, up to the first damage too: after an error
  /// ``ISALReplay`` counts which of its bytes are right.
  final class ISALInflater: FrameEngine {
    private let state: ISALState
    /// What a call began with, all but the decoded bytes.
    private let before = ISALState()
    private var header = GzipHeaderReader()
    /// Right bytes of a failed call that its room did not hold.
    private var held: Held?

    private struct Held {
      var bytes: ArraySlice<UInt8>
      /// What the failed call consumed.
      var consumed: Int
    }

    init() { state = ISALState() }

    private init(_ snapshot: Snapshot) {
      state = ISALState(copying: snapshot.state)
      header = snapshot.header
    }

    func snapshot() -> (any EngineSnapshot)? {
      held == nil ? Snapshot(ISALState(copying: state), header) : nil
    }

    private final class Snapshot: EngineSnapshot, @unchecked Sendable {
      /// Not written to once it is made.
      let state: ISALState
      let header: GzipHeaderReader

      init(_ state: ISALState, _ header: GzipHeaderReader) {
        self.state = state
        self.header = header
      }

      func makeEngine() -> any FrameEngine { ISALInflater(self) }
    }

    func reset() {
      state.reset()
      header = GzipHeaderReader()
      held = nil
    }

    func decode(
      _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (consumed: Int, produced: Int, step: FrameStep) {
      if held != nil { return giveHeld(into: output) }
      let begin = header.isDone ? 0 : header.read(input)
      if header.isWrong { return (begin, 0, .corrupt) }
      guard header.isDone else { return (begin, 0, .going) }
      let packed = UnsafeRawBufferPointer(rebasing: input[begin...])
      before.copyControl(of: state)
      let call = state.inflate(packed, into: output)
      let consumed = begin + call.consumed
      switch call.status {
      case ISAL_INCORRECT_CHECKSUM: return (consumed, call.produced, .badCheckSum)
      case ISAL_DECOMP_OK, ISAL_END_INPUT, ISAL_OUT_OVERFLOW:
        if state.isFinished { return (consumed, call.produced, .frameEnd) }
        // Codes that zlib would refuse: seen before their noise fills more than one call.
        if !state.hasUnusedCode { return (consumed, call.produced, .going) }
      default: break
      }
      let part = UnsafeRawBufferPointer(rebasing: packed[..<call.consumed])
      var replay = ISALReplay(from: before)
      guard let right = replay.bytesBeforeError(in: part) else {
        // An error that only the fast loop meets: nothing of the call is known to be right.
        return call.status < 0 ? (consumed, 0, .corrupt) : (consumed, call.produced, .going)
      }
      let produced = min(call.produced, right)
      held = Held(bytes: Array(state.pending.prefix(right - produced))[...], consumed: consumed)
      // The input is not consumed before all that it gave is handed out.
      return held?.bytes.isEmpty ?? true ? (consumed, produced, .corrupt) : (0, produced, .going)
    }

    private func giveHeld(
      into output: UnsafeMutableRawBufferPointer
    ) -> (consumed: Int, produced: Int, step: FrameStep) {
      guard let rest = held else { return (0, 0, .corrupt) }
      let part = rest.bytes.prefix(output.count)
      output.copyBytes(from: part)
      held?.bytes = rest.bytes.dropFirst(part.count)
      return part.count < rest.bytes.count
        ? (0, part.count, .going) : (rest.consumed, part.count, .corrupt)
    }
  }
#endif
