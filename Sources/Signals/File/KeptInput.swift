import LogModel
import Parse

/// What one input gave, as it is kept between runs: its tally, and what reading it a second time
/// needs.
public struct KeptInput {
  /// Of this input alone, sealed.
  public var tally: Tally
  public var outline: StreamOutline
  /// Records with a stamp, and lines that belong to them.
  public var records: Int

  public init(tally: Tally, outline: StreamOutline, records: Int) {
    self.tally = tally
    self.outline = outline
    self.records = records
  }
}

/// The file form of a ``KeptInput``: magic, version, the key that it is kept under, the outline,
/// the body of a tally that holds all of its samples, and a check sum.
///
/// It is read back by the program that wrote it alone, which is part of the key. So it has no
/// other version than the tally's, and what is not as expected is no error: the input is read.
public enum KeptInputFile {
  /// The first bytes; no tally and no packed file begins so.
  static let magic: [UInt8] = [0x97] + Array("RCKEPT".utf8) + [0x0A]
  private static let sumSize = 8
  /// No stream has more bytes, segments of 4 MiB, or turns of a clock than these.
  private static let rangeLimit = 1 << 31
  private static let turnLimit = 64

  /// The bytes of what is kept; the tally is finished by this.
  ///
  /// - Parameter key: what all of it is a function of.
  /// - Returns: `nil` where not all that is told of the input can be read back.
  public static func encode(_ kept: KeptInput, under key: [UInt8]) -> [UInt8]? {
    guard kept.tally.inputs.count == 1, var told = kept.tally.inputs.first?.reading else {
      return nil
    }
    // What they were for is done once an input is sealed.
    told.strays = []
    let text = InputReadingCoding.bytes(of: told)
    var reader = ByteReader(text, in: text.indices)
    guard let again = try? InputReadingCoding.read(&reader), again == told else { return nil }
    kept.tally.finish()
    var writer = ByteWriter()
    writer.raw(magic)
    writer.count(TallyFile.version)
    writer.count(key.count)
    writer.raw(key)
    writer.count(kept.records)
    write(kept.outline, to: &writer)
    var encoder = TallyEncoder(kept.tally, keepsAll: true)
    encoder.write()
    writer.raw(encoder.bytes)
    writer.fixed64(writer.bytes.withUnsafeBytes { StableHash.hash($0) })
    return writer.bytes
  }

  /// Reads back what was kept under a key.
  ///
  /// - Parameter path: where the same content lies now.
  /// - Returns: `nil` for bytes of any other kind.
  public static func decode(
    _ bytes: [UInt8], under key: [UInt8], path: String, rules: TallyRules
  ) -> KeptInput? {
    guard bytes.starts(with: magic), bytes.count >= magic.count + sumSize else { return nil }
    let end = bytes.count - sumSize
    var tail = ByteReader(bytes, in: end..<bytes.count)
    let sum = bytes.withUnsafeBytes { all in
      StableHash.hash(UnsafeRawBufferPointer(rebasing: all[..<end]))
    }
    guard let told = try? tail.fixed64(), told == sum else { return nil }
    return try? body(bytes, magic.count..<end, key, path, rules)
  }

  private static func body(
    _ bytes: [UInt8], _ range: Range<Int>, _ key: [UInt8], _ path: String, _ rules: TallyRules
  ) throws(TallyError) -> KeptInput? {
    var reader = ByteReader(bytes, in: range)
    guard try reader.integer() == TallyFile.version else { return nil }
    let length = try reader.count(ofBytes: 1)
    let begin = reader.offset
    guard length == key.count, bytes[begin..<begin + length].elementsEqual(key) else { return nil }
    reader = ByteReader(bytes, in: (begin + length)..<range.upperBound)
    let records = try reader.integer(upTo: InputReadingCoding.limit)
    let outline = try outline(&reader)
    var decoder = TallyDecoder(reader, rules: rules, keepsAll: true)
    let tally = try decoder.read()
    guard tally.inputs.count == 1 else { return nil }
    tally.inputs[0].reading.path = path
    return KeptInput(tally: tally, outline: outline, records: records)
  }

  private static func write(_ outline: StreamOutline, to writer: inout ByteWriter) {
    writer.count(outline.ranges.count)
    for range in outline.ranges {
      writer.optional(range) {
        $0.signed($1.lowerBound)
        $0.signed($1.upperBound)
      }
    }
    writer.count(outline.turns.count)
    for turn in outline.turns {
      writer.signed(turn.local)
      writer.count(turn.from)
      writer.count(turn.to)
    }
    writer.bool(outline.asksForYear)
    writer.optional(outline.year) {
      $0.signed($1.seconds)
      $0.bool($1.isNearest)
      $0.string($1.basis)
    }
  }

  private static func outline(_ reader: inout ByteReader) throws(TallyError) -> StreamOutline {
    var outline = StreamOutline(ranges: [], turns: [], year: nil, asksForYear: false)
    let segments = try reader.count(ofBytes: 1)
    guard segments <= rangeLimit else { throw reader.damaged }
    for _ in 0..<segments {
      guard try reader.bool() else {
        outline.ranges.append(nil)
        continue
      }
      let (from, to) = (try reader.signed(), try reader.signed())
      guard from <= to else { throw reader.damaged }
      outline.ranges.append(from...to)
    }
    let turns = try reader.count(ofBytes: 3)
    guard turns <= turnLimit else { throw reader.damaged }
    for _ in 0..<turns {
      outline.turns.append(
        .init(local: try reader.signed(), from: try reader.integer(), to: try reader.integer()))
    }
    outline.asksForYear = try reader.bool()
    if try reader.bool() {
      outline.year = .init(
        seconds: try reader.signed(), isNearest: try reader.bool(), basis: try reader.string())
    }
    return outline
  }
}
