/// One request as a service logs it, at its end.
struct Call {
  /// Seconds from the case's begin.
  var time: Double
  var operation: Operation
  var host: String
  var status = 200
  var latency: Double
  var message = "request completed"
  var user = ""
  /// Further members of its line, as JSON: `"tenant":"t-3"`.
  var extra = ""
  /// Of a line that is about no request: all that it says.
  var said: String?
  /// It failed, or was slow, or answered nonsense, because of the fault.
  var isBad = false

  /// Seconds from the case's begin.
  var begin: Double { time - latency / 1000 }
  var isError: Bool { status >= 500 }
}

/// What users ask of a service.
struct Operation: Hashable {
  var service = "shop"
  var method = "POST"
  var path = "/api/order"
  /// Requests a second on an ordinary day.
  var rate: Double
  /// Median, in milliseconds.
  var latency = 40.0
  /// Share that fails on an ordinary day.
  var background = 0.0

  var name: String { "\(method) \(path)" }
}
