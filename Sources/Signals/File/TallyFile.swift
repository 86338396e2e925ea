import LogModel

/// The file form of a tally: all that a later merge or inference needs, and a check sum.
///
/// Eight bytes of magic, the format's version, the body, and the ``StableHash`` of all before
/// it. The bytes are a function of what was tallied alone: not of the order of the inputs, nor
/// of how they were parted.
public enum TallyFile {
  /// The first bytes of every tally; no text and no packed file begins so.
  public static let magic: [UInt8] = [0x97] + Array("RCTALY".utf8) + [0x0A]
  /// The version that is written, and the only one that is read.
  public static let version = ByteWriter.formatVersion
  static let sumSize = 8

  /// Whether an input that begins with `head` is meant to be a tally.
  public static func isTally(_ head: some Sequence<UInt8>) -> Bool { head.starts(with: magic) }

  /// The bytes of a tally, which is finished by this if it was not.
  public static func encode(_ tally: Tally) -> [UInt8] {
    tally.finish()
    var encoder = TallyEncoder(tally)
    encoder.write()
    return sealed(encoder.bytes)
  }

  /// Magic, version and check sum around a body.
  static func sealed(_ body: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.raw(magic)
    writer.count(version)
    writer.raw(body)
    writer.fixed64(writer.bytes.withUnsafeBytes { StableHash.hash($0) })
    return writer.bytes
  }

  /// Reads a tally back, ready to be merged with others.
  ///
  /// - Parameter rules: the definition of this run; where it names units, they must be those
  ///   of the tally, unless that has none.
  /// - Throws: `TallyError`, for bytes of any kind; nothing else comes of them.
  public static func decode(
    _ bytes: [UInt8], rules: TallyRules
  ) throws(TallyError) -> Tally {
    guard isTally(bytes) else { throw .notATally }
    var head = ByteReader(bytes, in: magic.count..<bytes.count)
    let version = try head.integer()
    guard version == Self.version else { throw .unsupportedVersion(version) }
    guard head.remaining >= sumSize else { throw .damaged(offset: bytes.count) }
    let end = bytes.count - sumSize
    var tail = ByteReader(bytes, in: end..<bytes.count)
    let sum = bytes.withUnsafeBytes { all in
      StableHash.hash(UnsafeRawBufferPointer(rebasing: all[..<end]))
    }
    guard try tail.fixed64() == sum else { throw .damaged(offset: end) }
    var decoder = TallyDecoder(ByteReader(bytes, in: head.offset..<end), rules: rules)
    return try decoder.read()
  }
}
