import Glibc
import Pipeline
import Render
import Supervision

// Drafts what it is given, and traps at each input whose name says so. A `!` before all names
// stands for --keep-going. With `fuzz TARGET COUNT` it runs a fuzz target on so many mutations,
// with `fuzz TARGET FILE` on what a fuzzer found.

/// Overflows the stack; the sum keeps the calls from becoming a loop.
func sink(_ depth: Int) -> Int { getpid() == 0 ? depth : sink(depth &+ 1) &+ depth }

func say(_ text: String) {
  let line = Array("recount: \(text)\n".utf8)
  _ = write(STDERR_FILENO, line, line.count)
}

func trap(at words: String) {
  guard words.hasPrefix("reading ") || words.hasPrefix("inferring") else { return }
  for (name, signal) in [("SEGV", SIGSEGV), ("KILL", SIGKILL), ("TERM", SIGTERM)]
  where words.contains(name) {
    // Whoever runs the tests may hold it back.
    var own = sigset_t()
    sigemptyset(&own)
    sigaddset(&own, signal)
    sigprocmask(SIG_UNBLOCK, &own, nil)
    kill(getpid(), signal)
    while true { pause() }
  }
  if words.contains("DEEP") { exit(Int32(truncatingIfNeeded: sink(0))) }
  if words.contains("BLAME") {
    CurrentWork.blame(String(words.dropFirst("reading ".count)))
    exit(TrapHandler.status)
  }
  let isTrap = words.contains("TRAP") || (words.hasPrefix("inferring") && Trapping.whileInferring)
  if isTrap { abort() }
}

enum Trapping { static let whileInferring = CommandLine.arguments.contains("INFER") }

func draft(_ names: [String], without failed: [String]) -> Int32 {
  var request = DraftRequest()
  request.inputs = names
  request.failed = failed
  request.progress = { trap(at: $0.words) }
  do {
    let draft = try DraftPipeline(request).run()
    print(JSONRenderer().render(draft.report, RenderOptions()))
    return draft.status.rawValue
  } catch {
    say("\(error)")
    return error.status.rawValue
  }
}

TrapHandler.install()
if CommandLine.arguments.dropFirst().first == "fuzz", CommandLine.arguments.count == 4 {
  let (target, last) = (CommandLine.arguments[2], CommandLine.arguments[3])
  exit(Int(last).map { Mutations.run(target, count: $0) } ?? Mutations.run(target, file: last))
}
let names = CommandLine.arguments.dropFirst().filter { $0 != "INFER" }
guard names.first == "!" else { exit(draft(Array(names), without: [])) }
let inputs = Array(names.dropFirst())
let supervisor = Supervisor(
  readOnce: ReadOnce(inputs).reason, shown: { InputName.shown($0) }, say: { say($0) })
supervisor.run { draft(inputs, without: $0) }
