/// Names of what the records of one request share.
extension FieldNames {
  /// That of a whole trace before that of one request: it is handed on further.
  static let traces = [
    "trace_id", "traceId", "trace.id", "dd.trace_id", "otelTraceID", "otel.trace_id",
    "span.trace_id", "@tr", "traceparent", "logging.googleapis.com/trace", "correlation_id",
    "correlationId", "x_correlation_id", "request_id", "requestId", "x_request_id", "request.id",
    "req_id", "reqId", "http.request.id", "http.request_id", "http_x_request_id", "trace",
  ]
}
