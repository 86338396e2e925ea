/// What a text with a secret may stand in.
enum SecretCarriers {
  typealias Carrier = (name: String, wrap: @Sendable (String) -> String)

  static let all: [Carrier] = [
    ("prose", { "2025-04-08 12:00:00 ERROR " + $0 }),
    ("JSON", { #"{"level":"error","msg":""# + encoded($0, depth: 1) + #"","n":1}"# }),
    ("JSON in JSON", { nested($0, depth: 2) }),
    ("JSON escaped twice", { nested($0, depth: 3) }),
    ("JSON with quotes by number", { nested($0, depth: 2).replacing(#"\""#, with: #"\u0022"#) }),
    ("logfmt", { #"level=error msg=""# + encoded($0, depth: 1) + #"" n=1"# }),
    ("query", { "GET /go?msg=" + percentEncoded($0) + "&page=2 200" }),
    ("form", { "GET /go?msg=" + percentEncoded($0).replacing("%20", with: "+") + "&page=2 200" }),
    ("query twice", { "GET /go?u=" + percentEncoded(percentEncoded($0)) + "&page=2 200" }),
    ("header", { "> X-Debug: " + $0 }),
    ("CSV", { "1,\"" + $0.replacing("\"", with: "\"\"") + "\",x" }),
    (
      "JSON in CSV",
      {
        let json = #"{"m":""# + encoded($0, depth: 1) + #"","n":1}"#
        return "1,\"" + json.replacing("\"", with: "\"\"") + "\",x"
      }
    ),
    ("stack", { "\tat x.Y(Y.java:1) Caused by: java.lang.Error: " + $0 + " more" }),
    ("base64", { "payload " + base64($0) + " end" }),
    (
      "base64 of JSON",
      { #"{"data":""# + base64(#"{"m":""# + encoded($0, depth: 1) + #""}"#) + #""}"# }
    ),
    ("quotes", { "{'msg': '" + $0.replacing("'", with: "\\'") + "'}" }),
    ("brackets", { "failed (" + $0 + ")" }),
    ("event row", { "rotated after: " + $0 }),
  ]

  private static func nested(_ text: String, depth: Int) -> String {
    let inner = #"{"message":""# + encoded(text, depth: 1) + #"","n":1}"#
    return #"{"path":"/api/order","resBody":""# + encoded(inner, depth: depth - 1) + #"","n":1}"#
  }

  static func base64(_ text: String) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var result = ""
    var (bits, held) = (0, 0)
    for byte in text.utf8 {
      bits = (bits & 0xFF) << 8 | Int(byte)
      held += 8
      while held >= 6 {
        held -= 6
        result.append(letters[bits >> held & 63])
      }
    }
    if held > 0 { result.append(letters[bits << (6 - held) & 63]) }
    return result + String(repeating: "=", count: (4 - result.count % 4) % 4)
  }
}
