import LogModel
import Timeline

extension ReportJSON {
  /// Inputs that are listed; totals are of all.
  private static let inputLimit = 2000

  static func coverage(_ coverage: Coverage) -> JSONValue {
    let inputs = ListedInputs(coverage.inputs, atMost: inputLimit)
    let events = coverage.events.prefix(inputLimit)
    let totals: [(String, JSONValue)] =
      [("files", .int(coverage.totals.files))] + account(coverage.totals.account)
      + [
        ("inputs_omitted", .int(inputs.omitted)),
        ("events_omitted", .int(coverage.events.count - events.count)),
      ]
    // Of a run whose definition knows no noise there is nothing to say.
    let noise = coverage.knownNoise.map {
      JSONValue.object([("because", .string($0.because)), ("count", .int($0.count))])
    }
    let known = noise.isEmpty ? [] : [("known_noise", JSONValue.array(noise))]
    return .object(
      [
        ("inputs", .array(inputs.listed.map(input))),
        ("events", .array(events.map(self.events))),
        ("baseline", .array(coverage.baseline.map(input))),
        ("incomplete", .texts(incomplete(coverage.completeness))),
        ("totals", .object(totals)),
        ("warnings", .array(coverage.warnings.map(warning))),
        ("not_knowable", .texts(coverage.notKnowable)),
        ("operations", .array(coverage.operations.map(operation))),
      ] + known)
  }

  /// A sentence for each file that was not read in full; with any the exit status is 3.
  private static func incomplete(_ completeness: Completeness) -> [String] {
    completeness.partial.map { PartialLines.sentence($0, zone: .utc) }
  }

  static func operation(_ operation: ReportedIncident.Operation) -> JSONValue {
    .object([
      ("service", .string(operation.service)),
      ("operation", .string(operation.operation)),
      ("name", .text(operation.name)),
    ])
  }

  private static func account(_ account: LineAccount) -> [(String, JSONValue)] {
    [
      ("lines", .int(account.lines)),
      ("records", .int(account.records)),
      ("blank", .int(account.blank)),
      ("unread", .int(account.unread)),
      ("duplicate", .int(account.duplicate)),
      ("outside_window", .int(account.outsideWindow)),
    ]
  }

  private static func input(_ input: Coverage.CoveredInput) -> JSONValue {
    let reading = input.reading
    let head: [(String, JSONValue)] = [
      ("path", .string(reading.path)),
      ("content_hash", .text(reading.contentHash?.hexadecimal)),
      ("compression", .string(reading.compression.rawValue)),
      ("formats", .texts(reading.formats)),
      ("status", .string(reading.status.rawValue)),
      ("bytes_read", .int(reading.bytesRead)),
      ("bytes_decoded", .int(reading.bytesDecoded)),
    ]
    let tail: [(String, JSONValue)] = [
      ("first", time(reading.first)),
      ("last", time(reading.last)),
      ("zone", .optional(reading.zone, zone)),
      ("read_as", readAs(reading.readAs)),
      ("gaps", .array(input.gaps.map(gap))),
      ("clock", .optional(input.clock, clock)),
      ("warnings", .array(reading.warnings.map(warning))),
    ]
    return .object(head + account(reading.account) + tail)
  }

  private static func zone(_ zone: InputReading.Zone) -> JSONValue {
    .object([("name", .string(zone.name)), ("basis", .string(zone.basis.rawValue))])
  }

  private static func readAs(_ fields: InputReading.FieldMap) -> JSONValue {
    var latency = JSONValue.null
    if fields.latencyKey != nil || fields.latencyUnit != nil {
      latency = .object([
        ("key", .text(fields.latencyKey)), ("unit", .text(fields.latencyUnit)),
      ])
    }
    return .object([
      ("service", .text(fields.service)),
      ("source", .text(fields.source)),
      ("time", .text(fields.time)),
      ("status", .text(fields.status)),
      ("latency", latency),
      ("user", .text(fields.user)),
      ("request_stamp", .text(fields.requestStamp?.rawValue)),
    ])
  }

  private static func gap(_ gap: Coverage.Gap) -> JSONValue {
    .object([
      ("from", time(gap.range.from)), ("to", time(gap.range.to)), ("basis", .string(gap.basis)),
    ])
  }

  private static func clock(_ clock: Coverage.Clock) -> JSONValue {
    .object([
      ("offset_s", .number(clock.offsetSeconds)),
      ("low_s", .number(clock.lowSeconds)),
      ("high_s", .number(clock.highSeconds)),
      ("pairs", .int(clock.pairs)),
      ("applied", .bool(clock.applied)),
    ])
  }

  private static func events(_ events: Coverage.CoveredEvents) -> JSONValue {
    .object([
      ("path", .string(events.path)),
      ("kind", .string(events.kind)),
      ("status", .string(events.status.rawValue)),
      ("from", time(events.from)),
      ("to", time(events.to)),
      ("rows", .int(events.rows)),
      ("used", .int(events.used)),
      ("left_out", .int(events.leftOut)),
      ("unread", .int(events.unread)),
      ("warnings", .array(events.warnings.map(warning))),
    ])
  }

  private static func warning(_ warning: InputWarning) -> JSONValue {
    .object([
      ("code", .string(warning.code.rawValue)),
      ("count", .int(warning.count)),
      ("line", .optional(warning.line, JSONValue.int)),
      ("byte_offset", .optional(warning.byteOffset, JSONValue.int)),
      ("message", .string(warning.message)),
    ])
  }
}
