// Foundation for its JSON parser: an independent reader of what the simulator wrote.
import Foundation
import LogModel
import Testing

@testable import Simulator

/// One JSON object of a log, read by a parser that is not the project's.
struct Parsed {
  var object: [String: Any]

  init(_ text: some StringProtocol) throws {
    let value = try JSONSerialization.jsonObject(
      with: Data(text.utf8), options: [.fragmentsAllowed])
    object = try #require(value as? [String: Any])
  }

  func text(_ key: String) throws -> String { try #require(object[key] as? String) }
  func number(_ key: String) throws -> Int { try #require(object[key] as? Int) }
}

/// The value of one JSON text, whatever it is.
func jsonValue(_ text: String) throws -> Any {
  try JSONSerialization.jsonObject(with: Data(text.utf8), options: [.fragmentsAllowed])
}

/// The lines of a log without their ends; fails when the last one has none.
func lines(of log: [UInt8]) throws -> [String] {
  let text = try #require(String(validating: log, as: UTF8.self))
  guard !text.isEmpty else { return [] }
  #expect(text.hasSuffix("\n"))
  return text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
}

/// What a person with a text editor would count in a `jsonLines` log.
struct NaiveRecount: Equatable {
  var firstFailure: String?
  var lastFailure: String?
  var lastSuccessBefore: String?
  var firstSuccessAfter: String?
  var failures = 0
  var attempts = 0
  var pizzas = 0
  var hungryOrders = 0

  init(log: [UInt8]) throws {
    struct Order {
      var time: String
      var isGood: Bool
      var hasLink: Bool
      var items: Int
    }
    let orders: [Order] = try lines(of: log).compactMap { line in
      guard line.contains("POST") else { return nil }
      let record = try Parsed(line)
      guard try record.text("type") == "http", try record.text("method") == "POST",
        try record.text("path") == "/api/order"
      else { return nil }
      let body = try record.text("resBody")
      return Order(
        time: try record.text("time"), isGood: try record.number("statusCode") == 200,
        hasLink: body.contains("https://factory.example/api/"),
        items: try record.text("reqBody").components(separatedBy: "\"menuId\"").count - 1)
    }
    let bad = orders.indices.filter { !orders[$0].isGood && orders[$0].hasLink }
    guard let first = bad.first, let last = bad.last else { return }
    let before = orders[..<first].lastIndex { $0.isGood }
    let after = orders[last...].firstIndex { $0.isGood }
    firstFailure = orders[first].time
    lastFailure = orders[last].time
    lastSuccessBefore = before.map { orders[$0].time }
    firstSuccessAfter = after.map { orders[$0].time }
    failures = bad.count
    attempts = orders[first...last].count { $0.isGood || $0.hasLink }
    pizzas = bad.reduce(0) { $0 + orders[$1].items }
    let bracket = orders[(before ?? 0)...(after ?? orders.count - 1)]
    hungryOrders = bracket.count { $0.items > 20 }
  }

  init(_ truth: IncidentTruth?) {
    guard let truth else { return }
    firstFailure = truth.firstFailure.rfc3339
    lastFailure = truth.lastFailure.rfc3339
    lastSuccessBefore = truth.lastSuccessBefore?.rfc3339
    firstSuccessAfter = truth.firstSuccessAfter?.rfc3339
    failures = truth.failures
    attempts = truth.attempts
    pizzas = truth.pizzas
    hungryOrders = truth.hungryOrders
  }

}
