import LogModel
import Testing

@testable import Parse

/// Lines with which runners of background jobs end a job.
@Suite struct JobEndTests {
  private static let id = "5f0c2a11-1111-4222-8333-444444444444"

  @Test(
    "a job's end is a call of it",
    arguments: [
      ("Task oven.bake[\(id)] succeeded in 0.25s: None", "oven.bake", Outcome.success),
      ("Task oven.bake[\(id)] raised unexpected: KeyError('x')", "oven.bake", .failure),
      ("Task oven.bake[\(id)] retry: Retry in 60s", "oven.bake", .failure),
      ("pid=7 tid=a class=BakeJob jid=b7 elapsed=0.25 INFO: done", "BakeJob", .success),
      ("pid=7 tid=a class=BakeJob jid=b7 elapsed=0.25 INFO: fail", "BakeJob", .failure),
      ("7 TID-a BakeJob JID-b7 INFO: done: 0.25 sec", "BakeJob", .success),
      ("7 TID-a BakeJob JID-b7 INFO: fail: 0.25 sec", "BakeJob", .failure),
      (
        "[ActiveJob] [BakeJob] [b7] Performed BakeJob (Job ID: b7) from Async(default) in 250.0ms",
        "BakeJob", .success
      ),
      (
        "[ActiveJob] Error performing BakeJob (Job ID: b7) from Async(x) in 250ms: E (no)",
        "BakeJob", .failure
      ),
      (#"[7] Processed:  App\Jobs\Bake"#, #"App\Jobs\Bake"#, .success),
      (#"[7] Failed:     App\Jobs\Bake"#, #"App\Jobs\Bake"#, .failure),
      (#"App\Jobs\Bake ............ 250.00ms DONE"#, #"App\Jobs\Bake"#, .success),
      (#"App\Jobs\Bake ............ 250.00ms FAIL"#, #"App\Jobs\Bake"#, .failure),
      (
        "[Worker(host:a pid:7)] Job BakeJob (id=7) (queue=x) COMPLETED after 0.2500", "BakeJob",
        .success
      ),
      (
        "[Worker(host:a pid:7)] Job BakeJob (id=7) FAILED (0 prior attempts) with E: no",
        "BakeJob", .failure
      ),
      (
        #"Job "bake (trigger: interval[0:00:03], next run at: x)" executed successfully"#, "bake",
        .success
      ),
      (
        #"Job "bake (trigger: interval[0:00:03], next run at: x)" raised an exception"#, "bake",
        .failure
      ),
    ])
  func ends(said: String, name: String, outcome: Outcome) throws {
    let found = try #require(try record("[2025-03-02T10:00:07Z] \(said)"))
    #expect(found.kind == .request && found.operation == name && found.outcome == outcome)
  }

  @Test(
    "lines about jobs that are no end",
    arguments: [
      "Task oven.bake[\(id)] received", "Task force was formed", "Processed: 12 of 40 files",
      "Processed: everything", "Failed: timeout", #"Processing: App\Jobs\Bake"#,
      #"App\Jobs\Bake ............ RUNNING"#, "class=BakeJob jid=b7 INFO: start",
      "the class=BakeJob is done", "Performed well in 3 ms", "Job 7 was completed",
      "Enqueued BakeJob (Job ID: b7) to Async(default)", "all is done",
    ])
  func others(said: String) throws {
    #expect(try #require(try record("2025-03-02T10:00:07Z \(said)")).kind == .message)
  }

  @Test(
    "how long it took",
    arguments: [
      "Task oven.bake[\(id)] succeeded in 0.25s: took in 9 things",
      "class=BakeJob jid=b7 elapsed=0.25 INFO: done", "7 TID-a BakeJob JID-b7 INFO: done: 0.25 sec",
      "Performed BakeJob (Job ID: b7) from Async(default) in 250.0ms",
      #"App\Jobs\Bake ....... 250.00ms DONE"#, "Job BakeJob (id=7) COMPLETED after 0.2500",
    ])
  func durations(said: String) {
    Array(said.utf8).withUnsafeBytes { line in
      var fields = RecordFields()
      JobEnd.take(line, 0..<line.count, into: &fields)
      #expect(fields.latencyMilliseconds == 250)
    }
  }

  @Test func sidekiqsObjects() throws {
    func line(_ said: String, _ context: String) -> String {
      #"{"ts":"2025-03-02T10:00:07Z","lvl":"INFO","msg":"\#(said)",\#(context)}"#
    }
    let context = #""ctx":{"class":"BakeJob","jid":"b7","elapsed":"0.25"}"#
    let done = try #require(try record(line("done", context)))
    #expect(done.kind == .request && done.operation == "BakeJob" && done.outcome == .success)
    let failed = try #require(try record(line("fail", #""class":"BakeJob","jid":"b7""#)))
    #expect(failed.operation == "BakeJob" && failed.outcome == .failure)
    let begun = try #require(try record(line("start", context)))
    #expect(begun.kind == .message)
    let other = try #require(try record(line("done", #""class":"BakeJob""#)))
    #expect(other.kind == .message)
  }
}
