import Parse
import Scan
import Testing

@testable import Pipeline

@Suite struct ZoneFingerprintTests {
  @Test func rulesAreTold() throws {
    let names = ["America/Denver", "America/Phoenix", "Europe/Berlin", "Europe/Vienna", "UTC"]
    let zones = try names.map { try #require(ZoneFinder.zone(named: $0)) }
    let texts = zones.map { ZoneFingerprint.text(of: $0) }
    #expect(Set(texts).count == names.count)
    #expect(texts == zones.map { ZoneFingerprint.text(of: $0) })
    #expect(ZoneFingerprint.text(of: nil).isEmpty)
  }

  @Test func theRulesCountAndNotTheNameAlone() throws {
    let hours = [1, 2].map { ZoneRules(name: "Here", offset: $0 * 3600, abbreviation: "H") }
    #expect(ZoneFingerprint.text(of: hours[0]) != ZoneFingerprint.text(of: hours[1]))
  }

  @Test func keysHaveTheirPartsApart() {
    let one = InputKey([("service", "a\nsource 1 b"), ("source", "")])
    let other = InputKey([("service", "a"), ("source", "b"), ("source", "")])
    #expect(one.bytes != other.bytes && one.digits != other.digits)
    #expect(one.digits.utf8.count == 32)
  }
}
