import Testing

@testable import Events

/// Timelines that people write and copy: Markdown, chats and histories of shells.
@Suite struct TextTimelineTests {
  @Test func readsATimelineInMarkdown() {
    let file = Reading.file(
      """
      # Incident: 2025-04-08 15-04-05

      ## Timeline

      All times are UTC.

      - _15:24_ - orders began to fail
      - **15:31 UTC** Ann was paged
      * 3:40 PM: we rolled back, see [the run](https://ci.test/1)
      - _17:46-17:53_ - slow again
      - _21:0_ - bad

      | Time (UTC) | Who | Event |
      |---|---|---|
      | 15:41 | Bo | Restarted the web pods |

      - fix it
      """)
    #expect(file.kind == "markdown")
    #expect(file.clocks == ["15:24:00", "15:31:00", "15:40:00", "17:46:00", "15:41:00"])
    #expect(file.rows.map(\.kind) == [.note, .engineerNotified, .rollback, .note, .restart])
    #expect(file.rows[2].url == "https://ci.test/1")
    #expect(file.rows[2].text == "we rolled back, see the run")
    #expect(file.rows[3].text == "slow again (until 17:53)")
    #expect(file.rows[4].who == "Bo")
    #expect(file.unread == 1)
    #expect(file.warning(.noTimestamp)?.line == 11)
  }

  @Test func readsAChatThatWasCopied() {
    let file = Reading.file(
      """
      Tuesday, April 8th, 2025
      Ann Quux  3:24 PM
      orders are failing
      for everybody
      Bo Zed  3:31 PM
      I restarted the web pods
      3:35
      works again
      """)
    #expect(file.kind == "chat")
    #expect(file.clocks == ["15:24:00", "15:31:00", "15:35:00"])
    #expect(
      file.rows.map(\.text) == [
        "orders are failing for everybody", "I restarted the web pods", "works again",
      ])
    #expect(file.rows.map(\.who) == ["Ann Quux", "Bo Zed", "Bo Zed"])
    #expect(file.rows.map(\.kind) == [.note, .restart, .note])
    let lines = Reading.file(
      "[2025-04-08 15:24] ann: orders fail\n[2025-04-08 15:30] bo: we rolled back 42\n")
    #expect(lines.kind == "chat")
    #expect(lines.rows.map(\.kind) == [.note, .rollback])
  }

  @Test(arguments: [
    "[15:24:01] INFO: started\n[15:24:02] WARN: slow\n",
    "[2025-04-08 15:24:01.123] main: started\n[2025-04-08 15:24:02.001] main: x\n",
    "hello there\nat 15:24\n",
  ])
  func takesNoLogForAChat(_ text: String) { #expect(Reading.file(text).kind != "chat") }

  @Test func readsHistoriesOfShells() {
    let bash = Reading.file(
      "#1744124709\nkubectl rollout undo deploy/web\n#1744124800\necho a\necho b\n")
    #expect(bash.kind == "shell-history")
    #expect(bash.rows.map(\.kind) == [.rollback, .note])
    #expect(bash.rows.map(\.text) == ["kubectl rollout undo deploy/web", "echo a; echo b"])
    #expect(bash.rows.map(\.source.line) == [1, 3])
    let zsh = Reading.file(
      ": 1744124709:0;kubectl get pods\n: 1744124800:3;helm rollback web 3\n")
    #expect(zsh.rows.map(\.kind) == [.note, .rollback])
  }

  @Test(arguments: [
    ("we rolled back to 41", EventKind.rollback), ("Ann restarted the web pods", .restart),
    ("deploy 42 was reverted", .rollback), ("scaled up to 6 pods", .mitigation),
    ("I called the stop URL", .mitigation), ("we deployed a fix", .mitigation),
    ("found the root cause", .causeFound), ("we confirmed the fix", .confirmed),
    ("I'm investigating", .investigating),
  ])
  func tellsADeed(_ text: String, _ kind: EventKind) { #expect(NoteMeaning(text)?.kind == kind) }

  @Test(arguments: [
    "should we roll back", "we will be restarted", "the pod restarted", "rolling back now",
    "we have not rolled back", "the database failed over", "we confirmed the failure",
    "we deployed 42", "let's see if it is reverted", "they called support",
  ])
  func readsNothingIntoOtherNotes(_ text: String) { #expect(NoteMeaning(text) == nil) }
}
