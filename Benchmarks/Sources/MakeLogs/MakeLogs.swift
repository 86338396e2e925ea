import Glibc
import LogModel
import Simulator

/// Writes a day of made-up service logs, plain, as so many files of equal length in time.
///
/// `MakeLogs FOLDER FILES SECONDS_A_FILE REQUESTS_A_SECOND`
@main
struct MakeLogs {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let files = Int(arguments[2]), let seconds = Int(arguments[3]),
      let rate = Int(arguments[4])
    else {
      print("usage: MakeLogs FOLDER FILES SECONDS_A_FILE REQUESTS_A_SECOND")
      exit(64)
    }
    let begin = Timestamp(seconds: 1_744_070_400)
    let end = begin.advanced(bySeconds: Double(files * seconds))
    let middle = begin.advanced(bySeconds: end.seconds(since: begin) / 2)
    let plan = OutagePlan(outages: [.init(from: middle, to: middle.advanced(bySeconds: 660))])
    for file in 0..<files {
      let traffic = BulkTraffic(
        seed: UInt64(file + 1), start: begin.advanced(bySeconds: Double(file * seconds)),
        requestsPerSecond: rate, seconds: seconds, plan: plan)
      let name = "\(arguments[1])/service.log.\(file + 1)"
      guard let handle = fopen(name, "w") else {
        print("\(name) cannot be written")
        exit(2)
      }
      let totals = traffic.write(blocksOf: 1 << 20) { fwrite($0, 1, $0.count, handle) }
      fclose(handle)
      print("\(name): \(totals.bytes) bytes, \(totals.lines) lines")
    }
  }
}
