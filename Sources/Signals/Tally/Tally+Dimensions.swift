import LogModel
import Parse

/// Attempts by their dimensions.
extension Tally {
  /// Counts an attempt that names any.
  ///
  /// - Parameters:
  ///   - raw: a hash of all that decides its series.
  ///   - route: what it is counted under now.
  func noteDimensions(
    of record: UnsafePointer<LogRecord>, raw: UInt64, route: UInt64, second: Int64,
    in text: UnsafeRawBufferPointer
  ) {
    guard let outcome = dimensionOutcome(of: record, in: text) else { return }
    let names = RecordBatch.dimensions(record.pointee.dimensions, in: text)
    dimensions.add(
      .init(
        names: StableHash.hash(names), raw: raw, route: route, second: second, outcome: outcome),
      named: {
        StableHash.combine(
          StableHash.hash(slice(record.pointee.service, text)),
          StableHash.hash(slice(record.pointee.operation, text)))
      },
      parsed: { dimensionValues(of: names) })
  }

  /// `nil` where nothing says how it ended.
  private func dimensionOutcome(
    of record: UnsafePointer<LogRecord>, in text: UnsafeRawBufferPointer
  ) -> UInt8? {
    switch record.pointee.outcome {
    case .success: return DimensionOutcome.success
    case .rejected: return DimensionOutcome.rejected(RejectedCell.status(of: record.pointee))
    case .unknown: return nil
    case .failure:
      let bytes = FailureSignature.parted(slice(record.pointee.signature, text)).signature
      let span = TextSpan(
        offset: Int(record.pointee.signature.offset), count: bytes.count)
      let hash = StableHash.hash(bytes)
      if let known = failureClasses[hash] { return known }
      if failureClasses.count > 4096 { failureClasses.removeAll(keepingCapacity: true) }
      let outcome = DimensionOutcome.failure(
        clean(span, text, limit: Self.signatureLimit))
      failureClasses[hash] = outcome
      return outcome
    }
  }

  /// The values that a record's text names, as they may be kept.
  private func dimensionValues(of names: UnsafeRawBufferPointer) -> [DimensionValue] {
    names.split(separator: RecordDimension.pairSeparator).compactMap { pair in
      guard let cut = pair.firstIndex(of: RecordDimension.valueSeparator) else { return nil }
      let dimension = String(decoding: pair[..<cut], as: UTF8.self)
      let value = rules.redact(String(decoding: pair[pair.index(after: cut)...], as: UTF8.self))
      guard !value.isEmpty else { return nil }
      return DimensionValue(
        dimension: ExactText.shortened(dimension, to: Self.nameLimit),
        text: ExactText.shortened(value, to: Self.nameLimit))
    }
  }
}

extension DimensionCounts {
  /// Leaves out what lies in stretches of time, as ``Tally/forget(_:)`` does.
  mutating func forget(_ stretches: [ClosedRange<Int64>]) {
    let width = seconds
    replaceCells { key in
      let from = key.bucket * width
      return stretches.contains { $0.overlaps(from...(from + width - 1)) } ? nil : key
    }
  }

  /// Moves everything in time, to the nearest bucket: what these counts are for is no finer.
  mutating func shift(byNanoseconds step: Int64) {
    let width = seconds * 1_000_000_000
    let buckets = (step + width / 2).flooredDivision(by: width)
    replaceCells { key in
      var key = key
      key.bucket &+= buckets
      return key
    }
  }
}
