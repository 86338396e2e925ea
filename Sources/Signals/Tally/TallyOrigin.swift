import LogModel

/// The parts of a definition that decide what a tally counts and what it hides, as hashes.
///
/// Counts that were made under two definitions do not belong together: an operation of the one
/// is none of the other. A zone is no part of it: stamps are moments by then, and each input's
/// reading says which zone told them.
public struct TallyOrigin: Hashable, Sendable {
  /// Of how records are read, named and judged; 0 where a definition says nothing of it.
  public var definition: UInt64
  /// Of what is hidden beyond the usual; 0 where a definition says nothing of it.
  public var redaction: UInt64
  /// What the definition calls itself, for messages; empty without a name.
  public var name: String

  /// The origin of what is counted without a definition.
  public static let none = TallyOrigin(definition: 0, redaction: 0, name: "")

  public init(definition: UInt64, redaction: UInt64, name: String) {
    self.definition = definition
    self.redaction = redaction
    self.name = name
  }

  /// Checks whether what was made under another origin means the same as what is under this one.
  ///
  /// - Throws: `otherDefinition` or `otherRedaction`.
  public func check(_ other: TallyOrigin) throws(TallyError) {
    guard definition == other.definition else {
      throw .otherDefinition(mine: words, theirs: other.words)
    }
    guard redaction == other.redaction else {
      throw .otherRedaction(mine: words, theirs: other.words)
    }
  }

  private var words: String {
    if !name.isEmpty { return "'\(name)'" }
    return definition == 0 && redaction == 0 ? "none" : "one without a name"
  }
}

// MARK: In a file

extension TallyOrigin {
  /// Bytes of a name that are read.
  private static let nameLimit = 4096

  func write(to writer: inout ByteWriter) {
    writer.fixed64(definition)
    writer.fixed64(redaction)
    writer.string(name)
  }

  init(from reader: inout ByteReader) throws(TallyError) {
    definition = try reader.fixed64()
    redaction = try reader.fixed64()
    name = try reader.string()
    guard name.utf8.count <= Self.nameLimit else { throw reader.damaged }
  }
}
