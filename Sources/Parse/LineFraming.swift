import Glibc
import Ingest
import LogModel

extension StreamParser {
  /// Cuts the stream into lines; a line that the stream tears is unread.
  func readLines() {
    var number = 1
    var isSkipping = false
    while true {
      takeWholeLines(&number, &isSkipping)
      if isSkipping {
        stream.consume(stream.window.count)
      } else if stream.window.count > Self.lineLimit {
        beginSkipping(number)
        isSkipping = true
        stream.consume(stream.window.count)
      }
      switch stream.fill() {
      case .more, .full: continue
      case .seam:
        if !stream.window.isEmpty || isSkipping {
          if !isSkipping { tear(number) }
          stream.consume(stream.window.count)
          isSkipping = false
          number += 1
        }
      case .end:
        if !isSkipping, !stream.window.isEmpty {
          take(line: stream.window, number: number, offset: stream.offset)
          stream.consume(stream.window.count)
        }
        return
      }
    }
  }

  private func takeWholeLines(_ number: inout Int, _ isSkipping: inout Bool) {
    let window = stream.window
    let origin = stream.offset
    guard let base = window.baseAddress else { return }
    var start = 0
    while start < window.count,
      let found = memchr(base + start, 0x0A, window.count - start)
    {
      let stop = UnsafeRawPointer(found) - base
      if isSkipping {
        isSkipping = false
      } else if stop - start > Self.lineLimit {
        skip(number, offset: origin + start)
      } else {
        take(
          line: UnsafeRawBufferPointer(rebasing: window[start..<stop]), number: number,
          offset: origin + start)
      }
      number += 1
      start = stop + 1
    }
    // The batch points into text of its own, so the window may move on.
    stream.consume(start)
  }

  private func beginSkipping(_ number: Int) { skip(number, offset: stream.offset) }

  private func skip(_ number: Int, offset: Int) {
    linesMet += 1
    account.unread += 1
    warnings.note(
      .lineTooLong, line: number, byteOffset: offset,
      "longer than \(Self.lineLimit / 1024) KiB; not read")
  }

  private func tear(_ number: Int) {
    linesMet += 1
    account.unread += 1
    warnings.note(
      .unreadLines, line: number, byteOffset: stream.offset, "torn by the damage; not read")
  }
}
