import Ingest
import LogModel
import Parse
import Scan
import Signals
import Synchronization

/// The tallies of inputs that are kept between runs (`--cache`), and what a run made of them.
///
/// An input is reused where its bytes and all else that its tally is a function of are the same
/// (``InputKey``); then the result of the run is that of one without a cache. Nothing in the
/// folder is an error: what cannot be read is read from the input, what cannot be written is told.
final class InputCache: Sendable {
  /// How often what was done, and the first thing that went wrong.
  private struct State {
    var reused = 0
    var read = 0
    /// Inputs that hold records which others hold too.
    var again = 0
    var secret = 0
    var failure: String?
    var zones: [String: String] = [:]
  }

  private let folder: CacheFolder
  private let program: String
  private let definition: String
  /// Seconds since 1970.
  private let now: Int64
  private let state = Mutex(State())

  /// - Parameters:
  ///   - path: of the folder.
  ///   - definition: a hash of the definition's text; empty without one.
  init(in path: String, definition: String, now: Timestamp) {
    folder = CacheFolder(path: path)
    self.definition = definition
    self.now = now.seconds
    // Whatever the program is called and whenever it was built: other code may count otherwise.
    program = FileContent(ofPath: "/proc/self/exe")?.hash.hexadecimal ?? ""
    if let problem = folder.open() { fail(problem) }
  }

  private func fail(_ problem: String) {
    state.withLock { $0.failure = $0.failure ?? problem }
  }

  /// The key of an input with these bytes; `nil` where the program does not know itself.
  func key(
    of content: FileContent, at path: String, rules: RecordRules, options: ParseOptions
  ) -> InputKey? {
    guard !program.isEmpty else { return nil }
    return InputKey(
      of: content, at: path, rules: rules, options: options, program: program,
      definition: definition, zone: zone(options.zone))
  }

  private func zone(_ zone: ZoneRules?) -> String {
    guard let zone else { return "" }
    if let known = state.withLock({ $0.zones[zone.name] }) { return known }
    let text = ZoneFingerprint.text(of: zone)
    state.withLock { $0.zones[zone.name] = text }
    return text
  }

  /// What is kept under a key.
  func kept(_ key: InputKey, at path: String, rules: TallyRules) -> KeptInput? {
    folder.read(key.digits, now: now).flatMap {
      KeptInputFile.decode($0, under: key.bytes, path: path, rules: rules)
    }
  }

  /// Keeps what an input gave; its tally is finished by this.
  func keep(_ input: KeptInput, under key: InputKey) {
    guard state.withLock({ $0.failure == nil }),
      let bytes = KeptInputFile.encode(input, under: key.bytes)
    else { return }
    do {
      try folder.write(bytes, as: key.digits)
    } catch {
      fail(error.reason)
    }
  }

  // MARK: What is told

  /// Counts an input, once it was read or reused.
  ///
  /// - Parameters:
  ///   - file: that it is, or is a member of.
  ///   - again: what the scan before found out, in a second one.
  func note(_ input: InputReader.Input, of file: String, _ again: SecondScan?) {
    guard input.readings.contains(where: \.isReadable) else { return }
    if let again {
      if again.overlaps.group(ofFile: file) != nil { state.withLock { $0.again += 1 } }
      return
    }
    state.withLock { state in
      if input.isReused { state.reused += 1 } else { state.read += 1 }
      if input.holdsSecrets { state.secret += 1 }
    }
  }

  /// Ends the run: removes what was not used for long, and says what was reused.
  func finished() -> [String] {
    folder.prune(now: now)
    return state.withLock { state in
      let all = NumberWords.count(state.reused + state.read, "input")
      var text = "cache: \(state.reused) of \(all) reused, \(state.read) read"
      if state.secret > 0 { text += "; \(state.secret) with secrets in them, not kept" }
      if state.again > 0 {
        text += "; \(state.again) read again, for records that several inputs hold"
      }
      let failure = state.failure.map {
        "--cache: \(folder.path) cannot be written: \($0); what was read is not kept"
      }
      return [text] + [failure].compactMap { $0 }
    }
  }
}
