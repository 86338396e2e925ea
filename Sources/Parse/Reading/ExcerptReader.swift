import Glibc
import Ingest

/// Reads the lines behind citations again, from the file they were cited in.
///
/// Lines and entries are numbered as ``StreamParser`` numbers them. Standard input cannot be
/// read twice: its lines are not found.
public struct ExcerptReader {
  /// Longer lines and entries are cut to so many bytes.
  public static let byteLimit = 64 * 1024

  /// Line from 1; entry from 1 in a document, `nil` (or 0) in an input of lines.
  public typealias Wanted = (line: Int, entry: Int?)

  private var stream: DecodedStream
  private let blockSize: Int
  private let segments: StreamSegments?
  /// Distinct, in the order in which the stream holds them.
  private let places: [(line: Int, entry: Int)]
  private var found: [[UInt8]?]
  private var next = 0

  /// The text of each wanted line, bad UTF-8 repaired; `nil` where the input does not hold it.
  ///
  /// - Throws: `IngestError` when the input cannot be opened.
  public static func texts(
    path: String, wanted: [Wanted], blockSize: Int = 256 * 1024, segments: StreamSegments? = nil
  ) throws(IngestError) -> [String?] {
    let all = try bytes(
      path: path, wanted: wanted, blockSize: blockSize, segments: segments)
    return all.map { bytes in bytes.map { String(decoding: $0, as: UTF8.self) } }
  }

  /// The bytes of each wanted line without its line end, or of the entry of a document as it
  /// stands; `nil` where the input does not hold it.
  ///
  /// Reads no further than the last of them.
  ///
  /// - Parameter segments: of a first reading of this very file, to begin near the lines.
  /// - Throws: `IngestError` when the input cannot be opened.
  public static func bytes(
    path: String, wanted: [Wanted], blockSize: Int = 256 * 1024, segments: StreamSegments? = nil
  ) throws(IngestError) -> [[UInt8]?] {
    guard !StandardInput.isNamed(by: path), !wanted.isEmpty else { return wanted.map { _ in nil } }
    var reader = ExcerptReader(
      stream: try DecodedStream(path: path, blockSize: blockSize, isHashed: false),
      wanted: wanted, blockSize: blockSize, segments: segments)
    // Entries of documents have numbers from 1; a stated pattern reads even those as lines.
    let areLines = wanted.allSatisfy { ($0.entry ?? 0) == 0 }
    if segments?.hasCheckpoints != true, !areLines,
      let envelope = Envelopes.document(in: reader.stream)
    {
      reader.readEntries(of: envelope.shape)
    } else {
      reader.readLines()
    }
    return wanted.map { reader.text(of: $0) }
  }

  private init(
    stream: DecodedStream, wanted: [Wanted], blockSize: Int, segments: StreamSegments?
  ) {
    self.stream = stream
    self.blockSize = blockSize
    self.segments = segments
    var places = wanted.map { (line: $0.line, entry: $0.entry ?? 0) }.sorted { $0 < $1 }
    for index in places.indices.dropFirst().reversed() where places[index] == places[index - 1] {
      places.remove(at: index)
    }
    self.places = places
    found = places.map { _ in nil }
  }

  private func text(of wanted: Wanted) -> [UInt8]? {
    let place = (line: wanted.line, entry: wanted.entry ?? 0)
    let index = places.partitionIndex { $0 >= place }
    return index < places.count && places[index] == place ? found[index] : nil
  }

  // MARK: Documents

  private mutating func readEntries(of shape: DocumentShape) {
    var walk = DocumentWalk(stream: stream, shape: shape)
    while next < places.count {
      switch walk.next() {
      case .labels, .ended: break
      case .entry(let entry):
        let here = (entry.place.line, entry.place.entry)
        while next < places.count, places[next] < here { next += 1 }
        if next < places.count, places[next] == here {
          found[next] = Array(entry.whole.prefix(Self.byteLimit))
          next += 1
        }
      case .unread, .torn: break
      case .end: return
      }
    }
  }

  // MARK: Lines

  private mutating func readLines() {
    var number = 1
    // The line that the window ends in, as far as it is wanted; its bytes so far.
    var kept: [UInt8] = []
    var length = 0
    while passPlaces(before: number) {
      if length == 0 { advance(&number) }
      let window = stream.window
      if let base = window.baseAddress, !window.isEmpty {
        let stop = memchr(base, 0x0A, window.count).map { UnsafeRawPointer($0) - base }
        let end = stop ?? window.count
        if places[next].line == number {
          kept.append(contentsOf: window[..<end].prefix(Self.byteLimit + 4 - kept.count))
        }
        length += end
        guard stop != nil else {
          stream.consume(end)
          continue
        }
        stream.consume(end + 1)
      } else {
        let fill = stream.fill()
        if fill == .more { continue }
        // A seam ends the line before it; with nothing before it there is no line.
        if length == 0 {
          if fill == .seam { continue }
          return
        }
      }
      keep(kept, of: number)
      kept.removeAll(keepingCapacity: true)
      length = 0
      number += 1
    }
  }

  /// Goes on nearer to the next place, where the stream can be read on from there.
  private mutating func advance(_ number: inout Int) {
    guard let near = segments?.place(before: places[next].line, after: number),
      let resumed = try? DecodedStream(
        path: stream.path, resuming: near.place, blockSize: blockSize)
    else { return }
    stream = resumed
    number = near.line
  }

  /// Leaves out places before `line` and entries of lines; whether any place is left.
  private mutating func passPlaces(before line: Int) -> Bool {
    while next < places.count, places[next].line < line || places[next].entry != 0 { next += 1 }
    return next < places.count
  }

  private mutating func keep(_ line: [UInt8], of number: Int) {
    guard places[next].line == number else { return }
    var text = line[...]
    if text.last == 0x0D { text = text.dropLast() }
    if number == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    found[next] = Array(text.prefix(Self.byteLimit))
    next += 1
  }
}
