import Simulator
import Testing

@testable import Ingest
@testable import Parse

/// Scanners load whole words, past the last byte of a log too: what stands there decides nothing.
@Suite struct WindowEndTests {
  @Test("the bytes behind a log are not read as its own", arguments: RecordForm.allCases)
  func behind(form: RecordForm) throws {
    let log = SimulatedFormTests.scenario.log(as: form).prefix(6000)
    // Ends in the middle of a line, in numbers, texts and signs.
    for cut in stride(from: 5700, to: log.count, by: 23) {
      let file = try TemporaryFile(Array(log[..<cut]))
      let readings = try [0xAA, 0x55, 0x39, 0x22, 0x00].map { try records(file.path, fill: $0) }
      for reading in readings { #expect(reading == readings[0], "\(form), cut at \(cut)") }
    }
  }

  private func records(_ path: String, fill: UInt8) throws -> [ReadRecord] {
    let layers = try LayerStack.open(path: path, acceptsPipe: false)
    let stream = DecodedStream(path: path, layers: layers, blockSize: 1 << 14, fillByte: fill)
    var records: [ReadRecord] = []
    let parser = StreamParser(stream: stream, rules: .standard, options: ParseOptions()) { batch in
      records += batch.records.map { ReadRecord($0, in: batch) }
    }
    _ = parser.run()
    return records
  }
}
