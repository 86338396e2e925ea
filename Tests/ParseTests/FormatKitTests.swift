import LogModel
import Scan
import Testing

@testable import Parse

@Suite struct FormatKitTests {
  @Test func everyFormatOfTextHasAKit() {
    let jsonForms: Set = ["json-lines", "json-lines (lenient)"]
    let named = Set(FormatKit.all.map(\.name))
    for name in LogFormats.names where !jsonForms.contains(name) {
      #expect(named.contains(name), "\(name) has no kit")
    }
    #expect(named.count == FormatKit.all.count)
  }

  @Test(arguments: FormatKit.all)
  func readsItsLinesBeforeAnyOtherFormat(_ kit: FormatKit) {
    for sample in kit.samples {
      let bytes = Array(sample.line.utf8)
      bytes.withUnsafeBytes { line in
        guard let found = Self.read(line, header: kit.header) else {
          Issue.record("not read: \(sample.line)")
          return
        }
        #expect(found.name == kit.name, "\(sample.line)")
        Self.compare(found.fields, sample, in: line)
      }
    }
  }

  @Test(arguments: FormatKit.all)
  func refusesWhatOnlyResemblesIt(_ kit: FormatKit) {
    for text in kit.refused {
      Array(text.utf8).withUnsafeBytes { line in
        #expect(Self.read(line, header: kit.header)?.name != kit.name, "\(text)")
      }
    }
  }

  @Test(arguments: FormatKit.all)
  func takesNoHarmFromAnyCutOrChangedByte(_ kit: FormatKit) {
    for sample in kit.samples {
      let bytes = Array(sample.line.utf8)
      let forms = Self.forms(header: kit.header)
      for cut in 0...bytes.count {
        bytes[..<cut].withUnsafeBytes { _ = Self.read($0, as: forms) }
      }
      for at in bytes.indices {
        for byte: UInt8 in [0, 0x20, 0x22, 0x2D, 0x30, 0x5B, 0x5C, 0x7F, 0xFF] {
          var changed = bytes
          changed[at] = byte
          changed.withUnsafeBytes { _ = Self.read($0, as: forms) }
        }
      }
    }
  }

  private struct Found: ~Copyable {
    var name: String
    var fields: RecordFields
  }

  /// The first form that reads the line, asked in the order the reader asks.
  private static func read(_ line: UnsafeRawBufferPointer, header: String?) -> Found? {
    read(line, as: forms(header: header))
  }

  private static func read(
    _ line: UnsafeRawBufferPointer, as forms: [(String, any LogFormat)]
  ) -> Found? {
    for (name, form) in forms where form.mayOpen(with: line.prefix(8)) {
      var fields = RecordFields()
      if form.read(line, into: &fields) { return Found(name: name, fields: fields) }
    }
    return nil
  }

  private static func forms(header: String?) -> [(String, any LogFormat)] {
    var forms: [(String, any LogFormat)] = []
    if let header {
      for kind in LogFormats.headed {
        let format = Array(header.utf8).withUnsafeBytes { kind.format(headedBy: $0) }
        if let format { forms.append((kind.name, format)) }
      }
    }
    return forms + LogFormats.all.map { ($0.name, $0) }
  }

  private static func compare(
    _ fields: borrowing RecordFields, _ sample: FormatKit.Sample, in line: UnsafeRawBufferPointer
  ) {
    func text(_ slice: JSONSlice?) -> String? {
      slice.map { String(decoding: RecordView.text($0, in: line), as: UTF8.self) }
    }
    let told = Comment(rawValue: sample.line)
    #expect(time(of: fields) == sample.time, told)
    #expect(fields.level == sample.level, told)
    #expect(fields.status == sample.status, told)
    #expect(text(fields.method) == sample.method, told)
    #expect(text(fields.path) == sample.path, told)
    #expect(text(fields.message) == sample.message, told)
    #expect(text(fields.error) == sample.error, told)
    #expect(text(fields.service) == sample.service, told)
    #expect(text(fields.host) == sample.host, told)
    #expect(text(fields.user) == sample.user, told)
    #expect(text(fields.address) == sample.address, told)
    #expect(fields.outcome == sample.outcome, told)
    let milliseconds = fields.latencyMilliseconds.map { ($0 * 1e6).rounded() / 1e6 }
    #expect(milliseconds == sample.milliseconds, told)
  }

  private static func time(of fields: borrowing RecordFields) -> String? {
    if let time = fields.time { return time.rfc3339 }
    guard let local = fields.localTime, let time = local.timestamp() else { return nil }
    let text = time.rfc3339.dropLast()
    return local.lacksYear ? "-" + text.dropFirst(4) : String(text)
  }
}
