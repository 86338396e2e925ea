import LogModel
import Parse
import Testing

@testable import Signals

@Suite struct TallyOriginTests {
  private static let shop = TallyOrigin(definition: 1, redaction: 2, name: "shop")
  private static let mart = TallyOrigin(definition: 3, redaction: 2, name: "mart")
  private static let hidden = TallyOrigin(definition: 1, redaction: 4, name: "")

  private func rules(_ origin: TallyOrigin?) -> TallyRules {
    TallyRules(.standard, origin: origin) { $0 }
  }

  @Test func itComesBackFromAFile() throws {
    let tally = MadeInput(number: 1, attempts: [Attempt()]).tally(rules(Self.shop))
    #expect(tally.origin == Self.shop)
    let bytes = TallyFile.encode(tally)
    #expect(try TallyFile.decode(bytes, rules: rules(Self.shop)).origin == Self.shop)
    // Without a definition a run has nothing to say against it.
    #expect(try TallyFile.decode(bytes, rules: rules(nil)).origin == Self.shop)
  }

  @Test func anotherDefinitionOrRedactionIsRefusedByItsName() {
    let bytes = TallyFile.encode(
      MadeInput(number: 1, attempts: [Attempt()]).tally(rules(Self.shop)))
    let definition = TallyError.otherDefinition(mine: "'mart'", theirs: "'shop'")
    #expect(throws: definition) { try TallyFile.decode(bytes, rules: rules(Self.mart)) }
    let redaction = TallyError.otherRedaction(mine: "one without a name", theirs: "'shop'")
    #expect(throws: redaction) { try TallyFile.decode(bytes, rules: rules(Self.hidden)) }
    let none = TallyError.otherDefinition(mine: "none", theirs: "'shop'")
    #expect(throws: none) { try TallyFile.decode(bytes, rules: rules(TallyOrigin.none)) }
    for error in [definition, redaction] { #expect(error.description.contains("--pipeline")) }
    #expect(definition.description.contains("'shop', and not 'mart'"))
  }

  @Test func namesDecideNothing() throws {
    var renamed = Self.shop
    renamed.name = "the same under another name"
    try Self.shop.check(renamed)
    #expect(throws: TallyError.self) { try Self.shop.check(Self.mart) }
  }
}
