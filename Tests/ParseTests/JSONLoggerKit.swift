import LogModel
import Testing

@testable import Parse

/// Lines of one logger of JSON, with what is to be found in them.
struct JSONLoggerKit: Sendable, CustomTestStringConvertible {
  /// One line and what is in it; `nil` where the line does not say.
  struct Sample: Sendable {
    var line: String
    /// RFC 3339 in UTC with the digits the line has; without `Z` where it states no zone.
    var time: String?
    var level = Severity.unknown
    var status = 0
    var grpc = -1
    var method: String?
    var path: String?
    var operation: String?
    var milliseconds: Double?
    var unit = LatencyUnit.none
    var message: String?
    var error: String?
    var service: String?
    var host: String?
    var user: String?
    var session: String?
    var address: String?
    var agent: String?
    var outcome = Outcome.unknown
  }

  var name: String
  var samples: [Sample]

  var testDescription: String { name }

  static let all: [JSONLoggerKit] = [
    .pino, .bunyan, .winston, .zap, .caddy, .slog, .logrus, .zerolog, .grpcMiddleware, .structlog,
    .pythonJSONLogger, .loguru, .tracing, .compactSerilog, .serilog, .dotnet, .logback, .log4j,
    .ecs, .gelf, .googleCloud, .lambda, .postgres, .nginx, .traefik, .envoy, .kong,
  ]
}
