import ArgumentParser
import Glibc
import Pipeline
import Render
import Supervision

/// What the commands that read logs have in common.
struct InputOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      """
      Logs: files, folders, quoted globs, - for standard input, @LIST for a file of names, or \
      .tally files.
      """, valueName: "input"))
  var inputs: [String] = []

  @Option(help: "Pipeline definition (YAML) with names, units and known noise.")
  var pipeline: String?

  @Option(help: ArgumentHelp("Leave out inputs that match.", valueName: "glob"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "Zone of stamps that state none: ZONE, or GLOB=ZONE for some inputs.",
      valueName: "[glob=]zone"))
  var inputTz: [String] = []

  @Option(
    help: ArgumentHelp(
      "Read the inputs that match as this format; `recount formats` lists them.",
      valueName: "glob=name"))
  var inputFormat: [String] = []

  @Option(
    help: ArgumentHelp(
      "Add to the stamps of some inputs whose clock was off: 'host-b/*=-4s'.",
      valueName: "glob=duration"))
  var shift: [String] = []

  @Flag(
    help: """
      Move sources whose clock differs from the others', as calls show that several of them \
      logged under one trace or request id; without it this is only told.
      """)
  var applySkew = false

  @Option(help: ArgumentHelp("Zone of the output (default UTC).", valueName: "zone"))
  var tz: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Report from this time on; all input feeds the baseline. A time of day without a date, as in \
      15:02, is of today if any input has a record of today, else of the last day of the logs \
      with a record in the window; beside a time with a date it is of that day.
      """, valueName: "time"))
  var since: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Report up to, not including, this time; before --since by its clock, it is of the next day.",
      valueName: "time"))
  var until: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What relative times count from (default: the clock).", valueName: "time"))
  var now: String?

  @Option(
    help: ArgumentHelp(
      """
      Keep what is read of each file in this folder, and read only files whose bytes are new. The \
      result is that of a run without it. Standard input, archives, and files with secrets in them \
      are read each time, as are files that hold the same records as others.
      """, valueName: "folder"))
  var cache: String?

  @Option(
    help: ArgumentHelp("Inputs scanned side by side; changes no result.", visibility: .hidden))
  var threads: Int = 0

  @Option(help: ArgumentHelp("Bytes of a window; changes no result.", visibility: .hidden))
  var blockSize: Int = 256 * 1024

  @Flag(
    help: """
      Should recount itself fail on an input, start again without it: the report names it, and \
      the exit status is 3.
      """)
  var keepGoing = false

  @Flag(help: "Say nothing on standard error but errors.")
  var quiet = false

  func validate() throws {
    guard !inputs.isEmpty else {
      throw ValidationError("Name at least one input; for example: recount draft logs/*.gz")
    }
    guard (0...256).contains(threads), (64...(1 << 26)).contains(blockSize) else {
      throw ValidationError("--threads takes 0 to 256, --block-size 64 to 67108864")
    }
  }

  /// - Parameter failed: inputs that an earlier attempt failed on.
  func request(without failed: [String]) -> DraftRequest {
    var request = DraftRequest()
    request.inputs = inputs
    request.failed = failed
    request.pipeline = pipeline
    request.exclude = exclude
    request.inputZones = inputTz
    request.inputFormats = inputFormat
    request.shifts = shift
    request.appliesSkew = applySkew
    request.zone = tz
    request.since = since
    request.until = until
    request.now = now
    request.cache = cache
    request.threads = threads
    request.blockSize = blockSize
    if !quiet, StandardError.isTerminal {
      let line = ProgressLine()
      request.progress = { line.show($0) }
    }
    return request
  }

  /// What a person should know of a run, unless told to be quiet.
  func say(_ notes: [String]) {
    guard !quiet else { return }
    for note in notes { StandardError.say(SafeText.terminal(note)) }
  }

  /// Runs `body`; errors of the pipeline become one sentence and their exit status.
  func reporting<T>(_ body: () throws -> T) throws -> T {
    defer { if !quiet, StandardError.isTerminal { StandardError.endProgress() } }
    do {
      return try body()
    } catch let error as RunError {
      if case .brokenAccount(let path, _, _) = error { CurrentWork.blame(path) }
      StandardError.say(error.description)
      throw ExitCode(error.status.rawValue)
    }
  }
}

/// `--keep-going`
extension InputOptions {
  /// Runs a command's work, with `--keep-going` in a child process, again without each input that
  /// recount itself fails on.
  ///
  /// - Parameters:
  ///   - others: names of what the command reads besides its inputs.
  ///   - work: given the inputs to leave out; ends by throwing its exit status.
  func supervised(reading others: [String] = [], _ work: ([String]) throws -> Void) throws {
    guard keepGoing else {
      CurrentWork.advise("; --keep-going goes on without it")
      return try work([])
    }
    let supervisor = Supervisor(
      readOnce: ReadOnce(inputs + others).reason, shown: { InputName.shown($0) },
      say: { StandardError.say($0) })
    supervisor.run { failed in
      do {
        try work(failed)
        return 0
      } catch let error as ExitCode {
        return error.rawValue
      } catch {
        StandardError.say("\(error)")
        return 2
      }
    }
  }
}
