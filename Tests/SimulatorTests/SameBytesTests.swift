import LogModel
import Testing

@testable import Simulator

@Suite struct SameBytesTests {
  private func hash(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { StableHash.hash($0) }
  }

  /// Options that bring out every part of every form.
  private var everything: WriteOptions {
    var options = WriteOptions()
    options.databaseRecords = true
    options.factoryRecords = true
    options.recordsPerPush = 3
    options.pages = 2
    return options
  }

  @Test("the same seed gives the same bytes in every form", arguments: RecordForm.allCases)
  func sameSeed(form: RecordForm) {
    func log(_ seed: UInt64) -> [UInt8] {
      let requests = Scenario.random(seed: seed).requests.suffix(300)
      return LogWriter.write(Array(requests), as: form, options: everything)
    }
    #expect(log(11) == log(11))
    #expect(log(11) != log(12))
  }

  /// A change here is a change of every golden file that was made from these scenarios.
  @Test(
    "the named scenarios are the same on every machine",
    arguments: [
      (Scenario.Name.outageNobodyWasAlertedTo, UInt64(0xDDF1_7EAA_8A31_2714)),
      (.outagePagedInThreeMinutes, 0x100D_6844_B57E_3424),
      (.quietDay, 0xF328_63A8_A21A_44D7),
      (.benignSpike, 0x0C35_A839_CE1C_ED6A),
      (.outageStillGoingOn, 0x215C_090F_72BD_AB6F),
    ])
  func pinnedScenarios(name: Scenario.Name, expected: UInt64) {
    let scenario = Scenario.named(name)
    let found = StableHash.combine(hash(scenario.log(as: .jsonLines)), hash(scenario.eventRows))
    #expect(found == expected)
  }

  @Test(
    "every form is the same on every machine",
    arguments: [
      (RecordForm.jsonLines, UInt64(0x68BA_E5DB_2BCC_7992)),
      (.jsonLinesSynonyms, 0x891B_5289_BBC3_21CD),
      (.lokiPush, 0x4B7A_FB45_C167_3664),
      (.logcliJsonl, 0x1B01_6D5F_D14F_68CA),
      (.queryRange, 0x06BC_4D1F_918B_A34B),
      (.exploreOld, 0x76B7_29DD_2294_5424),
      (.exploreNew, 0xCCD6_2FC6_9B2A_E39E),
      (.combined, 0xA10F_8695_49E7_AA37),
    ])
  func pinnedForms(form: RecordForm, expected: UInt64) {
    let requests = Array(Scenario.outageStillGoingOn.requests.suffix(300))
    #expect(hash(LogWriter.write(requests, as: form, options: everything)) == expected)
  }
}
