import LogModel
import Scan
import Testing

@testable import Parse

@Suite struct EnvelopeKitTests {
  private static let blockSizes = [64, 100, 1024, 1 << 20]

  @Test func everyEnvelopeHasAKit() {
    #expect(EnvelopeKit.all.map(\.name).sorted() == Envelopes.names.sorted())
    for kit in EnvelopeKit.all {
      #expect(max(kit.samples.count, kit.documents.count) >= 4, "\(kit.name)")
      #expect(kit.refused.count >= 3, "\(kit.name)")
    }
  }

  // MARK: Lines

  @Test(arguments: EnvelopeKit.all)
  func opensItsLinesBeforeAnyOtherEnvelope(_ kit: EnvelopeKit) {
    for sample in kit.samples {
      Array(sample.line.utf8).withUnsafeBytes { line in
        guard let opened = Self.open(line) else {
          Issue.record("not opened: \(sample.line)")
          return
        }
        #expect(opened.name == kit.name, "\(sample.line)")
        Self.compare(opened.wrapped, sample, in: line)
      }
    }
  }

  @Test(arguments: EnvelopeKit.all)
  func leavesAloneWhatOnlyResemblesIt(_ kit: EnvelopeKit) {
    for text in kit.refused {
      Array(text.utf8).withUnsafeBytes { bytes in
        #expect(Self.open(bytes)?.name != kit.name, "\(text)")
        let document = Envelopes.documents.first { $0.begins(bytes) }
        #expect(document?.name != kit.name, "\(text)")
      }
    }
  }

  @Test(arguments: EnvelopeKit.all)
  func takesNoHarmFromAnyCutOrChangedByte(_ kit: EnvelopeKit) {
    for sample in kit.samples {
      let bytes = Array(sample.line.utf8)
      for cut in 0...bytes.count { bytes[..<cut].withUnsafeBytes { _ = Self.open($0) } }
      for at in bytes.indices {
        for byte: UInt8 in [0, 0x20, 0x22, 0x2D, 0x30, 0x3A, 0x5B, 0x5C, 0x7B, 0x7F, 0xFF] {
          var changed = bytes
          changed[at] = byte
          changed.withUnsafeBytes { _ = Self.open($0) }
        }
      }
    }
  }

  private static func open(
    _ line: UnsafeRawBufferPointer
  ) -> (name: String, wrapped: Wrapped)? {
    for envelope in Envelopes.lines where envelope.mayOpen(with: line.prefix(8)) {
      if case .record(let wrapped) = envelope.unwrap(line) { return (envelope.name, wrapped) }
    }
    return nil
  }

  private static func compare(
    _ wrapped: Wrapped, _ sample: EnvelopeKit.Sample, in line: UnsafeRawBufferPointer
  ) {
    func text(_ slice: JSONSlice?) -> String? {
      slice.map { String(decoding: line.slice($0), as: UTF8.self) }
    }
    let told = Comment(rawValue: sample.line)
    #expect(text(wrapped.text) == sample.text, told)
    #expect(time(of: wrapped) == sample.time, told)
    #expect(text(wrapped.service) == sample.service, told)
    #expect(text(wrapped.host) == sample.host, told)
    #expect(text(wrapped.labels) == sample.labels, told)
    #expect(wrapped.level == sample.level, told)
    #expect(wrapped.part == sample.part, told)
    #expect(Int(wrapped.stream) == sample.stream, told)
  }

  private static func time(of wrapped: Wrapped) -> String? {
    if let time = wrapped.time { return time.rfc3339 }
    guard let local = wrapped.localTime, let time = local.timestamp() else { return nil }
    let text = time.rfc3339.dropLast()
    return local.lacksYear ? "-" + text.dropFirst(4) : String(text)
  }

  // MARK: Documents

  @Test(arguments: EnvelopeKit.all.filter { !$0.documents.isEmpty })
  func readsItsDocumentsInBlocksOfAnySize(_ kit: EnvelopeKit) throws {
    for document in kit.documents {
      let told = Comment(rawValue: document.text)
      for size in Self.blockSizes {
        let reading = try Reading(Array(document.text.utf8), blockSize: size)
        #expect(reading.records.map(Self.describe) == document.records, told)
        #expect(reading.input.account.unread == document.unread, told)
        #expect(reading.input.account.duplicate == document.duplicate, told)
        #expect(reading.input.formats.contains(kit.name), told)
      }
    }
  }

  @Test(arguments: EnvelopeKit.all.filter { !$0.documents.isEmpty })
  func keepsEveryWholeEntryOfADocumentThatIsCut(_ kit: EnvelopeKit) throws {
    for document in kit.documents {
      let text = Array(document.text.utf8)
      let whole = try Reading(text).records
      let ends = try Self.excerpts(of: whole, in: text).map { $0.offset + $0.text.count }
      for cut in stride(from: text.count, to: text.count / 2, by: -3) {
        let reading = try Reading(Array(text[..<cut]), blockSize: 64)
        guard reading.input.formats.contains(kit.name) else { continue }
        let count = ends.count { $0 <= cut }
        #expect(reading.records.count >= count, "\(document.text) cut at \(cut)")
        #expect(Array(reading.records.prefix(count)) == Array(whole.prefix(count)))
      }
    }
  }

  @Test(arguments: EnvelopeKit.all.filter { !$0.documents.isEmpty })
  func showsTheEntryBehindEachPlace(_ kit: EnvelopeKit) throws {
    for document in kit.documents {
      let text = Array(document.text.utf8)
      for (offset, excerpt) in try Self.excerpts(of: try Reading(text).records, in: text) {
        #expect(!excerpt.isEmpty)
        #expect(text[offset...].starts(with: excerpt), "\(document.text)")
      }
    }
  }

  @Test(arguments: EnvelopeKit.all.filter { !$0.documents.isEmpty })
  func readsADocumentWithAnyByteChangedToItsEnd(_ kit: EnvelopeKit) throws {
    for document in kit.documents.prefix(2) {
      let text = Array(document.text.utf8)
      for at in text.indices {
        for byte: UInt8 in [0x0A, 0x22, 0x5D] {
          var changed = text
          changed[at] = byte
          // The account is checked wherever something is read.
          let small = try Reading(changed, blockSize: 64)
          #expect(small.input.account.lines <= text.count)
        }
      }
    }
  }

  private static func excerpts(
    of records: [ReadRecord], in text: [UInt8]
  ) throws -> [(offset: Int, text: [UInt8])] {
    let file = try TemporaryFile(text)
    let found = try ExcerptReader.bytes(
      path: file.path, wanted: records.map { ($0.line, $0.entry) }, blockSize: 64)
    return try zip(records, found).map { ($0.byteOffset, try #require($1)) }
  }

  private static func describe(_ record: ReadRecord) -> String {
    let call = record.kind == .message ? "" : " \(record.operation) \(record.status)"
    return "\(record.time.rfc3339) \(record.service)@\(record.source) \(record.severity) "
      + "\(record.line)#\(record.entry)" + call
  }
}
