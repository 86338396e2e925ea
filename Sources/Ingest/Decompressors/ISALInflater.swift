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
    /// The last bytes of a member that ends in damage, where there was no room for them yet.
    private var held: Held?

    private struct Held {
      var bytes: ArraySlice<UInt8>
      /// What the failed call consumed.
      var consumed: Int
      /// How the member ends.
      var step: FrameStep
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
      var step = FrameStep.corrupt
      switch call.status {
      case ISAL_INCORRECT_CHECKSUM: step = .badCheckSum
      case ISAL_DECOMP_OK, ISAL_END_INPUT, ISAL_OUT_OVERFLOW:
        if state.isFinished { return (consumed, call.produced, .frameEnd) }
        step = .going
      default: break
      }
      if input.isEmpty, call.produced == 0, step == .going {
        // The file was cut here.
        held = Held(bytes: state.lastLiterals[...], consumed: 0, step: .going)
        return giveHeld(into: output)
      }
      // Codes that zlib would refuse are seen before their noise fills more than one call.
      guard step != .going || state.hasUnusedCode else { return (consumed, call.produced, step) }
      let part = UnsafeRawBufferPointer(rebasing: packed[..<call.consumed])
      var replay = ISALReplay(from: before)
      guard let right = replay.bytesBeforeError(in: part) else {
        // An error that the fast loop alone meets: nothing of the call is known to be right.
        return (consumed, step == .corrupt ? 0 : call.produced, step)
      }
      let produced = min(call.produced, right)
      let rest = state.pending.prefix(right - produced)
      guard !rest.isEmpty else { return (consumed, produced, .corrupt) }
      held = Held(bytes: Array(rest)[...], consumed: consumed, step: .corrupt)
      // The input is not consumed before all that it gave is handed out.
      return (0, produced, .going)
    }

    private func giveHeld(
      into output: UnsafeMutableRawBufferPointer
    ) -> (consumed: Int, produced: Int, step: FrameStep) {
      guard let rest = held else { return (0, 0, .corrupt) }
      let part = rest.bytes.prefix(output.count)
      output.copyBytes(from: part)
      held?.bytes = rest.bytes.dropFirst(part.count)
      return part.count < rest.bytes.count
        ? (0, part.count, .going) : (rest.consumed, part.count, rest.step)
    }
  }
#endif
