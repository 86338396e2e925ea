import Glibc
import Ingest
import LogModel

extension LineReader {
  /// Cuts the stream into lines; a line that the stream tears is unread.
  ///
  /// Where only parts are to be read, it ends behind the last of them.
  mutating func readLines(of stream: DecodedStream) {
    var number = options.firstLine
    var isSkipping = false
    while true {
      takeWholeLines(of: stream, &number, &isSkipping)
      if let budget = options.checkpoints, !isSkipping {
        records.segments.note(stream, line: number, budget)
      }
      if records.segments.isOver(at: stream.offset) { return }
      if isSkipping {
        stream.consume(stream.window.count)
      } else if stream.window.count > StreamParser.lineLimit {
        skip(number, stream.window, offset: stream.offset)
        isSkipping = true
        stream.consume(stream.window.count)
      }
      switch stream.fill() {
      case .more, .full: continue
      case .seam:
        if !stream.window.isEmpty || isSkipping {
          if !isSkipping { tear(number, offset: stream.offset) }
          stream.consume(stream.window.count)
          isSkipping = false
          number += 1
        }
      case .end:
        if !isSkipping, !stream.window.isEmpty {
          linesMet += 1
          takeWhole(line: stream.window, number: number, offset: stream.offset)
          stream.consume(stream.window.count)
        }
        return
      }
    }
  }

  private mutating func takeWholeLines(
    of stream: DecodedStream, _ number: inout Int, _ isSkipping: inout Bool
  ) {
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
      } else if stop - start > StreamParser.lineLimit {
        skip(
          number, UnsafeRawBufferPointer(rebasing: window[start..<stop]), offset: origin + start)
      } else {
        linesMet += 1
        // The first lines may name what those behind them hold.
        if number <= 16 || records.segments.isWanted(origin + start) {
          let line = UnsafeRawBufferPointer(rebasing: window[start..<stop])
          takeWhole(line: line, number: number, offset: origin + start)
        }
      }
      number += 1
      start = stop + 1
    }
    // The batch points into text of its own, so the window may move on.
    stream.consume(start)
  }

  @inline(__always)
  private mutating func takeWhole(
    line: UnsafeRawBufferPointer, number: Int, offset: Int
  ) {
    if records.takeRepeated(line, number: number, offset: offset, in: envelopes.context) {
      return
    }
    records.textIsPlain = !TextCheck.isOdd(line)
    if !records.textIsPlain { checkText(line, number: number, offset: offset) }
    take(line: line, number: number, offset: offset)
  }

  private mutating func skip(_ number: Int, _ line: UnsafeRawBufferPointer, offset: Int) {
    linesMet += 1
    records.account.unread += 1
    // As much as is at hand of every line that is too long.
    if line.prefix(StreamParser.lineLimit).allSatisfy({ $0 == 0 }) {
      noteZeros(line: number, offset: offset)
    }
    records.warnings.note(
      .lineTooLong, line: number, byteOffset: offset,
      "longer than \(StreamParser.lineLimit / 1024) KiB; not read")
  }

  private mutating func tear(_ number: Int, offset: Int) {
    records.continuations.tear()
    linesMet += 1
    records.account.unread += 1
    records.warnings.note(
      .unreadLines, line: number, byteOffset: offset, "torn by the damage; not read")
  }
}
