import LogModel
import Scan

/// Puts together what a record says of its dimensions.
struct DimensionWriter {
  /// Fields of the definition that no known name stands for.
  private let stated: [(name: [UInt8], path: FieldPath)]
  private var text: [UInt8] = []

  init(_ paths: [FieldPath]) {
    let known = Set(RecordDimension.allCases.map(\.name))
    var seen: Set<String> = []
    stated = paths.filter {
      !known.contains($0.description) && seen.insert($0.description).inserted
    }
    .prefix(RecordDimension.statedLimit)
    .map { (Self.cleaned(Array($0.description.utf8)), $0) }
  }

  /// The definition names fields of its own: each attempt is asked for them.
  var isStated: Bool { !stated.isEmpty }

  /// Where the names and values of a record stand; its own go before those of its labels.
  mutating func place(
    of line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>,
    in shared: SharedContext, _ batch: inout RecordBatch
  ) -> UInt32 {
    let raw = isStated || shared.value.hasDimensions ? nil : hash(of: line, fields)
    // Most records say what one before them in the batch said.
    if let raw {
      guard raw != 0 else { return 0 }
      if let known = batch.span(of: raw) { return known.offset &+ 1 }
    }
    text.removeAll(keepingCapacity: true)
    // For the length, which is known at the end.
    text.append(0)
    text.append(0)
    for dimension in RecordDimension.allCases {
      if let slice = own(dimension, fields), slice.count <= RecordDimension.valueLimit {
        put(RecordView.text(slice, in: line), of: dimension.name.utf8)
      } else if shared.value.hasDimensions {
        put(shared.value.dimensions[dimension.index], of: dimension.name.utf8)
      }
    }
    if isStated {
      var view = RecordView(line: line, fields: fields, level: .unknown)
      for (name, path) in stated {
        if let value = view.text(at: path), value.count <= RecordDimension.valueLimit {
          put(value, of: name)
        }
      }
    }
    guard (3...65_537).contains(text.count) else { return 0 }
    text[0] = UInt8(truncatingIfNeeded: (text.count - 2) >> 8)
    text[1] = UInt8(truncatingIfNeeded: text.count - 2)
    return text.withUnsafeBytes {
      batch.share($0, hash: raw ?? StableHash.hash($0, seed: 1)).offset &+ 1
    }
  }

  /// Of a line's own dimensions, as they stand in it; 0 without any.
  private func hash(
    of line: UnsafeRawBufferPointer, _ fields: UnsafePointer<RecordFields>
  ) -> UInt64 {
    var hash: UInt64 = 0
    for dimension in RecordDimension.allCases {
      guard let slice = own(dimension, fields), slice.count <= RecordDimension.valueLimit else {
        continue
      }
      // Bytes alone do not tell whether escapes stand for something else.
      let kind = UInt64(dimension.index) &<< 1 | (slice.hasEscapes ? 1 : 0)
      hash = StableHash.combine(hash, StableHash.hash(line.slice(slice), seed: kind)) | 1
    }
    return hash
  }

  /// The line's value; what already tells its user apart is no tenant.
  private func own(
    _ dimension: RecordDimension, _ fields: UnsafePointer<RecordFields>
  ) -> JSONSlice? {
    guard let slice = fields.pointee.dimensions[dimension],
      dimension != .tenant || fields.pointee.user != slice
    else { return nil }
    return slice
  }

  private mutating func put(_ value: [UInt8], of name: some Sequence<UInt8>) {
    guard !value.isEmpty, value != [0x2D] else { return }
    text.append(contentsOf: name)
    text.append(RecordDimension.valueSeparator)
    text.append(contentsOf: value.contains { $0 < 0x20 } ? Self.cleaned(value) : value)
    text.append(RecordDimension.pairSeparator)
  }

  /// Controls are blanks, so that no value ends before its end.
  private static func cleaned(_ value: [UInt8]) -> [UInt8] {
    value.map { $0 < 0x20 ? 0x20 : $0 }
  }
}

extension RecordView {
  /// The text of a field that is a word or a number, of a line of any form.
  fileprivate mutating func text(at path: FieldPath) -> [UInt8]? {
    if let scalar = scalar(at: path) { return scalar }
    guard path.root == .record else { return nil }
    let name = path.keys.joined(separator: ".")
    if !fields.pointee.isObject { return pair(named: name) }
    return path.keys.count > 1 ? scalar(at: FieldPath(root: .record, keys: [name])) : nil
  }

  /// The value of `name=value` in a line of text.
  private func pair(named name: String) -> [UInt8]? {
    let key = Array(name.utf8)
    var at = 0
    while at + key.count < line.count {
      let begins = at == 0 || line[at - 1] <= 0x20 || Self.openers.contains(line[at - 1])
      if begins, line[at + key.count] == 0x3D,
        line[at..<(at + key.count)].elementsEqual(key)
      {
        return TextPair.value(
          line, at: at + key.count + 1, to: line.count, stops: Self.stops
        ).map { Self.text($0.slice, in: line) }
      }
      at += 1
    }
    return nil
  }

  /// What may stand right before a name, beside a blank; and what ends a value.
  private static let openers: [UInt8] = Array(",;([{|".utf8)
  private static let stops: [UInt8] = Array(",;)]}|".utf8)
}
