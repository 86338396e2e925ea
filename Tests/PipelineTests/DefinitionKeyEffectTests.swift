import TestSupport
import Testing

@testable import Pipeline

/// Every key of a definition that is accepted changes an output, or is said to have no effect.
@Suite struct DefinitionKeyEffectTests {
  @Test("what a key does is seen", arguments: DefinitionKeyEffect.all)
  func effect(_ effect: DefinitionKeyEffect) throws {
    let folder = try ScratchFolder()
    try folder.write("shop.log", Self.shop)
    try folder.write("odd.log", Self.odd)
    try folder.write("pages.jsonl", Self.pages)
    let isOdd = effect.key.hasPrefix("inputs.format.fields.")
    func said(_ yaml: String) throws -> String {
      let head = yaml.contains("recount:") ? "" : "recount: 1\n"
      try folder.write("p.yaml", head + yaml + "\n")
      let log = isOdd ? "odd.log" : "shop.log"
      // The zone of a draft is all that only its Markdown has.
      let form = effect.key == "timezone" ? [] : ["--format", "json"]
      // What metrics are called is for rules alone.
      let run =
        try effect.key == "metrics"
        ? folder.inProcess(["backtest", log, "--pipeline", "p.yaml", "--write-rules", "rules"])
        : folder.inProcess(["draft", log, "--pipeline", "p.yaml"] + form)
      #expect([0, 2, 3].contains(run.status), "\(run.errorText)")
      return run.text + run.errorText
    }
    let with = try said(effect.with)
    let without = try said(effect.without)
    if effect.key != "recount", !with.contains("nothing understood") {
      let isRefused = (1...9).contains { with.contains("p.yaml:\($0)") }
      #expect(!isRefused, "\(with.suffix(500))")
    }
    guard let mark = effect.mark else { return #expect(with != without) }
    #expect(
      with.contains(mark) != without.contains(mark),
      "'\(mark)' with:\n\(with.suffix(3000))\nwithout:\n\(without.suffix(3000))")
  }

  @Test("no key is without a row in the table")
  func complete() {
    let tried = DefinitionKeyEffect.all.map(\.key)
    #expect(Set(DefinitionKeys.all).subtracting(tried).sorted() == [])
    #expect(Set(tried).subtracting(DefinitionKeys.all).sorted() == [])
  }

  private static func clock(_ at: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(15 + at / 180):\(two(at / 3 % 60)):\(two(at % 3 * 20))"
  }

  /// Three hours of a request each twenty seconds, of which twelve minutes are bad.
  private static let shop = (0..<540).map { at in
    let isBad = (180..<216).contains(at) && at % 3 > 0
    let end =
      isBad
      ? #""level":"error","msg":"ovens are cold","flavour":"zesty","status":500,"#
        + #""grpc_status":14,"resBody":{"code":"E1"}"#
      : #""level":"info","msg":"baked","flavour":"sweet","status":200,"resBody":{"code":"OK"}"#
    return #"{"time":"2025-04-08 \#(clock(at))","method":"POST","path":"/order","#
      + #""route":"/elsewhere","user_agent":"curl/8","duration_ms":12,"#
      + #""reqBody":{"kind":"pie","items":[1,2]},"# + end + "}\n"
      + #"{"time":"2025-04-08 \#(clock(at))","method":"GET","path":"/menu","status":200}"# + "\n"
  }.joined()

  private static let odd = (0..<540).map { at in
    let isBad = (180..<216).contains(at)
    return
      #"{"zeit":"2025-04-08 \#(clock(at))","spaeter":"2025-04-09 \#(clock(at))","#
      + #""rang":\#(isBad ? 50 : 30),"#
      + #""ergebnis":\#(isBad ? 500 : 200),"weise":"PUT","weg":"/p","tat":"bake","#
      + #""dauer":\#(isBad ? 90_000 : 20),"spanne":"\#(isBad ? 90 : 1)s","#
      + #""worte":"\#(isBad ? "cold" : "fine")","dienst":"mart","kiste":"h\#(at % 3)","#
      + #""kunde":"u\#(at)","absender":"192.0.2.\#(at % 200)","ziel":"ovens","#
      + #""rufcode":\#(isBad ? 14 : 0),"inhalt":{"items":[1]},"geraet":"curl/8"}"# + "\n"
  }.joined()

  private static let pages = """
    {"time":"2025-04-08T16:02:00Z","kind":"notified","who":"Ann Quux","rule":"Pizza failures",\
    "text":"call ann.quux@corp.example"}

    """
}
