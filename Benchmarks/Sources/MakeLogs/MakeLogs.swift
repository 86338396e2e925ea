import Glibc
import Simulator

/// Writes made-up logs of one form and one mix, plain: the same bytes on every machine.
///
/// `MakeLogs FOLDER FORM MIX MEGABYTES FILES`. Prints what the logs hold: bytes, entries (requests)
/// and those that failed with a 5xx. Orders fail during a twentieth of the log, in its middle.
@main
struct MakeLogs {
  /// Bytes that are handed to the C library at once.
  private static let blockSize = 1 << 20
  /// The share of the log at which the outage begins, and at which it ends.
  private static let outage = 0.5..<0.55
  /// Milliseconds from a request to the next: 0 to this, so 50 a second in the mean.
  private static let longestWait = 40
  /// 2025-04-08 00:00:00 UTC.
  private static let begin: Int64 = 1_744_070_400_000

  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 6, let form = LogForms.all[arguments[2]],
      let mix = Mixes.all[arguments[3]], let megabytes = Double(arguments[4]),
      let files = Int(arguments[5])
    else {
      print("usage: MakeLogs FOLDER FORM MIX MEGABYTES FILES")
      print("forms: \(LogForms.all.keys.sorted().joined(separator: " "))")
      print("mixes: \(Mixes.all.keys.sorted().joined(separator: " "))")
      exit(64)
    }
    mkdir(arguments[1], 0o755)
    var maker = MakeLogs(
      folder: arguments[1], form: form, mix: mix, bytes: max(1, Int(megabytes * 1e6)))
    for file in 1...max(1, files) { maker.write(file, of: max(1, files)) }
    print("\(maker.written) bytes, \(maker.requests) entries, \(maker.failures) failures")
  }

  let folder: String
  var form: any LogForm
  var mix: any TrafficMix
  /// Of all files together; each ends at the first whole line behind its part.
  let bytes: Int
  private var random = SeededGenerator(seed: 14).fork("arrivals")
  private var now = Self.begin
  private var written = 0
  private var requests = 0
  private var failures = 0

  init(folder: String, form: any LogForm, mix: any TrafficMix, bytes: Int) {
    self.folder = folder
    self.form = form
    self.mix = mix
    self.bytes = bytes
  }

  /// Writes one file, the next part of the log.
  private mutating func write(_ file: Int, of files: Int) {
    let name = "\(folder)/shop.\(file).log"
    guard let handle = fopen(name, "w") else {
      print("\(name) cannot be written")
      exit(2)
    }
    var log = ""
    let end = bytes * file / files
    while written + log.utf8.count + form.held < end {
      now += Int64(random.below(Self.longestWait + 1))
      let share = Double(written + log.utf8.count + form.held) / Double(bytes)
      let request = mix.request(at: now, isOutage: Self.outage.contains(share))
      requests += 1
      failures += request.status >= 500 ? 1 : 0
      form.put(request, into: &log)
      if log.utf8.count >= Self.blockSize { hand(&log, to: handle) }
    }
    form.endFile(into: &log)
    hand(&log, to: handle)
    fclose(handle)
  }

  private mutating func hand(_ log: inout String, to handle: UnsafeMutablePointer<FILE>) {
    written += log.utf8.count
    log.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, handle) }
    log.removeAll(keepingCapacity: true)
  }
}
