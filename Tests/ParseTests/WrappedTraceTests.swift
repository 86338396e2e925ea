import LogModel
import Testing

@testable import Parse

@Suite struct WrappedTraceTests {
  private static let wraps: [(name: String, wrap: @Sendable (String) -> String)] = [
    ("cri", { "2025-03-02T10:00:07.25Z stdout F " + $0 }),
    (
      "docker",
      {
        #"{"log":"\#($0.replacing("\"", with: "\\\"").replacing("\t", with: "\\t"))\n","#
          + #""stream":"stdout","time":"2025-03-02T10:00:07.25Z"}"#
      }
    ),
    ("actions", { "2025-03-02T10:00:07.2500000Z " + $0 }),
    ("heroku", { "2025-03-02T10:00:07.250000+00:00 app[web.1]: " + $0 }),
    ("syslog", { "<11>1 2025-03-02T10:00:07.25Z a1 shop 7 - - " + $0 }),
  ]
  private static let traces = [
    ["shop.cart.CartException: 7 left", "\tat shop.Cart.take(Cart.java:9)", "\t... 3 more"],
    [
      "Traceback (most recent call last):", "  File \"cart.py\", line 7, in take",
      "    raise CartGone(7)", "shop.CartGone: 7 left",
    ],
    ["panic: 7 left", "goroutine 7 [running]:", "main.take(0xc0000140a0)", "\t/cart.go:7 +0x1d"],
  ]

  @Test("a trace behind envelopes is of the record before it", arguments: Self.wraps.map(\.name))
  func joined(_ name: String) throws {
    let wrap = try #require(Self.wraps.first { $0.name == name }).wrap
    // Where the envelope is a stamp and little more, no more than a frame tells of a trace.
    let isBare = ["actions", "heroku"].contains(name)
    for trace in isBare ? Array(Self.traces.prefix(1)) : Self.traces {
      let lines =
        ["2025-03-02 10:00:07 ERROR cart is full"] + trace + ["2025-03-02 10:00:08 INFO served"]
      let read = try Reading(lines: lines.map(wrap).joined(separator: "\n"))
      #expect(read.records.map(\.line) == [1, lines.count], "\(name): \(trace[0])")
      #expect(read.input.account.records == lines.count)
    }
  }

  @Test("an error's name behind a record of another kind is a record")
  func alone() throws {
    let read = try Reading(
      lines: "2025-03-02T10:00:07.25Z stdout F served 7",
      "2025-03-02T10:00:08.25Z stderr F CartError: 7 left",
      "2025-03-02T10:00:08.25Z stderr F     at take (cart.js:7:1)")
    #expect(read.records.map(\.line) == [1, 2])
  }

  @Test("an indented earlier stamp is of the record before it")
  func indented() throws {
    let read = try Reading(
      lines: "2025-03-02T10:00:07Z ERROR deadlock", "  (1) TRANSACTION:",
      "  2025-03-02T10:00:01Z ERROR waits for a lock", "2025-03-02T10:00:08Z INFO served")
    #expect(read.records.map(\.line) == [1, 4] && read.count(of: .outOfOrder) == 0)
  }

  @Test("names of zones that tell none are all told")
  func zones() throws {
    let read = try Reading(
      lines: "2025-03-02 10:00:07 PKT ERROR gone", "2025-03-02 10:00:08 XQT ERROR gone",
      "2025-03-02 10:00:09 AST INFO fine")
    let told = try #require(read.warning(.zoneAssumed))
    #expect(told.message.contains("PKT, XQT, AST") && told.count == 3)
    let request = try Reading(lines: "2025-03-02 10:00:07 GET /cart 200")
    #expect(request.warning(.zoneAssumed)?.message.contains("without a zone") == true)
  }
}
