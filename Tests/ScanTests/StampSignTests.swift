import Testing

@testable import Scan

@Suite struct StampSignTests {
  private func isCarried(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { StampSign.isCarried(by: $0) }
  }

  @Test(
    "a date with a clock, a clock in front, or seconds of the epoch near the front is a stamp",
    arguments: [
      "2024-10-07  0:00:12 140 [Warning] link dropped", "2024-10-7 10:25 done",
      "30/04/2024 10:00:01 - worker ready", "3-5-24 9:05 restarted",
      "WARN [Pause Watch] 2024-07-21 12:18:16,910 pause",
      "11:47:34 1|app | 2024-12-09 11:47:34: x",
      "LAMPFAIL 1717838573 2024.06.08 rack-1 unit FATAL out",
      "1:handler (1714024483) asked to stop",
      "07 Oct 2024 10:00:01.022 # oops", "node-7 Oct  7 10:00:01 sshd: no",
      "Oct 7, 2024 3:02 PM up",
      "[08/Oct/2024:15:02:11 +0000] GET /", "20:01 job began",
      "4711 15:02:11.5 openat(3)", "<14> 15:02:11 UTC edge: up", "X1007 15:02:11.25 7 a.go:3] x",
      "time=15:02:11 device=a level=b", "===== dump of Mon Oct  7 00:01:01 2024 =====",
      "192.0.2.7 - - [October - 7, 2024:15:02:11] \"GET / HTTP/1.1\" 200 7",
      "192.0.2.7 - - [07/Oxt/2024:15:02:11 +0000] \"GET / HTTP/1.1\" 200 7",
      "90210 rack-9 unit.hardware state_of.the.shelf.down 1714024483 1 gone",
    ])
  func carried(_ text: String) { #expect(isCarried(text)) }

  @Test(
    "a stamp that is quoted, the value of something, or far in is what a line talks about",
    arguments: [
      "WHERE created_at > '2024-10-07 10:25:38'", "since=2024-10-07T10:25:38Z", "ORDER BY 1",
      "the shipment that was due at the depot on the morning of 2024-10-07 10:25:38 is late",
      "\"2024-10-07 10:25:38\": {", "release 2024.10.07 of the shop", "10.0.0.7:8080 refused",
      "ratio 16:9 is kept", "error 1714024483999 of 5", "Mars 10 is far", "3 of 24 shards",
      "lease of 02:00:5e:00:53:01 given", "set timestamp=1714024483;", "took 00:00:06 of 00:01:00",
    ])
  func talkedOf(_ text: String) { #expect(!isCarried(text)) }
}
