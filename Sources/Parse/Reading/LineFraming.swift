import Glibc
import Ingest
import LogModel
import Scan

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
        takeWholeLines(of: stream, &number, &isSkipping, .none)
        if !stream.window.isEmpty || isSkipping {
          if !isSkipping { tear(number, offset: stream.offset) }
          stream.consume(stream.window.count)
          isSkipping = false
          number += 1
        }
      case .end:
        takeWholeLines(of: stream, &number, &isSkipping, .toEnd)
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
    of stream: DecodedStream, _ number: inout Int, _ isSkipping: inout Bool,
    _ objects: ObjectRule = .whole
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
        let line = UnsafeRawBufferPointer(rebasing: window[start..<stop])
        if mayOpenObject(line), !records.continuations.isInText {
          let wanted = records.segments.isWanted(origin + start)
          let found =
            objects != .none && (number <= 16 || wanted)
            ? takeObject(
              in: window, from: start, objects, number: number, offset: origin + start)
            : .none
          if case .cut = found { break }
          if case .at(let end, let lines) = found {
            number += lines + 1
            start = end + 1
            continue
          }
        }
        linesMet += 1
        // The first lines may name what those behind them hold.
        if number <= 16 || records.segments.isWanted(origin + start) {
          takeWhole(line: line, number: number, offset: origin + start)
        }
      }
      number += 1
      start = stop + 1
    }
    // The batch points into text of its own, so the window may move on.
    stream.consume(min(start, window.count))
  }

  @inline(__always)
  private mutating func takeWhole(
    line: UnsafeRawBufferPointer, number: Int, offset: Int
  ) {
    if records.takeRepeated(line, number: number, offset: offset, in: envelopes.context) {
      return
    }
    records.textIsPlain = !TextCheck.isOdd(line)
    if !records.textIsPlain {
      checkText(line, number: number, offset: offset)
      if let plain = ColouredLine.plain(line) {
        return plain.withUnsafeBytes { take(line: $0, number: number, offset: offset) }
      }
    }
    take(line: line, number: number, offset: offset)
  }

  // MARK: Objects over several lines

  /// An object of JSON may begin with this line and end on another.
  @inline(__always)
  private func mayOpenObject(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.first == 0x7B, let last = line.last else { return false }
    return last != 0x7D && (last != 0x0D || line.dropLast().last != 0x7D)
  }

  /// Takes a record that stands on several lines as an object of JSON, among others of one line.
  ///
  /// - Returns: where its last line ends, or `nil` where the lines are to be taken one by one.
  private mutating func takeObject(
    in window: UnsafeRawBufferPointer, from start: Int, _ rule: ObjectRule, number: Int, offset: Int
  ) -> ObjectEnd {
    let isEnd = rule == .toEnd
    let reach = window[start...].prefix(Self.objectLimit)
    let text = UnsafeRawBufferPointer(rebasing: reach)
    var cursor = JSONCursor(text)
    var object = JSONSlice(kind: .null, start: 0, end: 0)
    switch cursor.value(&object) {
    case .member: break
    case .cut where reach.count < Self.objectLimit && !isEnd: return .cut
    default: return .none
    }
    let end = text[object.end...].firstIndex(of: 0x0A) ?? text.count
    guard text[object.end..<end].allSatisfy({ $0 <= 0x20 }), end < text.count || isEnd else {
      return end < text.count || isEnd || reach.count == Self.objectLimit ? .none : .cut
    }
    let whole = text.slice(object)
    var fields = RecordFields()
    // What has no time of its own is a part of something else.
    guard JSONLines().read(whole, into: &fields), fields.time != nil || fields.localTime != nil
    else { return .none }
    takeWhole(line: whole, number: number, offset: offset)
    let count = whole.count { $0 == 0x0A }
    linesMet += 1 + count
    for _ in 0..<count { records.countContinuation() }
    return .at(start + end, lines: count)
  }

  /// Longer ones are taken line by line.
  private static let objectLimit = 256 * 1024

  /// Which objects over several lines are looked for in a window.
  private enum ObjectRule {
    /// Those that end within the window; more of it may come.
    case whole
    /// Nothing comes behind the window.
    case toEnd
    /// None: the window is torn where it ends.
    case none
  }

  private enum ObjectEnd {
    case at(Int, lines: Int)
    /// The window ends inside of it.
    case cut
    case none
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
