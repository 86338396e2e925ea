import LogModel

/// What goes wrong in a simulation, and when.
public struct OutagePlan: Hashable, Sendable {
  /// A stretch in which the factory refuses orders at once.
  public struct Outage: Hashable, Sendable {
    /// Inclusive: what arrives now is touched.
    public var from: Timestamp
    /// Exclusive: an order that arrives now succeeds.
    public var to: Timestamp
    /// Share of the orders that fail; 1 is all.
    public var share: Double

    /// An outage; one that ends before it begins touches nothing.
    public init(from: Timestamp, to: Timestamp, share: Double = 1) {
      self.from = from
      self.to = to
      self.share = share
    }
  }

  /// Menu readers come `factor` times as often from `from` for `seconds`.
  public struct Spike: Hashable, Sendable {
    /// Inclusive: what arrives now is touched.
    public var from: Timestamp
    /// How long it lasts.
    public var seconds: Int
    /// How many times as often, as in `RateStretch`.
    public var factor: Double

    /// A spike of the menu readers only.
    public init(from: Timestamp, seconds: Int, factor: Double) {
      self.from = from
      self.seconds = seconds
      self.factor = factor
    }
  }

  /// The name of the link in a failed order's answer; it has changed over the years.
  public enum ReportKey: String, CaseIterable, Hashable, Sendable {
    case reportErrorToPizzaFactoryUrl, reportPizzaCreationErrorToPizzaFactoryUrl
    case followLinkToEndChaos, reportUrl
  }

  /// Where the link carries its two secrets.
  public enum LinkForm: String, CaseIterable, Hashable, Sendable {
    case query, path
  }

  /// In the order of time; a second one is a relapse.
  public var outages: [Outage]
  /// More reads of the menu, in or outside an outage.
  public var spike: Spike?
  /// How the answers to failed orders name the link.
  public var reportKey: ReportKey
  /// How the link is built.
  public var linkForm: LinkForm

  /// A plan; without arguments everything works.
  public init(
    outages: [Outage] = [], spike: Spike? = nil,
    reportKey: ReportKey = .reportPizzaCreationErrorToPizzaFactoryUrl,
    linkForm: LinkForm = .query
  ) {
    self.outages = outages
    self.spike = spike
    self.reportKey = reportKey
    self.linkForm = linkForm
  }

  /// The outage in which a call that begins then falls.
  func outage(at begin: Int64) -> Int? {
    outages.firstIndex { $0.from.milliseconds <= begin && begin < $0.to.milliseconds }
  }

  var spikes: [RateStretch] {
    guard let spike else { return [] }
    let length = Int64(max(0, min(spike.seconds, 100_000_000))) * 1000
    let end = Timestamp(milliseconds: spike.from.milliseconds + length)
    return [RateStretch(from: spike.from, to: end, factor: spike.factor, menuOnly: true)]
  }

  /// The link that ends an outage, with secrets that say that they are none.
  func reportLink(_ random: inout SeededGenerator) -> String {
    let key = FakeSecrets.key(28, &random)
    let code = FakeSecrets.key(8, &random)
    return switch linkForm {
    case .query: "https://factory.example/api/report?apiKey=\(key)&fixCode=\(code)"
    case .path: "https://factory.example/api/support/\(key)/report/\(code)"
    }
  }
}

/// Secrets that look like secrets to a redactor and like fakes to a person.
enum FakeSecrets {
  private static let alphabet = [UInt8](
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
  private static let hexadecimal = [UInt8]("0123456789abcdef".utf8)

  /// Adds a token of three parts whose payload begins with FAKE.
  static func putToken(into text: inout [UInt8], _ generator: inout SeededGenerator) {
    text.put("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.FAKE")
    putLetters(80, into: &text, &generator)
    text.append(0x2E)
    putLetters(43, into: &text, &generator)
  }

  /// `FAKE` and `count` hexadecimal digits: the form of a vendor's key.
  static func key(_ count: Int, _ generator: inout SeededGenerator) -> String {
    var text = [UInt8]("FAKE".utf8)
    for _ in 0..<count { text.append(hexadecimal[generator.below(16)]) }
    return text.asText
  }

  private static func putLetters(
    _ count: Int, into text: inout [UInt8], _ generator: inout SeededGenerator
  ) {
    var bits: UInt64 = 0
    for position in 0..<count {
      if position % 10 == 0 { bits = generator.next() }
      text.append(alphabet[Int(bits & 63)])
      bits &>>= 6
    }
  }
}
