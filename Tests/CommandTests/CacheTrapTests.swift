import Glibc
import TestSupport
import Testing

/// `--cache` where what an input gives depends on the inputs beside it, or on what must not be
/// kept.
@Suite struct CacheTrapTests {
  @Test("inputs that overlap are read again, also where one was kept when it stood alone")
  func overlap() throws {
    let place = try CachedFolder()
    let lines = CachedFolder.log(from: 0, minutes: 180, failing: 70..<80)
    try place.folder.write("logs/app.log.1", CachedFolder.text(lines[..<600]))
    try place.folder.write("logs/app.log", CachedFolder.text(lines[400...]))
    try place.folder.write(
      "logs/web.log", CachedFolder.text(CachedFolder.log(from: 200, minutes: 30)))
    #expect(try place.told(["logs/app.log.1"]) == "0 of 1 input reused, 1 read")
    let more = "; 2 read again, for records that several inputs hold"
    #expect(try place.told(["logs"]) == "1 of 3 inputs reused, 2 read" + more)
    #expect(try place.told(["logs"]) == "3 of 3 inputs reused, 0 read" + more)
    // What was read beside another is kept as if it stood alone.
    #expect(try place.told(["logs/app.log"]) == "1 of 1 input reused, 0 read")
    #expect(try place.told(["logs/app.log.1"]) == "1 of 1 input reused, 0 read")
  }

  @Test("a short overlap of long logs is found among kept ones")
  func shortOverlap() throws {
    let place = try CachedFolder()
    // More records than a tally file that people keep samples of one input.
    let lines = (0..<60_000).map { at in
      let second = 1_744_106_400_000 + at * 331
      return #"{"time":\#(second),"method":"GET","path":"/r","id":"\#(at * 7919)","status":200}"#
    }
    try place.folder.write("logs/app.log.1", CachedFolder.text(lines[..<40_000]))
    try place.folder.write("logs/app.log", CachedFolder.text(lines[20_000...]))
    let drafts = [["draft", "--format", "json"], ["inputs"]]
    for name in ["logs/app.log", "logs/app.log.1"] { _ = try place.told([name], as: drafts) }
    let told = try place.told(["logs"], as: drafts)
    #expect(told.hasPrefix("2 of 2 inputs reused, 0 read; 2 read again"))
  }

  private static let syslog = (0..<30).map { "Mar  2 10:00:\($0 + 10) web cron[7]: job \($0) ran" }

  @Test("a year that the inputs beside it tell is told anew")
  func neighbours() throws {
    let place = try CachedFolder()
    try place.folder.write("sys.log", CachedFolder.text(Self.syslog))
    for year in ["2018", "2019"] {
      let line = { (at: Int) in
        #"{"time":"\#(year)-03-02T10:00:\#(at + 10)Z","level":"info","message":"up"}"#
      }
      try place.folder.write("\(year).log", CachedFolder.text((0..<30).map(line)))
    }
    #expect(try place.told(["sys.log"]) == "0 of 1 input reused, 1 read")
    #expect(try place.told(["sys.log"]) == "1 of 1 input reused, 0 read")
    #expect(try place.told(["sys.log", "2018.log"]) == "0 of 2 inputs reused, 2 read")
    #expect(try place.told(["sys.log", "2019.log"]) == "0 of 2 inputs reused, 2 read")
    #expect(try place.told(["sys.log", "2019.log"]) == "2 of 2 inputs reused, 0 read")
    #expect(try place.told(["sys.log", "2018.log"]) == "1 of 2 inputs reused, 1 read")
  }

  @Test("a year that the file's age or the command line tells is told anew")
  func age() throws {
    let place = try CachedFolder()
    try place.folder.write("sys.log", CachedFolder.text(Self.syslog))
    try place.folder.write(
      "app.log", CachedFolder.text(CachedFolder.log(from: 0, minutes: 30)))
    func setAge(_ year: Int) {
      var times = [timespec](
        repeating: timespec(tv_sec: 1_748_000_000 - (2025 - year) * 31_556_952, tv_nsec: 0),
        count: 2)
      for name in ["sys.log", "app.log"] {
        utimensat(AT_FDCWD, "\(place.folder.path)/\(name)", &times, 0)
      }
    }
    setAge(2025)
    #expect(try place.told(["sys.log"]) == "0 of 1 input reused, 1 read")
    #expect(try place.told(["app.log"]) == "0 of 1 input reused, 1 read")
    setAge(2021)
    #expect(try place.told(["sys.log"]) == "0 of 1 input reused, 1 read")
    #expect(try place.told(["app.log"]) == "1 of 1 input reused, 0 read")
    // A time that was typed goes before it.
    let since = ["sys.log", "--since", "2016-01-01"]
    #expect(try place.told(since, as: [["inputs"]]) == "0 of 1 input reused, 1 read")
    #expect(try place.told(since, as: [["inputs"]]) == "1 of 1 input reused, 0 read")
  }

  @Test("an hour that clocks showed twice is read a second time as the first time")
  func fold() throws {
    let place = try CachedFolder()
    let clocks = ["00:30", "01:10", "01:50", "01:05", "01:20", "01:55", "02:30"]
    let lines = clocks.enumerated().flatMap { number, clock in
      (10..<40).map { second in
        #"{"time":"2024-11-03 \#(clock):\#(second)","method":"POST","path":"/order","#
          + #""status":\#((2..<5).contains(number) ? 500 : 200)}"#
      }
    }
    try place.folder.write("app.log", CachedFolder.text(lines))
    let command = ["app.log", "--input-tz", "America/Denver"]
    #expect(try place.told(command) == "0 of 1 input reused, 1 read")
    #expect(try place.told(command) == "1 of 1 input reused, 0 read")
  }

  @Test("what holds secrets is not kept, and masks the others as ever")
  func secrets() throws {
    let place = try CachedFolder()
    let secret = "FAKE" + "NOTREAL" + "8f3kq92x"
    let lines = CachedFolder.log(from: 0, minutes: 60, failing: 30..<40)
    try place.folder.write(
      "logs/auth.log",
      CachedFolder.text(
        (10..<40).map { "2025-04-08T10:00:\($0)Z error login refused, password=\(secret)" }))
    // The same value, where nothing says what it is.
    try place.folder.write(
      "logs/app.log",
      CachedFolder.text(
        lines
          + (10..<40).map {
            #"{"time":"2025-04-08T10:31:\#($0)Z","level":"error","message":"no user \#(secret)"}"#
          }))
    for _ in 0..<2 { _ = try place.told(["logs/app.log"]) }
    let told = try place.told(["logs"])
    #expect(told == "1 of 2 inputs reused, 1 read; 1 with secrets in them, not kept")
    for entry in place.entries {
      let bytes = try #require(place.folder.read(entry))
      let auth = Array("login refused".utf8)
      #expect(!bytes.indices.contains { bytes[$0...].starts(with: auth) })
    }
    let draft = try place.folder.program(["draft", "logs", "--cache", "kept", "--format", "json"])
    #expect(!draft.text.contains(secret))
  }
}
