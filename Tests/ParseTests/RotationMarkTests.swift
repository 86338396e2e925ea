import LogModel
import Testing

@testable import Parse

@Suite struct RotationMarkTests {
  @Test(
    "the number of a rotation stands behind its name",
    arguments: [
      ("app.log", nil), ("app.log.1", 1), ("logs/app.log.12.gz", 12), ("app.2.log", 2),
      ("app-3.log.gz", 3), ("a.tgz!var/app.log.4", 4), ("0.log", nil), ("app-65536.log", nil),
      ("1.app.log", nil), ("syslog.7.xz", 7),
    ] as [(String, Int?)])
  func numbers(_ path: String, _ number: Int?) {
    let mark = RotationMark(path: path)
    #expect(mark.number == number && mark.moment == nil)
  }

  @Test(
    "a date in the name is the rotation's, with its hour where it has one",
    arguments: [
      ("app-2025-04-07.log", "2025-04-07 00", 86_400),
      ("app.log-20250407.gz", "2025-04-07 00", 86_400),
      ("app_2025_04_07.log", "2025-04-07 00", 86_400),
      ("app-2025040713.log", "2025-04-07 13", 3600),
      ("app-2025-04-07T13.log.gz", "2025-04-07 13", 3600),
      ("app-20250407-13.log", "2025-04-07 13", 3600),
      ("app-20250407-131500.log", "2025-04-07 13", nil),
      ("logs/2025-04-07/app.log", "2025-04-07 00", 86_400),
    ] as [(String, String, Int64?)])
  func dates(_ path: String, _ expected: String, _ step: Int64?) throws {
    let mark = RotationMark(path: path)
    let moment = try #require(mark.moment)
    let civil = CivilTime(secondsSinceEpoch: moment)
    #expect(civil.date + " " + civil.clock.prefix(2) == expected)
    #expect(mark.step == step && mark.number == nil)
  }

  @Test("rotations of one log are of one log, others are not")
  func logs() {
    func isOne(_ a: String, _ b: String) -> Bool {
      RotationMark(path: a).log == RotationMark(path: b).log
    }
    #expect(isOne("app.log", "app.log.1.gz") && isOne("x/app-2025-04-07.log", "x/app.log"))
    #expect(isOne("logs/2025-04-07/app.log", "logs/2025-04-08/app.log"))
    #expect(isOne("logs/2025/04/07/app.log", "logs/2025/04/08/app.log"))
    #expect(!isOne("host-a/app.log", "host-b/app.log.1") && !isOne("app.log", "error.log.1"))
    #expect(!isOne("10.0.0.1/app.log", "10.0.0.2/app.log") && !isOne("app.log", "/app.log"))
  }
}
