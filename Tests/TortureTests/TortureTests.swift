import TestSupport
import Testing

/// Bad and odd inputs, each with its exit status, counts and warnings.
@Suite struct TortureTests {
  @Test func thereAreAHundredCasesAndEachHasItsName() {
    #expect(TortureCase.all.count >= 100)
    #expect(Set(TortureCase.all.map(\.name)).count == TortureCase.all.count)
  }

  @Test(arguments: TortureCase.all)
  func isReadAsSaid(_ torture: TortureCase) throws {
    let folder = try ScratchFolder()
    let inputs = try torture.make(folder)
    let run = try folder.program(["draft", "--format", "json"] + inputs)
    #expect(run.status == torture.status, "\(run.errorText)")
    guard run.status == 0 || run.status == 3 else {
      #expect(run.output.isEmpty)
      #expect(run.errorText.hasPrefix("recount: "))
      if let words = torture.says { #expect(run.errorText.contains(words), "\(run.errorText)") }
      return
    }
    let report = try Report(run.output)
    expectSums(report)
    func total(_ key: String) -> Int { report.inputs.compactMap { $0[key] as? Int }.reduce(0, +) }
    if let records = torture.records { #expect(total("records") == records, "records") }
    if let blank = torture.blank { #expect(total("blank") == blank, "blank") }
    if let unread = torture.unread { #expect(total("unread") == unread, "unread") }
    if let duplicate = torture.duplicate { #expect(total("duplicate") == duplicate, "duplicate") }
    #expect(codes(report) == torture.codes)
    expectInert(run.output)
  }

  /// Damage is read the same whatever the size of the pieces and the number of workers.
  @Test(arguments: TortureCase.all.filter { $0.status != 2 })
  func isReadTheSameInAnyPieces(_ torture: TortureCase) throws {
    let folder = try ScratchFolder()
    let inputs = try torture.make(folder)
    // A stream can be read once.
    guard !inputs.contains("-") else { return }
    let one = try folder.program(["draft", "--format", "json", "--threads", "1"] + inputs)
    let other = try folder.program(
      ["draft", "--format", "json", "--threads", "3", "--block-size", "4096"] + inputs.reversed())
    #expect(one.status == other.status)
    #expect(textDifference(one.output, other.output) == nil)
  }

  private func expectSums(_ report: Report) {
    for input in report.inputs {
      let sum = ["records", "blank", "unread", "duplicate", "outside_window"]
        .compactMap { input[$0] as? Int }.reduce(0, +)
      #expect(input["lines"] as? Int == sum)
    }
  }

  private func codes(_ report: Report) -> Set<String> {
    let coverage = report.root["coverage"] as? [String: Any]
    let warnings =
      report.inputs.flatMap { $0["warnings"] as? [[String: Any]] ?? [] }
      + (coverage?["warnings"] as? [[String: Any]] ?? [])
    return Set(warnings.compactMap { $0["code"] as? String })
  }

  /// No control and no bidirectional mark leaves the program.
  private func expectInert(_ output: [UInt8]) {
    let text = String(decoding: output, as: UTF8.self)
    let bad = text.unicodeScalars.first { scalar in
      (scalar.value < 0x20 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
        || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
    #expect(bad == nil)
  }
}
