/// The names loggers use. A dot parts the keys of nested objects, or stands in the key itself.
enum FieldNames {
  typealias Ways = [(name: String, way: ValueInterpretation)]

  static let times: Ways =
    [
      "@timestamp", "timestamp", "time", "ts", "datetime", "date", "eventTime", "asctime", "t",
      "Timestamp", "Time", "TIME",
    ].map { ($0, .plain) } + [("@t", .clef)]
    + [
      "logTime", "timeStamp", "time_iso8601", "time_local", "StartUTC", "start_time", "timeMillis",
      "timestamp_ms", "timestampMs", "epoch_ms", "unix_time", "unixTime", "epoch", "msec",
      "event_time", "eventTimestamp", "log_timestamp",
      "requestTime", "requestTimeEpoch", "created_at",
      "created", "started_at", "logged_at", "@time", "timeUnixNano", "time.timestamp",
      "time.repr", "receiveTimestamp", "observedTimeUnixNano", "EdgeStartTimestamp",
      "EdgeEndTimestamp", "reqTimeSec", "calendarTime", "requestReceivedTimestamp",
    ].map { ($0, .plain) }
    + [
      ("instant.epochSecond", .wholeSeconds), ("timestamp.seconds", .wholeSeconds),
      ("time.seconds", .wholeSeconds), ("timestampSeconds", .wholeSeconds),
    ]

  static let levels: Ways =
    [("level", .plain), ("severity", .severity)]
    + [
      "lvl", "levelname", "log_level", "loglevel", "Level", "@l",
      "log.level", "error_severity", "severityText", "level.name", "levelStr", "log.severity",
    ].map { ($0, .plain) }
    + [
      ("LogLevel", .dotnet), ("severityNumber", .otlp), ("PRIORITY", .syslog),
      ("priority", .syslog), ("syslog_severity", .syslog), ("log.syslog.severity.code", .syslog),
      ("levelno", .python), ("level.no", .python), ("level_value", .logback), ("s", .letter),
    ]

  static let statuses: Ways =
    [("statusCode", .plain), ("status", .weak)]
    + [
      "status_code", "http_status", "httpStatus", "responseStatus", "http.response.status_code",
      "http.status_code", "http.status", "http.response.status", "httpRequest.status",
      "response_code", "responseCode", "DownstreamStatus", "http_status_code", "OriginStatus",
      "resp_status", "res.statusCode", "response.statusCode", "response.status_code",
      "EdgeResponseStatus", "edge_status", "edge_response_status", "sc_status", "resp_code",
      "proxy.statusCode", "elb_status_code", "OriginResponseStatus",
      "origin_response_status", "upstream_status", "responseStatusCode", "http.response.code",
      "response_status", "response_status_code", "rsp_code", "responseStatus.code",
    ].map { ($0, .plain) } + [("code", .code), ("resultCode", .code)]

  static let addresses: Ways =
    [
      "ip", "client_ip", "clientIp", "remote_addr", "remoteAddr", "remoteAddress", "ClientAddr",
      "downstream_remote_address", "peer.address", "client_addr",
    ].map { ($0, .port) }
    + [
      "remote_ip", "client.ip", "client.address", "source.ip", "source.address", "source_ip",
      "network.client.ip", "net.peer.ip", "net.sock.peer.addr", "http.client_ip",
      "httpRequest.remoteIp", "ClientHost", "ip_address", "x_forwarded_for", "remote_host",
      "cliIP", "c_ip", "proxy.clientIp",
    ].map { ($0, .port) }

  static let latencies: Ways =
    [
      // Echo's own number counts nanoseconds; this one says its unit.
      ("latency_human", .unstated), ("duration_human", .unstated),
      ("latency", .web), ("responseTime", .web), ("response_time", .web), ("duration", .unstated),
      ("elapsed", .unstated), ("request_time", .seconds), ("event.duration", .nanoseconds),
      ("grpc.time_ms", .milliseconds), ("httpRequest.latency", .unstated),
      ("latencies.request", .milliseconds), ("Duration", .unstated), ("dur", .unstated),
      ("took", .unstated), ("time_taken", .unstated), ("elapsed_time", .unstated),
      ("turnAroundTimeMSec", .milliseconds), ("EdgeTimeToFirstByteMs", .milliseconds),
      ("response_latency", .milliseconds), ("metrics.durationMs", .milliseconds),
      ("Elapsed", .unstated), ("upstream_response_time", .seconds),
    ] + spelled

  /// What is measured, with the unit behind it: `latency_ms`, `requestDurationSeconds`.
  private static var spelled: Ways {
    let stems = [
      "latency", "duration", "elapsed", "took", "dur", "response_time", "request_time",
      "time_taken", "elapsed_time", "processing_time", "total_time", "request_duration",
      "request_latency", "response_latency", "execution_time", "http_request_duration",
    ]
    let units: [(String, ValueInterpretation)] = [
      ("_ms", .milliseconds), ("_millis", .milliseconds), ("_milliseconds", .milliseconds),
      ("_us", .microseconds), ("_micros", .microseconds), ("_microseconds", .microseconds),
      ("_ns", .nanoseconds), ("_nanos", .nanoseconds), ("_nanoseconds", .nanoseconds),
      ("_s", .seconds), ("_sec", .seconds), ("_secs", .seconds), ("_seconds", .seconds),
    ]
    return stems.flatMap { stem in units.map { (stem + $0.0, $0.1) } }
  }

  /// Time in a queue, which is no part of how long the work took.
  static let waits: Ways =
    ["wait", "waited", "wait_time", "queue_wait", "queue_time", "queued"].flatMap { stem in
      [(stem + "_ms", .milliseconds), (stem + "_s", .seconds), (stem + "_seconds", .seconds)]
    }

  static let users: Ways =
    [
      "user", "userId", "user_id", "username", "userEmail", "email", "uid", "user.id", "user.name",
      "user.email", "user.username", "usr.id", "enduser.id", "remote_user",
    ].map { ($0, .plain) } + [("customer_id", .account), ("account_id", .account)]

  static let peers: Ways =
    ["peer", "peer.service", "upstream", "dependency"].map { ($0, .plain) }
    + [("target", .target), ("ServiceName", .plain)]

  /// Where zap's name of the time stands among ``times``; zap gives durations in seconds.
  static let zapTime = times.firstIndex { $0.name == "ts" }.map { UInt16($0) }

  static let requestBodies = [
    "reqBody", "requestBody", "requestData", "req", "factoryReqBody", "body", "request_body",
  ]

  /// Names whose values are all read in one way.
  static func plain(_ key: FieldKey) -> [String] {
    switch key {
    case .type: ["type", "logType", "kind", "category"]
    case .method: methods
    case .path: paths
    case .operation:
      [
        "operation", "op", "rpc", "grpc.method", "handler", "rpc.method", "operationName",
        "routeKey",
      ]
    case .message: messages
    case .error:
      [
        "error", "err", "exception", "error.message", "err.message", "err.msg", "error.msg",
        "exception.message", "error.text", "exception.text", "@x",
      ]
    case .responseBody:
      [
        "resBody", "responseBody", "responseData", "res", "response", "factoryResBody",
        "response_body",
      ]
    case .service: services
    case .host: hosts
    case .session: ["sessionId", "session_id", "session", "sid", "session.id"]
    case .success:
      [
        "success", "ok", "succeeded", "isSuccess",
        "outcome", "event.outcome", "result", "ResultStatus", "resultStatus", "resultType",
        "result_status",
      ]
    case .userAgent:
      [
        "userAgent", "user_agent", "http_user_agent", "user_agent.original", "http.user_agent",
        "httpRequest.userAgent", "http.useragent", "request_User-Agent",
        "ClientRequestUserAgent", "UA", "cs_user_agent", "cs(User-Agent)", "proxy.userAgent",
      ]
    case .grpcStatus:
      [
        "grpc_status", "grpc.code", "grpc-status", "rpc.grpc.status_code", "grpc_code",
        "grpc.status", "grpc.status_code", "grpc_status_code", "grpc_status_number",
        "rpc.response.status_code",
      ]
    case .rpcService: ["grpc.service", "rpc.service", "grpc_service", "rpc_service"]
    case .name: ["name"]
    case .nanoseconds: ["instant.nanoOfSecond", "timestamp.nanos", "time.nanos", "timestampNanos"]
    case .flags: ["response_flags"]
    case .wrapper: wrappers
    case .envelopeLine: ["line"]
    case .trace: traces
    case .labels: ["labels"]
    case .job:
      ["job", "job_name", "job.name", "task", "task_name", "task.name", "queue", "queue_name"]
    case .wait, .time, .status, .latency, .level, .address, .user, .peer, .requestBody, .dimension:
      []
    }
  }

  private static let methods = [
    "method", "httpMethod", "http_method", "verb", "requestMethod", "http.request.method",
    "http.method", "httpRequest.requestMethod", "req.method", "ClientRequestMethod",
    "reqMethod", "cs_method", "proxy.method", "request_verb", "httpRequest.httpMethod",
  ]
  private static let paths = [
    "path", "originalUrl", "url", "uri", "endpoint", "route", "requestUrl", "request_uri",
    "http_path", "url.path", "request_path", "http.target", "http.path", "http.route",
    "http.request.path", "url.original", "url.full", "http.url", "http.url_details.path",
    "httpRequest.requestUrl", "resourcePath", "http_url", "req.url", "ClientRequestPath",
    "ClientRequestURI", "reqPath", "cs_uri_stem", "cs_uri", "proxy.path", "httpRequest.uri",
    "requested_uri", "x-envoy-origin-path", "requestURI",
  ]
  /// Where ``paths`` names what a program calls as often as what it is asked for.
  static let targets = ["url", "uri", "endpoint"].compactMap { name in
    paths.firstIndex(of: name).map { UInt16($0) }
  }
  /// The first names of ``FieldKey/success``, whose values are yes or no; the others are words.
  static let flagCount: UInt16 = 4
  /// `path`, the first of them, names files as well.
  static let barePath: UInt16 = 0

  private static let messages = [
    "message", "msg", "event", "text", "@m", "short_message", "exceptionMessage",
    "RenderedMessage", "textPayload", "@mt", "MessageTemplate", "full_message", "log.message",
    "log",
  ]
  private static let services = [
    "service", "service_name", "serviceName", "service.name", "app", "application", "app_name",
    "resource.labels.container_name", "resource.labels.service_name",
    "resource.attributes.service.name", "resource.service.name", "kubernetes.container_name",
    "kubernetes.container.name", "kubernetes.labels.app", "dd.service",
  ]
  private static let hosts = [
    "host", "hostname", "pod", "instance", "node", "pod_name", "host.name", "host.hostname",
    "MachineName", "resource.labels.pod_name", "resource.labels.instance_id",
    "kubernetes.pod_name", "kubernetes.pod.name", "k8s.pod.name",
  ]
  private static let wrappers = [
    "fields", "attributes", "jsonPayload", "properties", "Properties", "State", "extra",
    "extras", "context", "ctx", "meta", "metadata", "mdc", "contextMap", "record",
  ]
}

/// Names of what concentrations are looked for in.
extension FieldNames {
  /// Of all dimensions, each in its order of preference.
  static var dimensions: Ways {
    tenants.map { ($0, .tenant) } + regions.map { ($0, .region) } + zones.map { ($0, .zone) }
      + versions.map { ($0, .version) }
  }

  private static let tenants = [
    "tenant", "tenant_id", "tenant.id", "tenant.name", "tenant_name", "org", "org_id",
    "organization", "organization_id", "organisation", "organisation_id", "org.id", "org.name",
    "organization.id", "organization.name", "customer", "customer.id", "account", "account.id",
    "workspace", "workspace_id", "merchant", "merchant_id", "company_id",
  ]
  private static let regions = [
    "region", "cloud.region", "aws_region", "region_name", "aws.region", "gcp.region", "dc",
    "datacenter", "data_center", "resource.labels.region", "resource.labels.location",
    "resource.attributes.cloud.region", "resource.cloud.region",
  ]
  private static let zones = [
    "zone", "availability_zone", "cloud.availability_zone", "az", "resource.labels.zone",
    "resource.attributes.cloud.availability_zone",
  ]
  private static let versions = [
    "version", "service.version", "service_version", "app_version", "app.version", "release",
    "build", "build_id", "image_tag", "image.tag", "container.image.tag", "release_version",
    "resource.attributes.service.version", "resource.service.version", "dd.version",
    "kubernetes.labels.version", "kubernetes.labels.app_version",
  ]
}

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
