import TestSupport
import Testing

/// `recount merge` gives the tally of one scan of all logs, and takes nothing else.
@Suite struct MergeTests {
  private static let orders = ["a", "b", "c"]

  /// Three logs of one hour each, and the tally of each.
  private func folder() throws -> ScratchFolder {
    let folder = try ScratchFolder()
    for (hour, name) in Self.orders.enumerated() {
      var text = ""
      for second in stride(from: 0, to: 3600, by: 10) {
        let clock = [10 + hour, second / 60, second % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        let isBad = hour == 1 && (1200..<1800).contains(second)
        text += #"{"time":"2025-04-08T\#(clock.joined(separator: ":")).000Z","method":"POST","#
        text += #""path":"/order","user":"u\#(second % 70)","status":\#(isBad ? 500 : 200)}"# + "\n"
      }
      try folder.write("\(name).log", Array(text.utf8))
      #expect(try folder.program(["tally", "\(name).log", "-o", "\(name).tally"]).status == 0)
    }
    return folder
  }

  @Test("in every order, and in two steps, the bytes are those of one scan")
  func orders() throws {
    let folder = try folder()
    #expect(try folder.program(["tally", "a.log", "b.log", "c.log", "-o", "whole"]).status == 0)
    let whole = folder.read("whole")
    for order in [["a", "b", "c"], ["c", "a", "b"], ["b", "c", "a"], ["c", "b", "a"]] {
      let merged = try folder.program(["merge"] + order.map { "\($0).tally" } + ["-o", "all"])
      #expect(merged.status == 0 && merged.errors.isEmpty, "\(merged.errors)")
      #expect(folder.read("all") == whole, "\(order)")
    }
    #expect(try folder.program(["merge", "c.tally", "b.tally", "-o", "two"]).status == 0)
    #expect(try folder.program(["merge", "two", "a.tally", "-o", "all"]).status == 0)
    #expect(folder.read("all") == whole)
    let draft = try folder.program(["draft", "all", "--list"])
    #expect(draft.text.contains("POST /order"))
  }

  @Test("a log is refused by name, and nothing is written")
  func refusesLogs() throws {
    let folder = try folder()
    let run = try folder.program(["merge", "a.tally", "b.log", "-o", "all"])
    #expect(run.status == 2)
    #expect(run.errorText.contains("b.log: a log and no tally; recount tally makes one of it"))
    #expect(try folder.program(["inputs", "all"]).status == 2)
  }
}
