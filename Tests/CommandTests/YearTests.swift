import TestSupport
import Testing

/// Years of stamps that state none.
@Suite struct YearTests {
  private let syslog = (0..<30).map { "Mar  2 10:00:\($0 + 10) web cron[7]: job \($0) ran\n" }
    .joined()

  private func year(of path: String, in run: Program.Result) throws -> String? {
    let input = try Report(run.output).inputs.first { $0["path"] as? String == path }
    return (input?["first"] as? String).map { String($0.prefix(4)) }
  }

  @Test func otherInputsOfTheRunTellTheYear() throws {
    let folder = try ScratchFolder()
    try folder.write("sys.log", syslog)
    try folder.write(
      "app.log",
      (0..<30).map {
        #"{"time":"2019-03-02T10:00:\#($0 + 10)Z","level":"info","message":"up"}"# + "\n"
      }.joined())
    for inputs in [["sys.log", "app.log"], ["app.log", "sys.log"]] {
      let run = try folder.program(["draft", "--format", "json"] + inputs)
      #expect(try year(of: "sys.log", in: run) == "2019")
    }
  }

  @Test func theDateInTheNameGoesBeforeThem() throws {
    let folder = try ScratchFolder()
    try folder.write("sys.log-20180305", syslog)
    try folder.write(
      "app.log", #"{"time":"2019-03-02T10:00:10Z","level":"info","message":"up"}"# + "\n")
    let run = try folder.program(["draft", "--format", "json", "."])
    #expect(try year(of: "sys.log-20180305", in: run) == "2018")
  }
}
