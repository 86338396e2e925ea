import LogModel
import Testing

@testable import Parse

@Suite struct HeadBannerTests {
  private let records = ["2025-03-02T10:00:07Z INFO up", "2025-03-02T10:00:08Z INFO served 7"]

  private func read(_ head: [String], isFound: Bool) throws -> Reading {
    var options = ParseOptions()
    options.isFound = isFound
    return try Reading(lines: (head + records).joined(separator: "\n"), options: options)
  }

  @Test("a banner is set apart in a folder, and unread in a file that was named")
  func banner() throws {
    let head = ["  ____ ", " / __ \\ shop", "Starting shop 4.2 ..."]
    let named = try read(head, isFound: false)
    #expect(named.input.account.unread == 3 && named.records.count == 2)
    var options = ParseOptions()
    options.isFound = true
    let file = try TemporaryFile(
      Array(((head + records).joined(separator: "\n") + "\n").utf8), name: "service.log")
    let found = try Reading(path: file.path, options: options)
    #expect(found.input.account.unread == 0 && found.input.account.blank == 3)
    #expect(found.warning(.headLines)?.count == 3 && found.warning(.unreadLines) == nil)
  }

  @Test(
    "what is no banner stays unread",
    arguments: [
      Array(repeating: "words", count: 13), ["ERROR: the disk is full"],
      ["%%% 2025-03-02 10:00:06 %%%"], ["Starting", "ERROR: the disk is full", "words"],
    ])
  func noBanner(_ head: [String]) throws {
    let found = try read(head, isFound: true)
    #expect(found.warning(.headLines) == nil)
    #expect(found.input.account.unread == head.count)
  }

  @Test("words without a record behind them are no banner")
  func alone() throws {
    var options = ParseOptions()
    options.isFound = true
    let read = try Reading(lines: "Ask Ann.", "Logs of a night.", options: options)
    #expect(read.input.account.unread == 2 && read.warning(.headLines) == nil)
  }
}
