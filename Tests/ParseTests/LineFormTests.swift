import Ingest
import LogModel
import Testing

@testable import Parse

/// Lines that wear more, or less, than the forms ask for.
@Suite struct LineFormTests {
  private static func told(_ reading: Reading) -> [String] {
    reading.records.map { "\($0.time.rfc3339) \($0.severity) \($0.operation)\($0.said)" }
  }

  // MARK: Words before the stamp

  @Test(
    "words that all lines have before their stamp are passed over",
    arguments: [
      ("box7 ", "box7"), ("carts-7d9f8-x app ", "carts-7d9f8-x"), ("logs/shop.log:", "service"),
      ("logs/shop.log:41:", "service"), ("\u{2502} ", "service"), ("ShopAPI ", "service"),
      ("\u{2502} carts ", "service"), ("one two three ", "service"),
    ])
  func words(before: String, source: String) throws {
    let reading = try Reading(
      lines: "\(before)2025-03-02T10:00:07Z ERROR the cart is full",
      "\(before)2025-03-02T10:00:08Z INFO it is well", "    at cart.Store(store:7)",
      "\(before)2025-03-02T10:00:09Z INFO it is well")
    #expect(
      Self.told(reading) == [
        "2025-03-02T10:00:07Z error the cart is full", "2025-03-02T10:00:08Z info it is well",
        "2025-03-02T10:00:09Z info it is well",
      ])
    #expect(reading.input.account.records == 4 && reading.input.account.unread == 0)
    #expect(reading.records.first?.source == source)
  }

  @Test("a level among the words is the level")
  func wordLevel() throws {
    for before in ["INFO:root:", "INFO app7 "] {
      let reading = try Reading(lines: "\(before)2025-03-02T10:00:07Z the cart is full")
      #expect(Self.told(reading) == ["2025-03-02T10:00:07Z info the cart is full"], "\(before)")
    }
  }

  @Test(
    "prose that names a time is no record",
    arguments: [
      "the token expired 2025-03-02T10:00:07Z", "CET 2025-03-02 10:00:07 the cart is full",
      "a b c d e f 2025-03-02T10:00:07Z the cart is full",
    ])
  func prose(line: String) throws {
    #expect(try record(line) == nil)
  }

  @Test("words of single lines are not passed over where the stream has none")
  func fewWords() throws {
    let lines = Array(repeating: "2025-03-02T10:00:07Z INFO it is well", count: 9)
    let reading = try Reading(
      lines: (lines + ["Expired: 2025-03-02T10:00:07Z by age"] + lines).joined(separator: "\n"))
    #expect(reading.records.count == 18)
  }

  // MARK: Colours

  @Test(
    "codes of a terminal are no part of a line's head",
    arguments: [
      "\u{1B}[36mcarts-1  |\u{1B}[0m 2025-03-02T10:00:07Z ERROR the cart is full",
      "\u{1B}[2Kcarts-1  | 2025-03-02T10:00:07Z \u{1B}[31mERROR\u{1B}[0m the cart is full",
      "\u{1B}[2K\u{1B}[1mcarts-1 \u{1B}[0m| \u{1B}[90m2025-03-02\u{1B}[0m"
        + "\u{1B}[90mT10:00:07Z\u{1B}[0m ERROR the cart is full",
    ])
  func colours(line: String) throws {
    let read = try #require(try record(line))
    #expect(read.time.rfc3339 == "2025-03-02T10:00:07Z" && read.severity == .error)
    #expect(read.service == "carts" && read.said == "the cart is full")
  }

  @Test("a role of Redis in colours is no level")
  func role() throws {
    let read = try #require(
      try record("\u{1B}[33mkv-1  | \u{1B}[0m9:C 02 Mar 2025 10:00:07.250 * loaded"))
    #expect(read.severity == .info && read.service == "kv")
  }

  // MARK: Objects over several lines

  private static let small = #"{"time":"2025-03-02T10:00:07Z","level":"info","msg":"well"}"#
  private static let large = """
    {
      "time": "2025-03-02T10:00:08Z", "level": "error",
      "msg": "full",
      "stack": ["a", "b"]
    }
    """

  @Test("an object over several lines among others is one record", arguments: [16, 64, 4096])
  func objects(size: Int) throws {
    let text = [Self.small, Self.large, Self.small, Self.large].joined(separator: "\n")
    for end in ["", "\n", "\r\n"] {
      let reading = try Reading(Array((text + end).utf8), blockSize: size)
      #expect(reading.records.map(\.line) == [1, 2, 7, 8])
      #expect(reading.records.map(\.severity) == [.info, .error, .info, .error])
      #expect(reading.input.account.records == 12 && reading.input.account.unread == 0)
    }
  }

  @Test("an object with words behind its end is no record, and its lines are counted apart")
  func brokenObject() throws {
    let bytes = Array((Self.small + "\n" + Self.large + " and then \"x\":1").utf8)
    for size in [16, 4096] {
      let reading = try Reading(bytes, blockSize: size)
      #expect(reading.input.account.lines == bytes.count { $0 == 0x0A } + 1)
      #expect(reading.records.map(\.line).first == 1)
    }
  }

  @Test("a line between the members of an object belongs to it")
  func splitObject() throws {
    let reading = try Reading(
      lines: Self.small,
      #"{"time":"2025-03-02T10:00:08Z","level":"error","msg":"full" , "#,
      #""stack": ["cart.Full: 9","#, #""at cart.Store(Store.java:7)"] }"#, Self.small)
    #expect(reading.records.map(\.severity) == [.info, .error, .info])
    #expect(reading.input.account.records == 5)
  }

  @Test("what is no object with a time is taken line by line")
  func noObject() throws {
    for text in ["{\n  \"a\": 1\n}", "{\n  \"time\": \"2025-03-02T10:00:08Z\",\n"] {
      let reading = try Reading(lines: Self.small, text, Self.small)
      #expect(reading.records.count == 2, "\(text)")
      #expect(reading.input.account.unread > 0, "\(text)")
    }
  }

  @Test("an object that a message of text shows is of that message")
  func shownObject() throws {
    let reading = try Reading(lines: "2025-03-02T10:00:07Z INFO answered", Self.large)
    #expect(reading.records.count == 1 && reading.input.account.records == 6)
  }

  // MARK: Traces behind envelopes

  @Test(
    "a stack trace whose lines wear an envelope each is of its record",
    arguments: [
      "2025-03-02T10:00:07.25Z stderr F ", "2025-03-02T10:00:07.250000+00:00 box carts[7]: ",
      "<131>1 2025-03-02T10:00:07.25Z box carts 7 - - ",
      "2025-03-02T10:00:07.250000+00:00 carts/app/0123456789abcdef0123456789abcdef ",
    ])
  func traces(head: String) throws {
    let reading = try Reading(
      lines: [
        "2025-03-02 10:00:07,250 ERROR the cart is full", "cart.Full: 9 items",
        "\tat cart.Store.add(Store.java:7)", "\t... 12 more", "Caused by: cart.Disk: no room",
        "\tat cart.Disk.put(Disk.java:9)", "2025-03-02 10:00:07,251 INFO it is well",
      ].map { head + $0 }.joined(separator: "\n"))
    // The error's own name looks like a message of its own.
    #expect(reading.records.map(\.line) == [1, 2, 7])
    #expect(reading.input.account.records == 7)
  }

  @Test("a trace of Python's ends with the error's name")
  func python() throws {
    let head = "2025-03-02T10:00:07.25Z stderr F "
    let reading = try Reading(
      lines: [
        "ERROR the cart is full", "Traceback (most recent call last):",
        "  File \"cart.py\", line 7",
        "    store(item)", "ValueError: 9 items", "it is well", "    with a note",
      ].map { head + $0 }.joined(separator: "\n"))
    #expect(reading.records.map(\.line) == [1, 6, 7])
  }

  @Test("a trace of another writer is of nobody's record")
  func otherWriter() throws {
    let head = "2025-03-02T10:00:07.250000+00:00 box "
    let reading = try Reading(
      lines: head + "carts[7]: ERROR the cart is full", head + "other[8]: \tat cart.Store(a:7)")
    #expect(reading.records.count == 2)
  }

  // MARK: A stated pattern

  @Test("a stated pattern goes before envelopes and tables")
  func statedPattern() throws {
    let pattern = try UserPattern(
      #"^(?<time>\S+ \S+)[\t,](?<status>\d+)[\t,](?<method>\S+) (?<path>\S+)$"#)
    let rules = RecordRules(inputs: [InputRule(paths: [], format: .pattern(pattern))])
    let rows = ["2025-03-02 10:00:07\t503\tGET /docs", "2025-03-02 10:00:08\t200\tGET /docs"]
    let reading = try Reading(lines: rows.joined(separator: "\n"), rules: rules)
    #expect(reading.records.map(\.status) == [503, 200] && reading.input.formats == ["pattern"])
    let table = ["time,status,message"] + rows.map { $0.replacing("\t", with: ",") }
    let read = try Reading(lines: table.joined(separator: "\n"), rules: rules)
    #expect(read.records.map(\.status) == [503, 200])
    #expect(read.records.map(\.entry) == [0, 0] && read.input.account.unread == 1)
  }

  @Test("a pattern means the text inside of a container runtime's lines")
  func patternInside() throws {
    let pattern = try UserPattern(#"^(?<time>\S+) (?<level>\w+) (?<message>.*)$"#)
    let rules = RecordRules(inputs: [InputRule(paths: [], format: .pattern(pattern))])
    let read = try record(
      "2025-03-02T10:00:07.25Z stdout F 2025-03-02T10:00:07.1Z ERROR the cart is full",
      rules: rules)
    #expect(read?.severity == .error && read?.said == "the cart is full")
  }

  @Test("what is not understood of a line is said")
  func causes() throws {
    let lines = [
      "soon the cart will be full", "2025-13-02 25:00:07 the cart", "a (2025-03-02 10:00:07) {b",
    ]
    let file = try TemporaryFile(Array((lines.joined(separator: "\n") + "\n").utf8), name: "a.log")
    let trial = FormatTrial(of: try DecodedStream(path: file.path))
    #expect(trial.unread.first?.cause == "no stamp is seen in it")
  }
}
