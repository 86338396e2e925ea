import LogModel
import Testing

@testable import Parse

/// What a format promises: lines it reads, with what it finds in them, and lines it refuses.
struct FormatKit: Sendable, CustomTestStringConvertible {
  /// One line and what is in it; `nil` where the line does not say.
  struct Sample: Sendable {
    var line: String
    /// RFC 3339 in UTC with the digits the line has; a stamp without a zone has no `Z`, one
    /// without a year begins with `--`.
    var time: String?
    var level = Severity.unknown
    var status = 0
    var method: String?
    var path: String?
    var milliseconds: Double?
    var message: String?
    var error: String?
    var service: String?
    var host: String?
    var user: String?
    var address: String?
    var outcome = Outcome.unknown
  }

  /// The format's name, as `recount formats` lists it.
  var name: String
  /// The line that names the columns, of a form that has one.
  var header: String?
  var samples: [Sample]
  /// Lines that resemble the form and are none of it.
  var refused: [String] = []

  var testDescription: String { name }

  /// One a format; each in a file of its own in `Kits/`.
  static let all: [FormatKit] = [
    .combined,
    .logfmt, .swiftLog, .redis, .postgres, .postgresCSV, .text,
    .nginxError, .apacheError, .haproxy, .envoy, .loadBalancer, .s3, .squid, .uvicorn, .gin,
    .morgan, .rails, .w3c, .uwsgi, .weblogic, .mysqlSlow, .nest, .ltsv, .looseAccess,
  ]
}
