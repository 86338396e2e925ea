import LogModel

@testable import Ingest
@testable import Parse

/// Targets that compare two ways of reading the same lines.
enum LineTargets {
  /// Lines of one input that are compared, and how long they may be.
  private static let comparedLines = 4
  private static let comparedBytes = 2048

  /// Cuts a stream in blocks of many sizes, and decodes it ahead: the records, the account and the
  /// warnings are the same, behind damage too.
  static func framing(_ bytes: [UInt8]) {
    guard let whole = StreamReading(bytes) else { return }
    let draw = Int(truncatingIfNeeded: bytes.withUnsafeBytes { StableHash.hash($0) } & 0xFFFF)
    for (blockSize, piece) in [(64, 512), (64 + draw % 900, 1 + draw % 97), (4096, 7)] {
      let isAhead = blockSize == 4096
      guard let cut = StreamReading(bytes, blockSize: blockSize, piece: piece, isAhead: isAhead)
      else {
        preconditionFailure("in pieces of \(piece) it is no stream")
      }
      let place = zip(whole.records, cut.records).prefix { $0 == $1 }.count
      precondition(
        whole.records == cut.records,
        "block size \(blockSize), pieces of \(piece): record \(place) differs")
      precondition(
        whole.input == cut.input, "block size \(blockSize): \(whole.input), \(cut.input)")
    }
    // Packed bytes, text of two bytes a character, and text whose lines end in a carriage return
    // alone have no lines to be counted here.
    guard !whole.isDocument, whole.input.compression == .none, !bytes.contains(0),
      bytes.contains(0x0A) || !bytes.contains(0x0D),
      bytes.first != 0xFE,
      bytes.first != 0xFF, whole.input.bytesDecoded == bytes.count
    else { return }
    let ended = bytes.count { $0 == 0x0A }
    let lines = bytes.last == nil || bytes.last == 0x0A ? ended : ended + 1
    precondition(
      whole.input.account.lines == lines,
      "\(whole.input.account.lines) lines in the account, \(lines) line ends: "
        + String(decoding: bytes.prefix(400), as: UTF8.self))
  }

  /// Reads a line as the first of its stream, and behind others of its form: the record is the
  /// same, whatever the reader remembers of a stream in order to read it faster.
  static func settled(_ bytes: [UInt8], as format: FormatChoice? = nil) {
    let lines = bytes.split(separator: 0x0A).prefix(comparedLines).map { Array($0) + [0x0A] }
    for (at, line) in lines.enumerated() where line.count <= comparedBytes {
      guard let alone = said(by: line, behind: [], format) else { continue }
      for before in [line, lines[(at + 1) % lines.count]] where before.count <= comparedBytes {
        // A line that says too little alone, such as no year, may be told more by another.
        guard !isContext(before), !alone.isEmpty || before == line, !hasWordsBefore(line),
          !hasWordsBefore(before + before + line),
          let behind = said(by: line, behind: before, format)
        else { continue }
        // A line may go on with the record before it, or be an answer that was logged twice.
        precondition(
          behind == alone || behind.isEmpty,
          "\(String(decoding: line, as: UTF8.self))alone: \(alone)\n"
            + "behind \(String(decoding: before, as: UTF8.self)): \(behind)")
      }
    }
  }

  /// What the records of `line` say where it stands third, behind twice the same line, or first.
  private static func said(
    by line: [UInt8], behind before: [UInt8], _ format: FormatChoice?
  ) -> [String]? {
    guard let reading = StreamReading(before + before + line, as: format), !reading.isDocument
    else { return nil }
    let number = before.isEmpty ? 1 : 3
    return reading.records.filter { $0.line == number }.map(\.said)
  }

  /// Whether the head of a stream shows that words stand before its lines, or in which of their
  /// columns their time does: which ones do is told by
  /// most of them, and what follows the words is the record.
  private static func hasWordsBefore(_ head: [UInt8]) -> Bool {
    head.withUnsafeBytes { WordsBefore(in: $0) != nil || EpochColumn(in: $0) != nil }
  }

  /// Whether a line says of those behind it what they mean: columns, labels.
  private static func isContext(_ line: [UInt8]) -> Bool {
    line.first == UInt8(ascii: "#") || line.starts(with: Array("Common labels".utf8))
  }
}
