import Testing

/// Damaged definitions are read or refused, never more: a trap would end the test run.
@Suite struct DefinitionHostileTests {
  private static let definition = """
    recount: 1
    inputs: [{paths: ["a*", 'b[0-9]'], role: edge}]
    operations:
      - name: order
        match: {method: POST, path: [/api, /], has: reqBody.items, status: 5xx}
        failure: {any: [{latency_ms: ">10"}, {"count(reqBody.items)": "!=2"}]}
        units: {pizzas: "count(reqBody.items)"}
    alerts: [{match: {rule: "P*"}, operations: &names [order]}]
    ignore: [{match: {name: *names}, up_to: 1 per 4m}]
    resolve_after: 1h30m
    """

  private static let pieces = [
    "*a", "&a ", "? ", "[", "{", "]", "}", ": ", "- ", "\n", "\"", "'", "|", "!!int ", "<<: ",
    "\0", "\u{FEFF}", "\u{2028}", "\\", "---\n", "...\n", "\t", "~", "count(", "%YAML 9.9\n",
    "99999999999999999999", "-", "🍕", "\r\n", "!<x> ",
  ]

  @Test(arguments: 0..<20)
  func aDamagedDefinitionIsReadOrRefusedWithItsPlace(_ seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func random(below bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    for _ in 0..<50 {
      var bytes = Array(Self.definition.utf8)
      for _ in 0...random(below: 4) {
        let place = random(below: bytes.count)
        switch random(below: 3) {
        case 0: bytes.remove(at: place)
        case 1: bytes[place] = UInt8(random(below: 256))
        default:
          bytes.insert(contentsOf: Self.pieces[random(below: Self.pieces.count)].utf8, at: place)
        }
      }
      let refusal = refusalOfDefinition(String(decoding: bytes, as: UTF8.self))
      let isPlain = refusal.map { $0.hasPrefix("p.yaml:") && !$0.contains("\n") } ?? true
      #expect(isPlain, "seed \(seed): \(refusal ?? "")")
    }
  }
}
