import LogModel
import Simulator
import TestSupport
import Testing

/// A log of an order service whose only dependency broke, as its operators may have kept it.
///
/// Few people order, often one script for all of them, and orders too large for the oven are
/// refused all day with the text of an outage.
struct FirstUsersLog: CustomTestStringConvertible, Sendable {
  /// Which outage it is.
  enum Outage: String, CaseIterable {
    /// 23 minutes in which nobody is alerted and the menu is read five times as often.
    case quiet
    /// 11 minutes, paged after three.
    case paged
  }

  /// What an order says of who gave it.
  enum Caller: String, CaseIterable {
    case none, oneAddress, oneAccount, fourUsers, sessionAnOrder, oneProxy
  }

  /// What of it was kept.
  enum Part: String, CaseIterable {
    case whole, oneHour, beginsInside, cutInside, ordersOnly
  }

  /// How the dependency is broken.
  enum Fault: String, CaseIterable {
    /// Orders are answered with 500 at once.
    case fails
    /// They take half a minute, and half of them end with 500.
    case throttled
    /// They are answered with 401.
    case tokensRejected
  }

  var outage: Outage
  var caller: Caller
  var part: Part
  var fault: Fault
  var withRefusedOrders: Bool

  static let all: [FirstUsersLog] = Outage.allCases.flatMap { outage in
    Caller.allCases.flatMap { caller in
      Part.allCases.flatMap { part in
        Fault.allCases.flatMap { fault in
          [false, true].map {
            FirstUsersLog(
              outage: outage, caller: caller, part: part, fault: fault, withRefusedOrders: $0)
          }
        }
      }
    }
  }.filter { !$0.isTooSparse }

  /// Half of the quiet outage has three orders that hang, of which one or two fail: too little.
  private var isTooSparse: Bool {
    outage == .quiet && fault == .throttled && (part == .beginsInside || part == .cutInside)
  }

  var testDescription: String {
    "\(outage) \(fault), \(part), \(caller)" + (withRefusedOrders ? ", with refused orders" : "")
  }

  /// The requests that it holds.
  var requests: [SimulatedRequest] {
    let all = Self.stories[Story(outage, fault, withRefusedOrders)]?.requests ?? []
    let kept = window
    return all.filter { request in
      kept.contains(request.time.nanoseconds)
        && (part != .ordersOnly || request.endpoint == .order)
    }
  }

  var lines: [UInt8] {
    let story = Self.stories[Story(outage, fault, withRefusedOrders)]
    let kept = window
    var log: [UInt8] = []
    for (request, line) in zip(story?.requests ?? [], story?.lines ?? []) {
      guard kept.contains(request.time.nanoseconds),
        part != .ordersOnly || request.endpoint == .order
      else { continue }
      log += line
      log += callerField(of: request).utf8
      log += "}\n".utf8
    }
    return log
  }

  /// What of the outage's time is kept, in nanoseconds.
  private var window: Range<Int64> {
    let plan = Self.scenario(outage, withRefusedOrders: false).plan.outages
    guard let span = plan.first else { return 0..<0 }
    let (from, to) = (span.from.nanoseconds, span.to.nanoseconds)
    let middle = from + (to - from) / 2
    let halfHour: Int64 = 1_800_000_000_000
    return switch part {
    case .whole, .ordersOnly: .min..<Int64.max
    case .oneHour: middle - halfHour..<middle + halfHour
    case .beginsInside: from + (to - from) / 5 * 2..<Int64.max
    case .cutInside: .min..<from + (to - from) / 5 * 3
    }
  }

  private func callerField(of request: SimulatedRequest) -> String {
    let person = request.user.map { Int(StableHash.hash($0) % 4) + 1 }
    return switch caller {
    case .none: ""
    case .oneAddress: #","ip":"203.0.113.9""#
    case .oneProxy: #","ip":"10.0.0.1""#
    case .oneAccount: person == nil ? "" : #","userId":7"#
    case .fourUsers: person.map { #","userId":\#($0)"# } ?? ""
    case .sessionAnOrder:
      request.orderID.map { #","sessionId":"visit-\#($0)""# } ?? ""
    }
  }

  // MARK: What happens

  private struct Story: Hashable {
    var outage: Outage
    var fault: Fault
    var withRefusedOrders: Bool

    init(_ outage: Outage, _ fault: Fault, _ withRefusedOrders: Bool) {
      self.outage = outage
      self.fault = fault
      self.withRefusedOrders = withRefusedOrders
    }
  }

  private struct Written: Sendable {
    var requests: [SimulatedRequest]
    /// Without what a line says of its caller, and without its end.
    var lines: [[UInt8]]
  }

  private static let stories: [Story: Written] = {
    var stories: [Story: Written] = [:]
    for outage in Outage.allCases {
      for fault in Fault.allCases {
        for hungry in [false, true] {
          let requests = scenario(outage, withRefusedOrders: hungry)
            .broken(fault, withLinks: hungry)
          stories[Story(outage, fault, hungry)] = Written(
            requests: requests, lines: requests.map(line))
        }
      }
    }
    return stories
  }()

  /// Two hours of about ten requests a minute.
  private static func scenario(_ outage: Outage, withRefusedOrders: Bool) -> Scenario {
    let base: Scenario =
      outage == .quiet ? .outageNobodyWasAlertedTo : .outagePagedInThreeMinutes.thin()
    var traffic = base.traffic
    traffic.hungryOrders = withRefusedOrders
    // As often among the orders as the service's usual load has them.
    traffic.hungryEvery = 6 * traffic.dinerEvery
    let scenario = Scenario(
      name: base.name, seed: base.seed, from: base.window.from, to: base.window.to,
      traffic: traffic, plan: base.plan)
    return withRefusedOrders ? scenario.withHungryOrdersRefusedAsEver : scenario
  }

  private static func line(_ request: SimulatedRequest) -> [UInt8] {
    let body = request.responseBody.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    let answer = request.endpoint == .order ? #","resBody":"\#(body)""# : ""
    return Array(
      (#"{"time":"\#(request.time.rfc3339)","level":"info","source":"order-service","#
        + #""method":"\#(request.method)","path":"\#(request.path)","#
        + #""statusCode":\#(request.status),"latency":\#(request.latencyMilliseconds)\#(answer)"#)
        .utf8)
  }
}

extension Scenario {
  /// Its requests with the factory broken in another way.
  ///
  /// - Parameter withLinks: whether an answer of the outage names the link that ends it, by which
  ///   alone it differs from that to an order too large.
  fileprivate func broken(
    _ fault: FirstUsersLog.Fault, withLinks: Bool
  ) -> [SimulatedRequest] {
    var requests = requests
    var random = SeededGenerator(seed: seed)
    for index in requests.indices {
      guard case .outage = requests[index].failure else { continue }
      let begin = requests[index].begin.nanoseconds
      if !withLinks {
        requests[index].responseBody = #"{"message":"Failed to fulfill order at factory"}"#
      }
      switch fault {
      case .fails: break
      case .tokensRejected:
        requests[index].status = 401
        requests[index].responseBody = #"{"message":"unauthorized"}"#
      case .throttled:
        let late = 30_000 + random.below(2000)
        requests[index].latencyMilliseconds = late
        requests[index].time = Timestamp(
          nanoseconds: begin + Int64(late) * 1_000_000, fractionDigits: 3)
        if random.below(2) == 0 {
          requests[index].status = 200
          requests[index].responseBody = #"{"order":{"items":[]},"jwt":"x.y.z"}"#
        }
      }
    }
    return requests.enumerated().sorted {
      ($0.element.time.nanoseconds, $0.offset) < ($1.element.time.nanoseconds, $1.offset)
    }.map(\.element)
  }
}
