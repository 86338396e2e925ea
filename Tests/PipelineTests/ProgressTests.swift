import LogModel
import Synchronization
import TestSupport
import Testing

@testable import Pipeline

/// What a person who waits is told.
@Suite struct ProgressTests {
  @Test(
    "bytes done of all, the rate and the time left",
    arguments: [
      (Progress.reading("a.gz", bytes: 0, of: 0), 9.0, "reading a.gz"),
      (.reading("a.gz", bytes: 34_000_000, of: 0), 9, "reading a.gz"),
      (.reading("a.gz", bytes: 5, of: 4), 9, "reading a.gz"),
      (.reading("a.gz", bytes: 0, of: 120_000_000), 0, "reading 0 of 120 MB: a.gz"),
      (.reading("a.gz", bytes: 4_000_000, of: 120_000_000), 0.1, "reading 4 of 120 MB: a.gz"),
      (
        .reading("a.gz", bytes: 30_000_000, of: 120_000_000), 2,
        "reading 30 of 120 MB, 15 MB/s, 6 s left: a.gz"
      ),
      (
        .reading("a.gz", bytes: 1_000_000, of: 9_000_000_000), 1,
        "reading 1 of 9000 MB, 1.0 MB/s, 2 h 30 min left: a.gz"
      ),
      (
        .reading("a.gz", bytes: 2_500_000, of: 2_500_000), 0.5,
        "reading 2.5 of 2.5 MB, 5.0 MB/s, 0 s left: a.gz"
      ),
      (.doing("reading the baseline"), 3, "reading the baseline"),
      (.inferring(done: 3, of: 10), 3, "inferring: 3 of 10 detectors done"),
    ])
  func text(_ progress: Progress, _ seconds: Double, _ text: String) {
    #expect(progress.text(after: seconds) == text)
  }

  /// All that a draft of some inputs tells.
  private func told(_ inputs: [String]) throws -> [Progress] {
    let all = Mutex<[Progress]>([])
    var request = DraftRequest()
    request.inputs = inputs
    request.threads = 1
    request.progress = { one in all.withLock { $0.append(one) } }
    _ = try DraftPipeline(request).run()
    return all.withLock { $0 }
  }

  private static let log = Array(
    (0..<5000).map { at in
      let time = Timestamp(seconds: 1_744_106_400 + Int64(at)).rfc3339
      return #"{"time":"\#(time)","method":"GET","path":"/menu","status":200}"# + "\n"
    }.joined().utf8)

  @Test("reading tells more and more bytes, up to all, and inference comes after it")
  func grows() throws {
    let folder = try ScratchFolder()
    let half = Self.log.count / 2
    let paths = try ["a.log", "b.log"].enumerated().map { at, name in
      let part = at == 0 ? Self.log[..<half] : Self.log[half...]
      return folder.path + "/" + (try folder.write(name, Array(part)))
    }
    let told = try told(paths)
    let bytes = told.compactMap { one -> Int? in
      guard case .reading(_, let bytes, let total) = one else { return nil }
      #expect(total == Self.log.count)
      return bytes
    }
    #expect(bytes.first == 0 && bytes.last == Self.log.count)
    #expect(bytes == bytes.sorted() && Set(bytes).count > 3, "\(bytes)")
    let shares = told.compactMap { one in
      if case .inferring(let done, let all) = one { (done, all) } else { nil }
    }
    let all = try #require(shares.first?.1)
    #expect(all > 3 && shares.map(\.0) == Array(0..<all))
    #expect(told.last == .inferring(done: all - 1, of: all))
  }

  @Test("members of an archive count as it is read; a pipe has no length")
  func others() throws {
    let folder = try ScratchFolder()
    var tar = TarWriter()
    tar.add("a.log", Self.log)
    tar.add("b.log", Array(Self.log.prefix(100)))
    let archive = tar.finished
    let told = try told([folder.path + "/" + (try folder.write("logs.tar", archive))])
    let last = told.last { if case .reading = $0 { true } else { false } }
    guard case .reading(let path, let bytes, let total) = last else { return #expect(Bool(false)) }
    #expect(path.hasSuffix("!b.log") && total == archive.count && bytes > 0 && bytes <= total)
    let unknown = ReadingMeter(of: ["/dev/null"]) { #expect($0 == .reading("-", bytes: 3, of: 0)) }
    var known = 0
    unknown.note("-", 3, &known)
    #expect(known == 3)
  }
}
