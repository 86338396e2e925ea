import LogModel
import Testing

@testable import Parse

/// Words of lines without a level that tell of a failure, and those that tell of none.
@Suite struct FailureWordsTests {
  private func tells(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { FailureWords.tell($0) }
  }

  @Test(arguments: [
    "connection refused by oven 7", "read timed out", "could not light the oven",
    "Couldn't find the dough", "unable to open the door", "failed to bake 4 loaves",
    "bakery.OvenException: cold", "TypeError: dough is flat", "panic: oven on fire",
    "Out of memory: killed process 41 (oven)", "no space left on tray", "Permission denied",
    "baking aborted", "oven 9 unreachable", "oven[7]: segfault at 0", "write: broken pipe",
    "connection reset by peer", "the oven crashed", "deadlock found", "giving up after 3 tries",
    "error while reading the recipe", "Error: no flour", "upstream timeout", "failed=3",
    "no such loaf", "oven not responding", "no answer: connection refused", "ECONNREFUSED",
  ])
  func failures(text: String) { #expect(tells(text)) }

  @Test(arguments: [
    "0 failed", "0 of 12 loaves failed", "baked 12, 0 failed", "no errors", "done without error",
    "failed=0", "error_count=0", "failed: none", "error=false", "errors: 0", "exception=null",
    "retry succeeded after connection reset", "recovered from failure", "if failed, bake anew",
    "on failure the oven restarts", "wrote /var/failed/7", "read error.log", "failed_loaves 7",
    "timeout=30", "timeout of 30 s", "timeout: 30s", "not aborted", "without any error",
    "the oven is warm", "errorless", "infallible", "",
  ])
  func none(text: String) { #expect(!tells(text)) }

  @Test(
    "only a line of text without level and end is told by its words",
    arguments: [
      ("2025-03-02 10:00:07 could not light the oven", Severity.told),
      ("2025-03-02 10:00:07 the oven is warm", .unknown),
      ("2025-03-02 10:00:07 INFO could not light the oven", .info),
      ("2025-03-02 10:00:07 ERROR could not light the oven", .error),
      (#"{"ts":"2025-03-02T10:00:07Z","msg":"could not light the oven"}"#, .unknown),
    ])
  func records(line: String, level: Severity) throws {
    let found = try #require(try record(line))
    #expect(found.severity == level && found.kind == .message)
    #expect(found.signature.isEmpty == (level < .told))
  }
}
