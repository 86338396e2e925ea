import LogModel
import TestSupport
import Testing

/// A clock that was set back in the middle of an outage, end to end.
@Suite struct ClockStepTests {
  /// A request a second for two hours; between 4000 and 4400 all fail, and at 4200 the clock is set
  /// back by ten minutes.
  private static let log: [UInt8] = {
    var lines = ""
    for second in 0..<7200 {
      let stamp = 1_761_814_800 + second - (second >= 4200 ? 600 : 0)
      let status = (4000..<4400).contains(second) ? 503 : 200
      lines +=
        #"{"time":"\#(Timestamp(seconds: Int64(stamp)).rfc3339)","method":"GET","path":"/rooms","#
        + #""status":\#(status)}"# + "\n"
    }
    return Array(lines.utf8)
  }()

  @Test("the draft counts each failure once, in one stretch, and says that its times were moved")
  func draft() throws {
    let folder = try ScratchFolder()
    try folder.write("rooms.log", Self.log)
    let run = try folder.program(["draft", "rooms.log"])
    #expect(run.text.contains("400 of 400"))
    #expect(
      run.text.contains("The clock of `rooms.log` was set back by ")
        && run.text.contains(
          " at line 4201; its times before that are moved back by as much.")
    )
  }
}
