import LogModel
import Testing

@testable import Parse

@Suite struct TraceTests {
  private static let traces: [(language: String, lines: [String])] = [
    (
      "Java",
      [
        "java.lang.IllegalStateException: bank gone", "\tat com.shop.Orders.buy(Orders.java:12)",
        "\t... 7 more", "Caused by: java.io.IOException: 2 of 3 gone",
      ]
    ),
    (
      "Python",
      [
        "Traceback (most recent call last):", "  File \"shop.py\", line 12, in buy",
        "    answer = bank.pay(sum)", "shop.BankError: gone",
      ]
    ),
    (
      "Go",
      [
        "panic: bank gone", "", "goroutine 7 [running]:", "main.buy(0xc0000140a0, 0x2)",
        "\t/src/main.go:12 +0x1d", "exit status 2",
      ]
    ),
    (
      "Ruby",
      [
        "shop.rb:12:in `buy': bank gone (RuntimeError)", "\tfrom shop.rb:20:in `<main>'",
      ]
    ),
    (
      "Rust",
      [
        "thread 'main' panicked at src/main.rs:12:5:", "bank gone", "stack backtrace:",
        "   0: rust_begin_unwind", "             at /src/main.rs:12:5",
      ]
    ),
    (
      ".NET",
      [
        "System.TimeoutException: bank gone", "   at Shop.Orders.Buy() in /src/Orders.cs:line 12",
        "   --- End of inner exception stack trace ---", "{ sum: 7 }",
      ]
    ),
  ]

  @Test("a trace belongs to the record before it", arguments: Self.traces.map(\.language))
  func trace(language: String) throws {
    let lines = try #require(Self.traces.first { $0.language == language }).lines
    let blank = lines.count { $0.isEmpty }
    let records = [
      "2025-03-02 10:00:07,250 [main] ERROR com.shop.Orders - bank refused",
      "ts=2025-03-02T10:00:07.250Z level=error msg=\"bank refused\" n=1",
      "E0302 10:00:07.250123 7 orders.go:12] bank refused",
    ]
    for record in records {
      let text = [record] + lines + [record]
      let reading = try Reading(Array((text.joined(separator: "\n") + "\n").utf8))
      #expect(reading.input.account.records == text.count - blank, "\(record)")
      #expect(reading.input.account.unread == 0 && reading.records.count == 2)
      #expect(reading.records.map(\.severity) == [.error, .error])
    }
  }

  @Test("behind a record in JSON, only what a trace opens is taken")
  func behindJSON() throws {
    let record = #"{"time":"2025-03-02T10:00:07Z","level":"error","msg":"bank refused"}"#
    let python = try #require(Self.traces.first { $0.language == "Python" }).lines
    let text = [record] + python + [record, "bank gone"]
    let reading = try Reading(Array(text.joined(separator: "\n").utf8))
    #expect(reading.records.count == 2 && reading.input.account.unread == 1)
  }

  @Test("a statement with a stamp of its own goes on with the record before it")
  func statement() {
    let line = "2025-03-02 10:00:07.250 UTC [88] STATEMENT:  select 1/0"
    Array(line.utf8).withUnsafeBytes { bytes in
      var fields = RecordFields()
      let isRead = Postgres().read(bytes, into: &fields)
      #expect(isRead && fields.isContinuation)
    }
  }

  @Test(
    "text that an envelope dates tells the same as text with a time of its own",
    arguments: [
      "ERROR com.shop.Orders - bank refused status=502", "[error] bank refused status=502",
      "10:00:07.250 [main] ERROR com.shop.Orders - bank refused status=502",
      "fail: bank refused status=502",
    ])
  func dated(text: String) throws {
    let reading = try Reading(lines: "1740909607250\t\(text)")
    let read = try reading.only
    #expect(read.severity == .error && read.status == 502 && read.outcome == .failure)
    #expect(read.operation == "bank refused #")
  }
}
