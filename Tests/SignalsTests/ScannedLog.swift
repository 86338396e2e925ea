// Foundation: temporary files.
import Foundation
import Ingest
import LogModel
import Parse
import Simulator

@testable import Signals

/// A log as a file that is removed when the test has done with it.
final class ScannedLog {
  let path: String
  private let folder: URL

  /// - Parameter name: gives the service its name, where the log has none.
  init(_ bytes: [UInt8], name: String = "jwt-pizza-service.log") throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("signals-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    path = file.path
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Reads all of it into a tally, and seals that.
  @discardableResult
  func scan(
    into tally: Tally, rules: RecordRules = .standard, blockSize: Int = 256 * 1024
  ) throws -> InputReading {
    let stream = try DecodedStream(path: path, blockSize: blockSize)
    let parser = StreamParser(
      stream: stream, rules: rules, options: ParseOptions(blockSize: blockSize)
    ) { tally.fold($0) }
    let reading = parser.run()
    tally.seal(reading)
    return reading
  }

  /// Reads all of it into a tally that is not sealed.
  func fold(into tally: Tally) throws {
    let parser = StreamParser(
      stream: try DecodedStream(path: path), rules: .standard, options: ParseOptions()
    ) { tally.fold($0) }
    _ = parser.run()
  }

  /// A tally of this log alone.
  func tally(_ rules: RecordRules = .standard, blockSize: Int = 256 * 1024) throws -> Tally {
    let tally = Tally(rules: TallyRules(rules) { $0 })
    try scan(into: tally, rules: rules, blockSize: blockSize)
    return tally
  }
}

extension Array where Element == UInt8 {
  /// The lines of a log, each with its end.
  var logLines: [[UInt8]] {
    split(separator: 0x0A).map { Array($0) + [0x0A] }
  }
}
