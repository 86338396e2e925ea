import Glibc
import Inference
import Ingest
import LogModel
import Parse
import Redaction
import Scan
import Signals
import Supervision
import Timeline

/// A request with everything in it resolved: the definition read, zones found, times fixed.
struct RunPlan: Sendable {
  let request: DraftRequest
  let failed: FailedInputs
  let definition: PipelineDefinition
  let displayZone: ZoneRules
  let displayZoneIsStated: Bool
  var window: WindowRequest
  let resolveAfterSeconds: Double
  let redactor: Redactor
  /// The secrets that this run has met; copies of the plan share them.
  let secrets = KnownSecrets()
  /// What earlier runs read; copies of the plan share it.
  let cache: InputCache?
  /// What of the definition decides what is counted and hidden; `nil` without a definition.
  let origin: TallyOrigin?
  private let inputFormats: [(glob: InputGlob, format: FormatChoice)]
  private let inputZones: [(glob: InputGlob?, zone: ZoneRules)]
  private let shifts: [InputShift]
  /// Paths that the user typed, as they are found.
  private let named: Set<String>
  private let statedNow: Timestamp?
  private let clock: Timestamp

  /// - Throws: `RunError` for a definition, zone or time that cannot be read.
  init(_ request: DraftRequest) throws(RunError) {
    self.request = request
    named = Set((request.inputs + request.baseline).map(InputFinder.plain))
    failed = FailedInputs(request.failed)
    let read = try Self.definition(request.pipeline)
    (definition, origin) = (read.definition, read.origin)
    displayZoneIsStated = request.zone != nil || definition.timezone != nil
    displayZone = try ZoneFinder.zone(
      named: request.zone ?? definition.timezone ?? "UTC",
      for: request.zone != nil ? "--tz" : "timezone")
    inputZones = try Self.inputZones(request.inputZones)
    inputFormats = try Self.inputFormats(request.inputFormats)
    shifts = try request.shifts.map { text throws(RunError) in try InputShift(text) }
    clock = Self.clock()
    cache = request.cache.map { [clock] in
      InputCache(in: $0, definition: read.digits, now: clock)
    }
    statedNow = try Self.time(request.now, "--now", clock, displayZone)
    let now = statedNow ?? clock
    window = WindowRequest(
      since: try Self.bound(request.since, "--since", now, displayZone),
      until: try Self.bound(request.until, "--until", now, displayZone),
      zone: displayZone, now: now)
    if case .moment(let since, _)? = window.since, case .moment(let until, _)? = window.until,
      since >= until
    {
      throw .refused("--since \(since.rfc3339) is not before --until \(until.rfc3339)")
    }
    resolveAfterSeconds =
      try Self.duration(request.resolveAfter)
      ?? Double(definition.resolveAfterSeconds)
    redactor = Redactor(
      RedactionRules(
        keys: definition.redact.keys,
        keep: Self.kept(definition.redact)))
  }

  /// A definition, what of it decides tallies, and a hash of its text.
  private typealias Read = (definition: PipelineDefinition, origin: TallyOrigin?, digits: String)

  private static func definition(_ path: String?) throws(RunError) -> Read {
    guard let path else { return (PipelineDefinition(), nil, "") }
    CurrentWork.reading(path)
    defer { CurrentWork.leftInput() }
    do {
      let yaml = try String(contentsOfPath: path)
      let definition = try PipelineDefinitionReader.read(
        path: path, yaml: yaml, formats: LogFormats.choices)
      return (
        definition, try DefinitionOrigin.of(yaml, at: path, name: definition.name),
        FileContent.hash(of: Array(yaml.utf8)).hexadecimal
      )
    } catch let error as DefinitionError {
      throw .refused(error.description)
    } catch let error as IngestError {
      throw .refused("\(path): \(error.warning.message)")
    } catch {
      throw .refused("\(path): \(error)")
    }
  }

  /// An address is a name: where people are hidden, it is too.
  private static func kept(_ choice: RedactionChoice) -> Set<RedactionRules.Kept> {
    let named = choice.keep.isEmpty ? ["ip"] : choice.keep
    var kept = Set(named.compactMap(RedactionRules.Kept.init(rawValue:)))
    if choice.people != .names { kept.remove(.email) }
    return kept
  }

  private static func inputZones(
    _ texts: [String]
  ) throws(RunError) -> [(glob: InputGlob?, zone: ZoneRules)] {
    var zones: [(glob: InputGlob?, zone: ZoneRules)] = []
    for text in texts {
      // The last `=` parts glob and zone: a path may hold one, a zone may not.
      if let cut = text.lastIndex(of: "=") {
        let zone = try ZoneFinder.zone(
          named: String(text[text.index(after: cut)...]), for: "--input-tz")
        zones.append((InputGlob(String(text[..<cut])), zone))
      } else {
        zones.append((nil, try ZoneFinder.zone(named: text, for: "--input-tz")))
      }
    }
    return zones
  }

  private static func inputFormats(
    _ texts: [String]
  ) throws(RunError) -> [(glob: InputGlob, format: FormatChoice)] {
    var formats: [(glob: InputGlob, format: FormatChoice)] = []
    for text in texts {
      guard let cut = text.lastIndex(of: "=") else {
        throw .refused("--input-format \(text): write GLOB=NAME, as in '*.log=combined'")
      }
      let name = String(text[text.index(after: cut)...])
      guard LogFormats.choices.contains(name) else {
        guard !(LogFormats.names + Envelopes.names).contains(name) else {
          throw .refused(
            "--input-format: '\(name)' is told by the log itself and always looked for; "
              + "name the form of the lines inside it, or nothing")
        }
        let near = NearestKey.of(name, among: LogFormats.choices).map { "; did you mean '\($0)'?" }
        throw .refused(
          "--input-format: no format is called '\(name)'\(near ?? ""), see recount formats")
      }
      formats.append((InputGlob(String(text[..<cut])), FormatChoice.named(name)))
    }
    return formats
  }

  private static func clock() -> Timestamp {
    var clock = timespec()
    clock_gettime(CLOCK_REALTIME, &clock)
    return Timestamp(seconds: Int64(clock.tv_sec))
  }

  private static func time(
    _ text: String?, _ option: String, _ now: Timestamp, _ zone: ZoneRules
  ) throws(RunError) -> Timestamp? {
    guard let text else { return nil }
    do {
      let today = CivilTime(secondsSinceEpoch: now.seconds + Int64(zone.offset(atUTC: now.seconds)))
      return try TimeExpression(text).resolve(
        relativeTo: now, referenceDate: today, zone: zone)
    } catch {
      throw .refused("\(option): \(error)")
    }
  }

  private static func bound(
    _ text: String?, _ option: String, _ now: Timestamp, _ zone: ZoneRules
  ) throws(RunError) -> WindowRequest.Bound? {
    guard let text, let moment = try time(text, option, now, zone) else { return nil }
    guard let expression = try? TimeExpression(text) else { return nil }
    return expression.clock.map { .clock($0) } ?? .moment(moment, isDated: expression.isDated)
  }

  /// `--since 15:02 --until 16:00`
  var windowAsTyped: String {
    [("--since", request.since), ("--until", request.until)]
      .compactMap { option, text in text.map { "\(option) \($0)" } }.joined(separator: " ")
  }

  private static func duration(_ text: String?) throws(RunError) -> Double? {
    guard let text else { return nil }
    do {
      return Double(try DurationExpression(text).seconds)
    } catch {
      throw .refused("--resolve-after: \(error)")
    }
  }

  /// How one input is to be parsed.
  func parseOptions(for path: String) throws(RunError) -> ParseOptions {
    var zone =
      inputZones.last { $0.glob?.matches(path) ?? false }?.zone
      ?? inputZones.last { $0.glob == nil }?.zone
    if zone == nil,
      let named = definition.inputs.first(where: { $0.covers(path) })?.timezone
    {
      zone = try ZoneFinder.zone(named: named, for: "inputs.timezone")
    }
    var options = ParseOptions(
      zone: zone, since: window.statedSince, blockSize: request.blockSize)
    options.bounds = window.bounds
    options.format = inputFormats.last { $0.glob.matches(path) }?.format
    options.isFound = !named.contains(path)
    options.shiftNanoseconds = shift(of: path)
    options.statedNow = statedNow
    options.clock = clock
    return options
  }

  /// Patterns of options that none of these inputs matches, a sentence each.
  func unmatched(by paths: [String]) -> [String] {
    let globs =
      inputZones.compactMap { zone in zone.glob.map { ("--input-tz", $0) } }
      + inputFormats.map { ("--input-format", $0.glob) } + shifts.map { ("--shift", $0.glob) }
    return globs.filter { _, glob in !paths.contains(where: glob.matches) }
      .map { option, glob in "\(option): '\(glob.pattern)' matches no input" }
  }

  /// Nanoseconds that are added to the stamps of an input; the last option that matches counts.
  func shift(of path: String) -> Int64 { shifts.last { $0.covers(path) }?.nanoseconds ?? 0 }

  var tallyRules: TallyRules { tallyRules(noting: secrets) }

  /// - Parameter secrets: takes in those that are met, in the place of the run's own.
  func tallyRules(noting secrets: KnownSecrets) -> TallyRules {
    let redactor = redactor
    return TallyRules(definition.recordRules, origin: origin) {
      secrets.redact($0, by: redactor).text
    }
  }

  var inferenceSettings: InferenceSettings {
    var settings = InferenceSettings(
      resolveAfterSeconds: resolveAfterSeconds,
      alertMappings: definition.alerts.map { mapping in
        .init(rules: mapping.rules, operations: mapping.operations)
      })
    settings.threads = request.threads
    return settings
  }

  var timelineZone: DisplayZone {
    let zone = displayZone
    return DisplayZone(name: zone.name) { Int(zone.offset(atUTC: $0.seconds)) }
  }
}
