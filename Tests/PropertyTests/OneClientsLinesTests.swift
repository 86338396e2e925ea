import TestSupport
import Testing

/// Error lines that name no client, beside an access log that does.
@Suite struct OneClientsLinesTests {
  private func clock(_ second: Int) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
  }

  private func answered(_ second: Int, _ call: String, _ status: Int, from client: Int) -> String {
    "203.0.113.\(client) - - [03/May/2025:\(clock(second)) +0000] \"\(call) HTTP/1.1\" \(status) "
      + "512 \"-\" \"browser/1.0\"\n"
  }

  private func said(_ second: Int, _ level: String, _ message: String) -> String {
    #"{"time":"2025-05-03T\#(clock(second)).400Z","level":"\#(level)","service":"shop","#
      + #""message":"\#(message)"}"# + "\n"
  }

  /// Six hours of visitors, and a form that fails whenever it is sent, which some do for a while.
  private func ids(senders: Int) throws -> [String] {
    var (access, lines) = ("", "")
    let sent = Set((0..<40).map { 10_800 + $0 * 17 })
    for second in 0..<21_600 {
      if second % 20 == 0 {
        access += answered(second, "GET /news", 200, from: 1 + second / 20 % 40)
        lines += said(second, "info", "rendered page \(second)")
      }
      if sent.contains(second) {
        access += answered(second, "POST /import", 500, from: 100 + second % senders)
        lines += said(second, "error", "unhandled: column \(second % 9) is empty")
      }
    }
    let folder = try ScratchFolder()
    try folder.write("access.log", access)
    try folder.write("app.log", lines)
    let run = try folder.inProcess(["draft", "access.log", "app.log", "--format", "json"])
    #expect(run.status == 0, "\(run.errorText)")
    return try Report(run.output).ids
  }

  @Test("those of one client's failing form are that client's trouble")
  func oneClient() throws { #expect(try ids(senders: 1).isEmpty) }

  @Test("those of many clients are an incident")
  func manyClients() throws { #expect(try !ids(senders: 30).isEmpty) }
}
