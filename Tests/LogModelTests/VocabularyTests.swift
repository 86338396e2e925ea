import Testing

@testable import LogModel

@Suite struct VocabularyTests {
  @Test("a citation is path, line and entry; places are ordered by them")
  func citations() {
    let line = SourceRef(path: "a.gz", line: 7, byteOffset: 99)
    let entry = SourceRef(path: "a.gz", line: 7, entry: 2, byteOffset: 5)
    #expect(line.citation == "a.gz:7" && entry.citation == "a.gz:7#2")
    #expect(line < entry && entry < SourceRef(path: "a.gz", line: 8, byteOffset: 0))
    #expect(entry < SourceRef(path: "b", line: 1, byteOffset: 0))
  }

  @Test("the sum of the classes is the lines, and accounts add up")
  func accounts() {
    var account = LineAccount()
    account.records = 1
    account.blank = 2
    account.unread = 4
    account.duplicate = 8
    account.outsideWindow = 16
    #expect(account.lines == 31)
    let twice = account + account
    #expect(twice.lines == 62 && twice.unread == 8 && account + LineAccount() == account)
  }

  @Test("accounts of hostile tallies have a sum, however large their numbers are")
  func hostileAccounts() {
    var account = LineAccount()
    account.records = 1 << 53
    account.blank = 1 << 53
    account.unread = 1 << 53
    account.duplicate = 1 << 53
    account.outsideWindow = 1 << 53
    let all = (0..<5000).reduce(LineAccount()) { sum, _ in sum + account }
    #expect(all.lines > account.lines && all.records + all.duplicate + all.outsideWindow > 0)
    account.records = .max
    #expect((account + account).records >= 1 << 60)
  }

  @Test("ranges hold both their ends and know what overlaps them")
  func ranges() {
    let range = self.range(from: 10, to: 20)
    #expect(range.seconds == 10)
    #expect(range.contains(Timestamp(seconds: 10)) && range.contains(Timestamp(seconds: 20)))
    #expect(!range.contains(Timestamp(seconds: 9)) && !range.contains(Timestamp(seconds: 21)))
    #expect(
      range.overlaps(self.range(from: 20, to: 30)) && self.range(from: 0, to: 10).overlaps(range))
    #expect(!range.overlaps(self.range(from: 21, to: 30)))
    #expect(range.overlaps(self.range(from: 21, to: 30), within: 1))
  }

  private func range(from: Int64, to: Int64) -> TimeRange {
    TimeRange(from: Timestamp(seconds: from), to: Timestamp(seconds: to))
  }

  @Test("content hashes are printed whole and ordered by their first half")
  func hashes() {
    let small = ContentHash(high: 1, low: 0xABC)
    #expect(small.hexadecimal == "00000000000000010000000000000abc")
    #expect(small < ContentHash(high: 2, low: 0) && small < ContentHash(high: 1, low: 0xABD))
  }

  @Test("stable hashes are the same in every run and differ in every byte")
  func stableHashes() {
    let text = "POST /api/order and a tail"
    #expect(StableHash.hash(text) == StableHash.hash(text))
    var seen: Set<UInt64> = [
      StableHash.hash(text), StableHash.hash(text, seed: StableHash.hash("seed")),
    ]
    for length in 0..<text.utf8.count { seen.insert(StableHash.hash(String(text.prefix(length)))) }
    for at in 0..<text.utf8.count {
      var bytes = Array(text.utf8)
      bytes[at] ^= 1
      seen.insert(bytes.withUnsafeBytes { StableHash.hash($0) })
    }
    seen.insert([UInt8](repeating: 0, count: 1).withUnsafeBytes { StableHash.hash($0) })
    seen.insert([UInt8](repeating: 0, count: 2).withUnsafeBytes { StableHash.hash($0) })
    #expect(seen.count == 2 + 2 * text.utf8.count + 2)
    #expect(StableHash.combine(1, 2) != StableHash.combine(2, 1))
  }

  @Test("severities are ordered by gravity; the names of warnings are those of the report")
  func enumerations() {
    #expect(Severity.allCases == Severity.allCases.sorted())
    #expect(Severity.warning < .error && Severity.unknown < .trace)
    let codes = """
      gzip-truncated gzip-corrupt trailing-garbage unsupported-compression
      nested-compression-limit expansion-limit permission-denied missing vanished special-file
      duplicate-content unread-lines line-too-long invalid-utf8 nul-bytes no-timestamp
      continuation-lines
      time-out-of-range out-of-order zone-assumed year-assumed cardinality-limit lenient-json
      head-lines
      loki-duplicates-possible sampled-input suppressed-at-source export-limit clock-skew
      clock-step not-a-log
      coverage-gap internal-error overlapping-inputs document-damaged error-page
      """
    #expect(
      InputWarning.Code.allCases.map(\.rawValue).sorted()
        == codes.split(whereSeparator: \.isWhitespace).map(String.init).sorted())
  }

  @Test("a bracket may be open on either side")
  func brackets() {
    let early = Timestamp(seconds: 1)
    let late = Timestamp(seconds: 2)
    #expect(TimeBracket(earliest: nil, latest: early).earliest == nil)
    #expect(TimeBracket(earliest: early, latest: late).latest == late)
    #expect(TimeBracket(earliest: early, latest: early).earliest == early)
  }

  @Test("an input begins as one that is whole and has no lines")
  func reading() {
    let reading = InputReading(path: "a")
    #expect(reading.status == .complete && reading.account.lines == 0)
    #expect(reading.compression == .none && reading.warnings.isEmpty && reading.first == nil)
  }
}
