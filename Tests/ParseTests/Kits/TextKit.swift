extension FormatKit {
  static let text = FormatKit(
    name: "text", samples: javaSamples + scriptSamples + goSamples + stampSamples + callSamples,
    refused: [
      "10:00:07 no date", "2025 was a good year for us",
      "3 orders were lost on 2025-03-02 10:00:07",
      "The bank was gone on 2025-03-02 10:00:07", "1740909607 bottles", "2025-13-02 10:00:07 x",
      "2025-03-02 25:00:07 x", "13/14/2025 10:00:07 no month", "31.02.2025 10:00:07 x",
      "2025-03-02T10:00:07Zulu time", "2025-03-02 10:00:07 \u{1}\u{2}\u{3}", "at com.shop.Orders",
      "2025-03-02", "1740909607250", "ERROR no time", "    at a.b(C.java:7)",
      "[a] [b] [c] [d] 2025-03-02 10:00:07 far", "E0431 10:00:07.25 7 a.go:1] x",
    ])

  private static let javaSamples: [Sample] = [
    Sample(
      line: "2025-03-02 10:00:07,250 [main] ERROR com.shop.Orders - bank refused",
      time: "2025-03-02T10:00:07.250", level: .error, message: "bank refused"),
    Sample(
      line: "2025-03-02T10:00:07.250+02:00  WARN 7 --- [exec-1] c.shop.Orders  : slow bank",
      time: "2025-03-02T08:00:07.250Z", level: .warning, message: "slow bank"),
    Sample(
      line: "[2025-03-02 10:00:07,250] INFO [Broker id=1] Leader gone (kafka.server.Broker)",
      time: "2025-03-02T10:00:07.250", level: .info,
      message: "[Broker id=1] Leader gone (kafka.server.Broker)"),
    Sample(
      line: "02-Mar-2025 10:00:07.250 SEVERE [main] org.shop.Boot.run no port",
      time: "2025-03-02T10:00:07.250", level: .error, message: "[main] org.shop.Boot.run no port"),
    Sample(
      line: "ERROR [2025-03-02 10:00:07,250] com.shop.Orders: java.io.IOException: gone",
      time: "2025-03-02T10:00:07.250", level: .error, message: "java.io.IOException: gone"),
    Sample(
      line: "2025-03-02 10:00:07.2500|ERROR|Shop.Orders|bank refused|",
      time: "2025-03-02T10:00:07.250000", level: .error,
      message: "bank refused|"),
  ]

  private static let scriptSamples: [Sample] = [
    Sample(
      line: "2025-03-02 10:00:07,250 - shop.orders - ERROR - bank refused",
      time: "2025-03-02T10:00:07.250", level: .error, message: "bank refused"),
    Sample(
      line: "[2025-03-02 10:00:07 +0000] [7] [ERROR] worker gone",
      time: "2025-03-02T10:00:07Z", level: .error, message: "worker gone"),
    Sample(
      line: "E, [2025-03-02T10:00:07.250123 #7] ERROR -- shop: bank refused",
      time: "2025-03-02T10:00:07.250123", level: .error, message: "bank refused"),
    Sample(
      line: "I, [2025-03-02T10:00:07.250123 #7]  INFO -- : started",
      time: "2025-03-02T10:00:07.250123", level: .info, message: "started"),
    Sample(
      line: #"[2025-03-02 10:00:07] production.ERROR: bank refused {"status":502,"code":7}"#,
      time: "2025-03-02T10:00:07", level: .error, status: 502,
      message: #"bank refused {"status":502,"code":7}"#),
    Sample(
      line: "[02-Mar-2025 10:00:07 Europe/Berlin] PHP Warning:  no such key",
      time: "2025-03-02T10:00:07", level: .warning, message: "no such key"),
    Sample(
      line: "2025-03-02 10:00:07.250 | ERROR    | shop.orders:buy:12 - bank refused",
      time: "2025-03-02T10:00:07.250", level: .error, message: "bank refused"),
    Sample(
      line: "2025-03-02T10:00:07.250Z express:router dispatching /buy",
      time: "2025-03-02T10:00:07.250Z", message: "express:router dispatching /buy"),
    Sample(
      line: "02.03.2025 10:00:07 | ERR | payments | bank refused (took 31 ms)",
      time: "2025-03-02T10:00:07", level: .error, message: "bank refused (took 31 ms)"),
  ]

  private static let goSamples: [Sample] = [
    Sample(
      line: "2025/03/02 10:00:07.250123 main.go:12: bank refused",
      time: "2025-03-02T10:00:07.250123", message: "bank refused"),
    Sample(
      line: "W0302 10:00:07.250123       7 orders.go:12] bank is slow",
      time: "--03-02T10:00:07.250123", level: .warning, message: "bank is slow"),
    Sample(
      line: "I20250302 10:00:07.250123 7 orders.cc:12] bank is back",
      time: "2025-03-02T10:00:07.250123", level: .info, message: "bank is back"),
    Sample(
      line: "2025-03-02T10:00:07.250123Z ERROR shop::orders: bank refused status=502 user=kim",
      time: "2025-03-02T10:00:07.250123Z", level: .error, status: 502,
      message: "bank refused status=502 user=kim", user: "kim"),
    Sample(
      line: "\u{1B}[2m2025-03-02T10:00:07.250Z\u{1B}[0m \u{1B}[31mERROR\u{1B}[0m "
        + "\u{1B}[2mshop::orders\u{1B}[0m\u{1B}[2m:\u{1B}[0m refused "
        + "\u{1B}[3mstatus\u{1B}[0m\u{1B}[2m=\u{1B}[0m502",
      time: "2025-03-02T10:00:07.250Z", level: .error, status: 502,
      message: "refused \u{1B}[3mstatus\u{1B}[0m\u{1B}[2m=\u{1B}[0m502"),
    Sample(
      line: "2025-03-02T10:00:07.250Z\tERROR\torders/buy.go:12\tbank refused\t{\"user\":\"kim\"}",
      time: "2025-03-02T10:00:07.250Z", level: .error,
      message: "bank refused\t{\"user\":\"kim\"}", user: "kim"),
    Sample(
      line: "2025-03-02T10:00:07.250Z 0 [Warning] [MY-010055] [Server] name lookups are off",
      time: "2025-03-02T10:00:07.250Z", level: .warning,
      message: "[MY-010055] [Server] name lookups are off"),
  ]

  private static let stampSamples: [Sample] = [
    Sample(
      line: "Sun Mar  2 10:00:07 2025 bank gone", time: "2025-03-02T10:00:07",
      message: "bank gone"),
    Sample(
      line: "Sun, 02 Mar 2025 10:00:07 GMT shop bank gone", time: "2025-03-02T10:00:07Z",
      message: "shop bank gone"),
    Sample(
      line: "Mar  2 10:00:07 bank gone", time: "--03-02T10:00:07", message: "bank gone"),
    Sample(
      line: "Mar 02, 2025 10:00:07 PM com.shop.Orders buy", time: "2025-03-02T22:00:07",
      message: "com.shop.Orders buy"),
    Sample(
      line: "[02/Mar/2025:10:00:07 +0100] error: bank gone", time: "2025-03-02T09:00:07Z",
      level: .error, message: "bank gone"),
    Sample(
      line: "2025.03.02 10:00:07.250123 [ 7 ] {} <Error> Orders: bank gone",
      time: "2025-03-02T10:00:07.250123", level: .error, message: "Orders: bank gone"),
    Sample(
      line: "12/25/2025 10:00:07 bank gone", time: "2025-12-25T10:00:07", message: "bank gone"),
    Sample(
      line: "25/12/2025 10:00:07 bank gone", time: "2025-12-25T10:00:07", message: "bank gone"),
    Sample(
      line: "1740909607.250 WARN bank gone", time: "2025-03-02T10:00:07.250Z", level: .warning,
      message: "bank gone"),
    Sample(
      line: "[1740909607250] bank gone", time: "2025-03-02T10:00:07.250Z", message: "bank gone"),
    Sample(
      line: "shop-1  | 2025-03-02 10:00:07 INFO bank gone", time: "2025-03-02T10:00:07",
      level: .info, message: "bank gone"),
  ]

  private static let callSamples: [Sample] = [
    Sample(
      line: #"2025-03-02 10:00:07 INFO 192.0.2.4 - "POST /buy?x=1 HTTP/1.1" 503 in 31ms"#,
      time: "2025-03-02T10:00:07", level: .info, status: 503, method: "POST", path: "/buy?x=1",
      milliseconds: 31, message: #"192.0.2.4 - "POST /buy?x=1 HTTP/1.1" 503 in 31ms"#),
    Sample(
      line: "2025-03-02 10:00:07 [INF] HTTP GET /docs responded 200 in 3.25 ms",
      time: "2025-03-02T10:00:07", level: .info, status: 200, method: "GET", path: "/docs",
      milliseconds: 3.25, message: "HTTP GET /docs responded 200 in 3.25 ms"),
    Sample(
      line: "2025-03-02 10:00:07 DEBUG sent GET /docs to 200 clients",
      time: "2025-03-02T10:00:07", level: .debug, message: "sent GET /docs to 200 clients"),
    Sample(
      line: "2025-03-02 10:00:07 WARN retry method=PUT path=/a?user=x http_status=504 duration=9",
      time: "2025-03-02T10:00:07", level: .warning, status: 504, method: "PUT",
      path: "/a?user=x",
      message: "retry method=PUT path=/a?user=x http_status=504 duration=9"),
    Sample(
      line: "2025-03-02 10:00:07 ERROR refused status=502 after retries (took 31 ms)",
      time: "2025-03-02T10:00:07", level: .error, status: 502, milliseconds: 31,
      message: "refused status=502 after retries (took 31 ms)"),
    Sample(
      line: "2025-03-02 10:00:07 INFO code=503 exit status=7 status=sent",
      time: "2025-03-02T10:00:07", level: .info, message: "code=503 exit status=7 status=sent"),
  ]
}
