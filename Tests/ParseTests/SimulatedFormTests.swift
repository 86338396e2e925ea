import Ingest
import LogModel
import Simulator
import TestSupport
import Testing

@testable import Parse

/// A form and a choice of how it is written.
struct Writing: CustomTestStringConvertible, Sendable {
  var form: RecordForm
  var options: WriteOptions

  var testDescription: String {
    "\(form) \(options.pathStyle) extras \(options.factoryRecords) pages \(options.pages)"
  }

  var isDocument: Bool { form == .lokiPush || form == .queryRange }
  var isExplore: Bool { form == .exploreOld || form == .exploreNew }

  static let all: [Writing] = RecordForm.allCases.flatMap { form in
    WriteOptions.PathStyle.allCases.flatMap { style in
      [(false, 1), (true, 7)].map { extras, size in
        var options = WriteOptions()
        options.pathStyle = style
        options.factoryRecords = extras
        options.databaseRecords = extras
        options.newestFirst = !extras
        options.pages = size
        options.recordsPerPush = size
        options.zoneMinutes = extras ? -360 : 0
        return Writing(form: form, options: options)
      }
    }
  }
}

@Suite struct SimulatedFormTests {
  /// Short, but with every kind of answer.
  static let scenario = Scenario(
    name: "short", seed: 5, from: Timestamp(seconds: 1_744_125_600),
    to: Timestamp(seconds: 1_744_126_800), traffic: TrafficModel(),
    plan: OutagePlan(outages: [
      .init(from: Timestamp(seconds: 1_744_126_200), to: Timestamp(seconds: 1_744_126_560))
    ]))

  private func expectedOperation(_ request: SimulatedRequest, _ writing: Writing) -> String {
    guard writing.options.pathStyle == .routerRelative else {
      return "\(request.method) \(request.path)"
    }
    let keys: String =
      switch request.endpoint {
      case .order: " {items}"
      case .login: " {email,password}"
      case .logout, .menu: ""
      }
    let path = request.endpoint == .menu ? "/menu" : "/"
    return "\(request.method) \(path)" + (writing.form == .combined ? "" : keys)
  }

  private func expected(_ writing: Writing) -> [String] {
    Self.scenario.requests.map { request in
      let time =
        writing.form == .combined ? Timestamp(seconds: request.time.seconds) : request.time
      let outcome: Outcome =
        request.status == 200 ? .success : request.status == 404 ? .rejected : .failure
      return "\(time.rfc3339) \(request.status) \(expectedOperation(request, writing)) \(outcome)"
    }.sorted()
  }

  private func counts(_ writing: Writing) -> (records: Int, others: Int) {
    let requests = Self.scenario.requests
    guard writing.options.factoryRecords, writing.form != .combined else {
      return (requests.count, 0)
    }
    return (requests.count, requests.count + requests.count { $0.endpoint == .order })
  }

  @Test("every request is read as it was, every line accounted for", arguments: Writing.all)
  func requests(writing: Writing) throws {
    let log = Self.scenario.log(as: writing.form, options: writing.options)
    let reading = try Reading(log)
    #expect(
      reading.requests.map {
        "\($0.time.rfc3339) \($0.status) \($0.operation) \($0.outcome)"
      }.sorted() == expected(writing))

    let (requests, others) = counts(writing)
    #expect(reading.records.count == requests + others)
    let account = reading.input.account
    #expect(account.unread == 0 && account.duplicate == 0 && account.outsideWindow == 0)
    #expect(account.blank == (writing.isExplore ? 2 : 0))
    // Three lines of a download are about the others.
    #expect(account.records == requests + others + (writing.isExplore ? 3 : 0))
    if !writing.isDocument { #expect(account.lines == log.count { $0 == 0x0A }) }
    #expect(reading.input.status == .complete && reading.input.warnings.isEmpty)
    #expect(reading.input.zone == .init(name: "UTC", basis: .explicit))
    #expect(reading.input.first == reading.records.map(\.time).min())
    #expect(reading.input.last == reading.records.map(\.time).max())
  }

  @Test("the size of blocks, and packing, change nothing", arguments: Writing.all)
  func blockSizes(writing: Writing) throws {
    let log = Self.scenario.log(as: writing.form, options: writing.options)
    let whole = try Reading(log)
    for size in [64, 4096] {
      #expect(try Reading(log, blockSize: size) == whole, "\(size)")
    }
    let packed = try Reading(GzipWriter.members([Array(log[..<999]), Array(log[999...])]))
    #expect(packed.records == whole.records && packed.input.account == whole.input.account)
    #expect(packed.input.contentHash == whole.input.contentHash)
    #expect(packed.input.compression == .gzip)
  }

  @Test("an outage and a full oven are told apart in every form", arguments: Writing.all)
  func signatures(writing: Writing) throws {
    let log = Self.scenario.log(as: writing.form, options: writing.options)
    let failures = Dictionary(
      grouping: try Reading(log).requests.filter { $0.outcome == .failure }, by: \.signs)
    var truth: [SimulatedRequest.Failure: Int] = [:]
    for case let failure? in Self.scenario.requests.map(\.failure) where failure != .unknownUser {
      truth[failure, default: 0] += 1
    }
    #expect(truth.count == 2)
    #expect(failures.values.map(\.count).sorted() == truth.values.sorted())
    if writing.form == .combined {
      #expect(failures.keys.allSatisfy { $0.hasPrefix("500||size=") })
    } else {
      #expect(
        failures.keys.sorted() == [
          "500|Failed to fulfill order at factory|"
            + "{message,reportPizzaCreationErrorToPizzaFactoryUrl}",
          "500|Failed to fulfill order at factory|{message}",
        ])
    }
  }

  @Test(
    "services, levels, clients and calls to others are what the form says", arguments: Writing.all)
  func attributes(writing: Writing) throws {
    let log = Self.scenario.log(as: writing.form, options: writing.options)
    let reading = try Reading(log, name: "pizza-1.log.gz")
    let isLabelled = writing.isDocument || writing.isExplore || writing.form == .logcliJsonl
    let service = isLabelled ? "jwt-pizza-service" : "pizza"
    #expect(reading.records.allSatisfy { $0.service == service && $0.source == "pizza" })
    if !writing.isExplore && writing.form != .combined {
      let levels: [Int: Severity] = [200: .info, 404: .warning, 500: .error]
      #expect(reading.requests.allSatisfy { $0.severity == levels[$0.status] })
    }
    let calls = reading.records.filter { $0.kind == .dependencyCall }
    if writing.options.factoryRecords, !writing.isExplore, writing.form != .combined {
      let orders = Self.scenario.requests.count { $0.endpoint == .order }
      #expect(calls.count { $0.dependency == "factory" } == orders)
      #expect(calls.count { $0.dependency == "db" } == Self.scenario.requests.count)
      #expect(calls.allSatisfy { $0.outcome == .unknown && $0.operation == $0.dependency })
    } else {
      #expect(calls.isEmpty)
    }
    if writing.form == .combined || writing.form == .jsonLinesSynonyms {
      let users = Set(Self.scenario.requests.compactMap(\.user))
      let named = reading.requests.filter { $0.identity == .user }
      #expect(Set(named.map(\.client)).count == users.count)
      #expect(named.count == Self.scenario.requests.count { $0.user != nil })
      #expect(
        reading.requests.count { $0.identity == .address } + named.count
          == reading.requests.count)
    }
  }

  @Test(
    "what lies outside a window can be told apart, and is handed on", arguments: RecordForm.allCases
  )
  func window(form: RecordForm) throws {
    let requests = Self.scenario.requests
    let since = requests[100].time
    let until = requests[300].time
    var options = ParseOptions(since: since)
    let (from, to) = (since.nanoseconds, until.nanoseconds)
    options.bounds = { $0 < from ? Int64.min..<from : $0 < to ? from..<to : to..<Int64.max }
    let reading = try Reading(Self.scenario.log(as: form), options: options)
    let whole = try Reading(Self.scenario.log(as: form))
    #expect(reading.records == whole.records)
    let held = whole.records.count { since <= $0.time && $0.time.nanoseconds < until.nanoseconds }
    #expect(reading.stretches?.records { $0 != from } == requests.count - held)
    #expect(reading.input.account == whole.input.account)
  }
}
