import LogModel
import Testing

@testable import Parse

/// What an envelope promises: what it opens, with what it finds, and what it leaves alone.
struct EnvelopeKit: Sendable, CustomTestStringConvertible {
  /// One line and what is in it; `nil` where the line does not say.
  struct Sample: Sendable {
    var line: String
    var text: String
    /// RFC 3339 in UTC with the digits the line has; a stamp without a zone has no `Z`, one
    /// without a year begins with `--`.
    var time: String?
    var service: String?
    var host: String?
    var labels: String?
    var level = Severity.unknown
    var part = Wrapped.Part.whole
    var stream = 0
  }

  /// A whole document and its records, each as `time service@source level LINE#ENTRY`, with
  /// `operation status` at the end of those that have them.
  struct Document: Sendable {
    var text: String
    var records: [String]
    var unread = 0
    var duplicate = 0
  }

  /// The envelope's name, as `recount formats` lists it.
  var name: String
  var samples: [Sample] = []
  var documents: [Document] = []
  /// Lines or documents that resemble it and are something else.
  var refused: [String]

  var testDescription: String { name }

  /// One an envelope; by families in `EnvelopeKits/`.
  static let all: [EnvelopeKit] = [
    .docker, .runtime, .syslog, .stampedSyslog, .syslogProtocol, .journalJSON, .stamped,
    .cloudWatchTail, .logcliText, .logcliLines, .exploreText, .kubectl, .compose, .stern,
    .prefixed, .lokiPush, .lokiQueryRange, .otlp, .cloudWatchEvents, .exploreJSON, .exploreTable,
    .journalExport, .jsonArray, .jsonStream, .csv, .csvSemicolons, .tsv,
  ]
}
