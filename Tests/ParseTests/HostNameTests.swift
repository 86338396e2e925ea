import Testing

@testable import Parse

/// The host that an error message could not reach.
@Suite struct HostNameTests {
  @Test(
    "a host is named by a URL, by a word before it, or by its port",
    arguments: [
      ("POST http://ovens.example.net:8080/bake: connection refused", "ovens.example.net"),
      ("dial tcp: lookup recipes-db.internal: no such host", "recipes-db.internal"),
      ("request to recipes-db.internal:5432 timed out after 10 s", "recipes-db.internal"),
      ("could not connect to server: host=ledger port=5432", "ledger"),
      (#"connection to server at "db1" (10.0.0.5), port 5432 failed: refused"#, "db1"),
      ("HTTPSConnectionPool(host='stove', port=443): Max retries exceeded", "stove"),
      ("java.net.UnknownHostException: ovens", "ovens"),
      ("getaddrinfo ENOTFOUND ovens", "ovens"),
      ("Could not resolve host: ovens", "ovens"),
      ("orders-db.internal answered 503", "orders-db.internal"),
      ("StorageError: disks-1.internal:3260 is not reachable", "disks-1.internal"),
      ("see https://docs.example.com/e42: dial tcp 10.0.0.5:5432: refused", "10.0.0.5"),
      ("connect ECONNREFUSED 10.0.0.9:6379", "10.0.0.9"),
      ("Error: connect ETIMEDOUT redis-0.cache.svc:6379", "redis-0.cache.svc"),
      ("postgres://shop:hunter2@ledger.internal/shop refused", "ledger.internal"),
      ("cannot reach redis", nil),
      ("failed to talk to redis:6379", "redis"),
    ] as [(String, String?)])
  func named(_ message: String, _ host: String?) {
    #expect(
      HostName.first(in: Array(message.utf8)).map { String(decoding: $0, as: UTF8.self) } == host)
  }

  @Test(
    "places in a program, times and plain words are none",
    arguments: [
      "at Shop.pay(Shop.java:112)", "panic in main.go:42", "job 7 ended at 10:15:33",
      "value of a.b.c is 3", "see https:", "took 3:20", "",
      "com.shop.Oven failed to start", "bad config, see https://errors.example.com/E42",
      "unknown host", "no route to host",
    ])
  func none(_ message: String) { #expect(HostName.first(in: Array(message.utf8)) == nil) }
}
