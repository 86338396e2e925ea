import Testing

@testable import Scan

@Suite struct ByteSearchTests {
  private struct End: Equatable {
    var end: Int
    var hasEscapes: Bool
  }

  /// Byte by byte, as the grammar says.
  private func plainEnd(_ bytes: [UInt8], from start: Int, to end: Int) -> End? {
    var at = start
    var hasEscapes = false
    while at < end {
      if bytes[at] == 0x22 { return End(end: at, hasEscapes: hasEscapes) }
      hasEscapes = hasEscapes || bytes[at] == 0x5C
      at += bytes[at] == 0x5C ? 2 : 1
    }
    return nil
  }

  private func foundEnd(_ bytes: [UInt8], from start: Int, to end: Int) -> End? {
    bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { ByteSearch.endOfString($0, from: start, to: end) }
        .map { End(end: $0.end, hasEscapes: $0.hasEscapes) }
    }
  }

  @Test("a run of backslashes escapes the quote behind it when it is odd, wherever it stands")
  func runsOfBackslashes() {
    for before in 0..<70 {
      for run in 0..<6 {
        for behind in [0, 1, 15, 16, 17, 33] {
          var bytes = Array("{\"k\":\"".utf8)
          let start = bytes.count
          bytes += [UInt8](repeating: 0x61, count: before)
          bytes += [UInt8](repeating: 0x5C, count: run) + [0x22]
          bytes += [UInt8](repeating: 0x62, count: behind) + Array("\"}".utf8)
          #expect(
            foundEnd(bytes, from: start, to: bytes.count)
              == plainEnd(bytes, from: start, to: bytes.count),
            "\(before) bytes, \(run) backslashes, \(behind) bytes")
        }
      }
    }
  }

  @Test("any mixture of quotes, backslashes and letters ends where the grammar says")
  func mixtures() {
    var state: UInt64 = 42
    for _ in 0..<4000 {
      var bytes: [UInt8] = [0x22]
      for _ in 0..<Int(state >> 33 % 90) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let pick = state >> 40 % 16
        bytes.append(pick == 0 ? 0x22 : pick < 7 ? 0x5C : 0x61)
      }
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      // At the very beginning of the bytes, and behind something.
      for head in [[], Array("[1,".utf8)] {
        let all = head + bytes
        let start = head.count + 1
        #expect(
          foundEnd(all, from: start, to: all.count) == plainEnd(all, from: start, to: all.count),
          "\(String(decoding: all, as: UTF8.self))")
      }
    }
  }
}
