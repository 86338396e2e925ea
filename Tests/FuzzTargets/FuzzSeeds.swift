import LogModel
import Simulator
import TestSupport

@testable import Pipeline
@testable import Signals

extension FuzzTarget {
  /// Inputs that the reader reads well, or once failed on: what mutations begin with.
  public var seeds: [[UInt8]] {
    switch self {
    case .tar: [FuzzSeeds.archive, GzipWriter.member(FuzzSeeds.archive), FuzzSeeds.quotes]
    case .packed: FuzzSeeds.packed
    case .gzip: FuzzSeeds.gzip
    case .framing:
      FuzzSeeds.logs + LineSeeds.framing + LineSeeds.envelopes + [FuzzSeeds.gzip[0]]
    case .access: LineSeeds.access
    case .envelopes: LineSeeds.envelopes
    case .tally: FuzzSeeds.tallies
    case .definition: FuzzSeeds.definitions.map { Array($0.utf8) }
    case .events: FuzzSeeds.events.map { Array($0.utf8) }
    case .lines, .draft: FuzzSeeds.logs + [FuzzSeeds.quotes]
    case .json: FuzzSeeds.json.map { Array($0.utf8) } + LineSeeds.json
    case .time:
      FuzzSeeds.times.map { Array($0.utf8) } + FuzzSeeds.zones
        + [Array(FuzzSeeds.times.joined(separator: "\n").utf8)]
    case .redaction: FuzzSeeds.secrets.map { Array($0.utf8) }
    case .escapes, .patterns: FuzzSeeds.texts.map { Array($0.utf8) }
    }
  }
}

/// What the seeds are made of; nothing of it lies in a file.
enum FuzzSeeds {
  private static let scenario = Scenario.outagePagedInThreeMinutes.thin()

  /// The head of a log in each form that the simulator writes.
  static let logs: [[UInt8]] = RecordForm.allCases.map { form in
    Array(scenario.log(as: form).prefix(3000))
  }

  /// A text with characters of several bytes at every place of a header of tar.
  static let quotes = Array(
    String(repeating: "he said \u{201C}no\u{201D} \u{2026} \u{65E5}\u{672C}\u{8A9E}\n", count: 24)
      .utf8)

  static let archive: [UInt8] = {
    var tar = TarWriter()
    tar.add("logs/", type: "5")
    tar.add("a.log", Array(logs[0].prefix(600)))
    tar.add("b.log", quotes)
    tar.add("c.log.gz", GzipWriter.member(Array(logs[0].prefix(300))))
    return tar.finished
  }()

  static let packed: [[UInt8]] = {
    let text = Array(logs[0].prefix(700))
    let halves = [Array(text[..<300]), Array(text[300...])]
    return PackingWriter.allCases.flatMap { packing in
      [packing.frame(text), packing.frames(halves), (packing.skippable(4) ?? []) + text]
    } + [GzipWriter.member(GzipWriter.member(text)), quotes]
  }()

  /// Members by each kind of block, several in a row, and one that repeats far back.
  static let gzip: [[UInt8]] = {
    let text = Array(logs[0].prefix(1500))
    let far = text + [UInt8](repeating: 0x2D, count: 900) + text
    return [0, 1, 6, 9].map { GzipWriter.member(text, level: $0) }
      + [
        GzipWriter.members([Array(text[..<300]), [], Array(text[300...])]), GzipWriter.member(far),
      ]
  }()

  /// The bodies of tallies: of few lines, and of answers that change, counted in cells of every
  /// width, so that a view of an operation has another width than its series.
  static let tallies: [[UInt8]] = {
    let shop = ChangingAnswers(seconds: 1200, everySeconds: 4, changed: 400..<800)
    var bodies = logs.prefix(3).compactMap { body(of: $0, named: "a.log", cells: nil) }
    for cells in [Int64(1), 10, 60, 600] {
      if let body = body(of: shop.log(host: "host-a"), named: "host-a.log", cells: cells) {
        bodies.append(body)
      }
    }
    return bodies
  }()

  private static func body(of log: [UInt8], named name: String, cells: Int64?) -> [UInt8]? {
    guard let folder = try? ScratchFolder(), (try? folder.write(name, log)) != nil else {
      return nil
    }
    var request = DraftRequest()
    request.inputs = [folder.path + "/" + name]
    guard let plan = try? RunPlan(request), let scanned = try? LogScan(plan).run() else {
      return nil
    }
    if let cells { scanned.tally.templates.rebuild(in: scanned.tally, width: cells) }
    return Array(
      TallyFile.encode(scanned.tally)[(TallyFile.magic.count + 1)...]
        .dropLast(TallyFile.sumSize))
  }

  static let definitions = [
    """
    recount: 1
    name: shop
    timezone: Europe/Berlin
    inputs:
      - files: 'a*.log'
        service: shop
        fields: {time: t, status: code}
    operations:
      - name: order
        match: {method: POST, path: /api/order, body: {has: items}}
        units: {pizzas: {count: reqBody.items}}
    ignore:
      - match: {status: 418, rate: 1/h}
    alerts:
      - {rules: ['High*'], operations: [order]}
    resolve_after: 30m
    redact: {keys: [badge], keep: [ip]}
    """, "recount: 1\nname: &a [*a, {b: !!int 9999999999999999999}]\n", "recount: 1",
  ]

  static let events = [
    #"{"time":"2025-04-08T15:05:00Z","kind":"page","who":"Ann","text":"High error rate"}"# + "\n"
      + #"{"at":1744124700,"type":"deploy","service":"shop","version":"1.2.3"}"#,
    "time,kind,who,text\n2025-04-08 15:05,page,Ann,\"said \"\"no\"\"\"\n15:20,note,Bo,looked\n",
    "- time: 15:20\n  who: Ann\n  text: looked at it\n- {at: '~15:30', kind: deploy}\n",
    "~15:20 Ann: looked at the dashboard",
  ]

  static let json = [
    #"{"time":"2025-04-08T15:05:00.123Z","status":500,"latency":"12ms","resBody":"{\"a\":[1]}"}"#,
    #"{"ts":1.744124700e9,"msg":"\ud83d\ude00\u0000","level":30,"req":{"url":"/a?b=c"}}"#,
    #"[1,-0.5e+10,true,null,"\\\"",{"a":{"b":[{}]}}]"#,
    "{" + String(repeating: #""a":{"#, count: 70), #"{'a': 'b', c: 1e400}"#,
  ]

  static let times = [
    "2025-04-08T15:05:00.123456789+02:00", "2025-04-08 15:05:00,123 CEST", "1744124700.5",
    "08/Apr/2025:15:05:00 +0000", "Apr  8 15:05:00", "Tue Apr 08 15:05:00.123456 2025",
    "I0408 15:05:00.123456", "20250408T150500Z", "04/08/25 3:05:00 PM", "~15:20", "yesterday",
    "@1744124700", "-2h", "1h30m", "1.5w", "8. April 2025, 15 Uhr", "2025/04/08 - 15:05:00",
    "2008 15:05:00 3,21CE.ST", "CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30", "2025-098T24:00:00",
    "1744124700123456789",
  ]

  /// Compiled zones: one without a change, one that follows a rule.
  static let zones: [[UInt8]] = ["UTC0", "CET-1CEST,M3.5.0,M10.5.0/3"].map { rule in
    let head = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
    let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4]
    let table: [UInt8] = [0, 0, 0, 0, 0, 0] + Array("UTC".utf8) + [0]
    return head + counts + table + head + counts + table + Array("\n\(rule)\n".utf8)
  }

  static let secrets = [
    #"POST /login {"user":"ann@example.com","password":"FAKE-NOTREAL-1","card":"4111 1111 1111"}"#,
    "Authorization: Bearer ey" + "JFAKE.NOTREAL.NOTREAL " + "token=" + "NOTREAL&state=ok",
    "https://ann:NOTREAL@example.com/reset/NOTREALNOTREAL0123?api%4Bey=NOTREAL%3D",
    "-----BEGIN PRIVATE KEY-----\nNOTREAL\n-----END PRIVATE KEY-----",
    #"{"a":"{\"password\":\"{\\\"pin\\\":\\\"NOTREAL\\\"}\"}"}"#, "Set-Cookie: sid=NOTREAL; Path=/",
  ]

  static let texts = [
    "a **b** `c` <d> [e](f) @g #1 https://h.example/i_j\n| k |", "\u{1B}]8;;x\u{7}\u{202E}y``` z",
    "*.{log,gz}\nlogs/a.log", "[!a-z]?**/x\\*y\n\u{65E5}/x", "(a+)+b\naaaaaaaaaaaaaaaaaaaaaaa",
    "(?<time>\\S+) (?<status>\\d+)\n15:05 500", "user 42 said \"x\" in 0x7f at 10.0.0.7:80",
  ]
}
