import Ingest
import LogModel

extension LineReader {
  /// Notes under which keys the parts of a record stand.
  mutating func noteKeys(of fields: borrowing RecordFields) {
    recordsLookedAt += 1
    if readAs.time == nil { readAs.time = fields.name(of: .time) }
    if readAs.status == nil { readAs.status = fields.name(of: .status) }
    if readAs.latencyKey == nil, fields.latencyMilliseconds != nil {
      readAs.latencyKey = fields.name(of: .latency)
      readAs.latencyUnit = fields.latencyUnit.name ?? "ms"
    }
    for key in [FieldKey.user, .session, .address] where readAs.user == nil {
      readAs.user = fields.name(of: key)
    }
  }

  /// What was made of the stream, once it has been read to its end.
  mutating func reading(of stream: DecodedStream) -> InputReading {
    var reading = InputReading(path: stream.path)
    reading.compression = stream.compression
    reading.contentHash = stream.contentHash
    reading.bytesRead = stream.bytesRead
    reading.bytesDecoded = stream.bytesDecoded
    if usedJSON { usedFormats[0] = true }
    reading.formats =
      (zip(formats, usedFormats).filter(\.1).map(\.0.name)
      + zip(envelopes, usedEnvelopes).filter(\.1).map(\.0.name) + usedHeaded.sorted()
      + [document].compactMap { $0 })
      .sorted()
    reading.account = account
    clock.finish(&warnings)
    watch.finish(&reading, now: options.statedNow, &warnings)
    losses.finish(account, &warnings)
    reading.shiftSeconds = Double(clock.shift) / 1e9
    if reading.first != nil {
      reading.zone =
        clock.assumedZone
        ? .init(name: "UTC", basis: .assumed)
        : clock.statedZone || options.zone == nil
          ? .init(name: "UTC", basis: .explicit)
          : .init(name: options.zone?.name ?? "UTC", basis: .option)
    }
    reading.readAs = readAs
    DamageReport.apply(stream.damage, stream.readFailure, to: &reading, &warnings)
    lost.apply(to: &reading)
    reading.warnings = warnings.warnings
    return reading
  }
}
