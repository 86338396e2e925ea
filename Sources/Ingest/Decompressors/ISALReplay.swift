#if ISAL
  import CISAL

  /// Decodes once more what a failed call of ISA-L decoded, and counts the bytes that are right.
  ///
  /// ISA-L's fast loop moves its output pointer past a repeat before it knows that the repeat can
  /// be made, so after an error up to 258 bytes are counted that nobody wrote. Its slow loop,
  /// which runs on the last bytes of an input, counts exactly: here the bytes around an error
  /// come one at a time. ISA-L also accepts blocks whose codes zlib refuses, and goes on to decode
  /// noise; they end the count here.
  ///
  /// Only lengths are asked for, so the decoded bytes before the call need not be there.
  struct ISALReplay {
    private enum Step { case going, ended, failed }

    private let state = ISALState()
    private let saved = ISALState()
    private var given = 0
    private var room = [UInt8](repeating: 0, count: 1 << 16)
    /// Bytes that are decoded together where nothing is found to be wrong.
    private static let stride = 512

    /// - Parameter before: as it was before the call, its decoded bytes not needed.
    init(from before: ISALState) { state.copyControl(of: before) }

    /// Counts what the call decoded, together with what was waiting before it.
    ///
    /// - Parameter input: what the call consumed.
    /// - Returns: the bytes before the error; `nil` when there is none.
    mutating func bytesBeforeError(in input: UnsafeRawBufferPointer) -> Int? {
      var at = 0
      while at < input.count {
        let part = UnsafeRawBufferPointer(
          rebasing: input[at..<min(at + Self.stride, input.count)])
        at += part.count
        saved.copyControl(of: state)
        let givenBefore = given
        let step = decode(part)
        if step != .failed, state.hasCodes(of: saved) {
          if step == .ended { return nil }
          continue
        }
        state.copyControl(of: saved)
        given = givenBefore
        for byte in part.indices {
          let single = UnsafeRawBufferPointer(rebasing: part[byte...byte])
          let before = total
          let header = state.openHeader
          switch decode(single) {
          case .failed: return total
          case .ended: return nil
          case .going: break
          }
          if let header, state.isInBlock, !DeflateHeader.isSound(state.bits(of: header)) {
            return before
          }
        }
      }
      return nil
    }

    private var total: Int { given + state.pendingCount }

    private mutating func decode(_ input: UnsafeRawBufferPointer) -> Step {
      var rest = input
      while true {
        let call = room.withUnsafeMutableBytes { state.inflate(rest, into: $0) }
        given += call.produced
        rest = UnsafeRawBufferPointer(rebasing: rest[call.consumed...])
        // The check sum is of other bytes, so it says nothing here.
        if state.isFinished { return .ended }
        if call.status < 0 { return .failed }
        let isStill = call.consumed == 0 && call.produced == 0
        if isStill || (rest.isEmpty && call.produced < room.count) { return .going }
      }
    }
  }
#endif
