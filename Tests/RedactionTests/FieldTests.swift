import Redaction
import Testing

@Suite("A value whose field is named as a secret")
struct FieldTests {
  private let redactor = Redactor()

  @Test(
    "is hidden in every way a field is written",
    arguments: [
      ("password=%", "password=[redacted]", RedactionKind.password),
      ("password: % for bob", "password: [redacted] for bob", .password),
      ("db_password = % ", "db_password = [redacted] ", .password),
      ("PASSWORD='%', next", "PASSWORD='[redacted]', next", .password),
      (#"{"password":"%","id":3}"#, #"{"password":"[redacted]","id":3}"#, .password),
      (#"{"x-api-key" : "%"}"#, #"{"x-api-key" : "[redacted]"}"#, .key),
      ("{ clientSecret: '%' }", "{ clientSecret: '[redacted]' }", .secret),
      ("User(password=%, name=bob)", "User(password=[redacted], name=bob)", .password),
      (#"a[password]=%&b=1"#, "a[password]=[redacted]&b=1", .password),
      ("<password>%</password>", "<password>[redacted]</password>", .password),
      ("mysql --password % -h db", "mysql --password [redacted] -h db", .password),
      (#":password=>"%", :a=>1"#, #":password=>"[redacted]", :a=>1"#, .password),
      (#"{"csrf-value":"%"}"#, #"{"csrf-value":"[redacted]"}"#, .token),
      (#"{"fixCode":"%"}"#, #"{"fixCode":"[redacted]"}"#, .fixCode),
      (#"{"token":["%","%"]}"#, #"{"token":["[redacted]","[redacted]"]}"#, .token),
      ("AccountKey=%;Endpoint=x", "AccountKey=[redacted];Endpoint=x", .key),
      (#"{"\u0070assword":"%"}"#, #"{"\u0070assword":"[redacted]"}"#, .password),
      (#"{"key":"password","value":"%"}"#, #"{"key":"password","value":"[redacted]"}"#, .password),
      (
        #"{"key":"apiKey","value":{"stringValue":"%"}}"#,
        #"{"key":"apiKey","value":{"stringValue":"[redacted]"}}"#, .key
      ),
      (#"\x22password\x22:\x22%\x22,"#, #"\x22password\x22:\x22[redacted]\x22,"#, .password),
      (
        #"{\u0022token\u0022:\u0022%\u0022}"#, #"{\u0022token\u0022:\u0022[redacted]\u0022}"#,
        .token
      ),
      (
        "\u{1B}[31mtoken\u{1B}[0m=\u{1B}[33m%\u{1B}[0m",
        "\u{1B}[31mtoken\u{1B}[0m=\u{1B}[33m[redacted]\u{1B}[0m", .token
      ),
    ])
  func hides(line: String, wanted: String, kind: RedactionKind) {
    let secret = Fakes.opaque
    let result = redactor.redact(line.replacing("%", with: secret))
    #expect(result.text == wanted)
    #expect(result.counts[kind] == wanted.ranges(of: "[redacted]").count)
    #expect(result.counts.total == result.counts[kind])
  }

  @Test("is hidden under each name of the list, however it is joined and cased")
  func names() {
    let names = [
      "apikey", "fixcode", "token", "secret", "password", "passwd", "pwd", "passphrase", "pin",
      "otp", "cvv", "cvc", "credential", "credentials", "privatekey", "accesskey", "accountkey",
      "signature", "sig", "sessionid", "session", "sid", "cookie", "authorization", "jwt",
      "csrf", "vendor_token", "X-Csrf-Token", "userPin", "connect.sid", "webhook-secret",
      "api_key_2", "PHPSESSID",
    ]
    for name in names {
      let result = redactor.redact("{\"\(name)\":\"\(Fakes.opaque)\"}")
      #expect(result.text == "{\"\(name)\":\"[redacted]\"}")
    }
  }

  @Test("stays JSON when it was a number")
  func numbers() {
    let body = #"{"pin":123456,"cvv": 123 ,"n":1,"password":42}"#
    #expect(
      redactor.redact(body).text
        == #"{"pin":"[redacted]","cvv": "[redacted]" ,"n":1,"password":"[redacted]"}"#)
    let nested = encoded(body, depth: 1)
    #expect(redactor.redact(nested).text == encoded(redactor.redact(body).text, depth: 1))
  }

  @Test(
    "is left, and not counted, when it was masked before or is none",
    arguments: [
      #"{"password":"*****"}"#, #"{\"password\": \"*****\"}"#, "apiKey=[API_KEY]&x=1",
      "token=[redacted]", #"{"name": "**Hidden**","password": "**Hidden**"}"#,
      #"{"token":null,"secret":false,"session":""}"#, "Authorization: Bearer [redacted]",
      "Authorization: Bearer ****", "token=<token>", "password=${DB_PASSWORD}", "password=?",
      "(using password: YES)", "token: expired", "Invalid token: required field",
      "/api/support/:vendorToken/report/:fixCode", "/api/support/[redacted]/report/[redacted]",
      "https://[redacted]@host/x", "PWD=/usr/src/app", "password=", "token:", "sig=SIGTERM",
      #"{"headers":{"cookie":"[Filtered]"}}"#, "credentials=same-origin",
    ])
  func leaves(line: String) {
    let result = redactor.redact(line)
    #expect(result.text == line)
    #expect(result.counts.isEmpty)
  }

  @Test("is hidden under a common name only when it looks like a secret")
  func doubtful() {
    let secret = Fakes.opaque
    #expect(redactor.redact(#"{"key":"\#(secret)"}"#).text == #"{"key":"[redacted]"}"#)
    #expect(redactor.redact("auth=\(secret) x").text == "auth=[redacted] x")
    #expect(
      redactor.redact("GET /cb?code=\(secret)&state=ab").text == "GET /cb?code=[redacted]&state=ab")
    for line in [
      #"{"code":500,"status":"200"}"#, "code=ECONNREFUSED", #"{"code":"ER_DUP_ENTRY"}"#,
      #"{"key":"order-12345"}"#, "exit code: 137", "auth: basic", #"{"auth":true}"#,
      #"{"code":"ERR_HTTP2_STREAM_ERROR"}"#, "key=uploads/2025/04/pizza.png", "?code=404&key=abc",
    ] {
      #expect(redactor.redact(line).text == line)
    }
  }

  @Test("is hidden under a name that a definition adds, and under no other")
  func extraKeys() {
    let line = "{\"gate-word\":\"\(Fakes.opaque)\",\"gate\":\"open\"}"
    #expect(redactor.redact(line).text == line)
    let own = Redactor(RedactionRules(keys: ["GateWord"]))
    #expect(own.redact(line).text == #"{"gate-word":"[redacted]","gate":"open"}"#)
  }

  @Test("is hidden with all pairs of a cookie, and after the scheme of a header")
  func headers() {
    let secret = Fakes.opaque
    let cookie = "Cookie: a=\(secret); theme=\(secret) \"-\""
    #expect(redactor.redact(cookie).text == "Cookie: [redacted] \"-\"")
    let basic = "> Authorization: Basic \(secret)=="
    #expect(redactor.redact(basic).text == "> Authorization: Basic [redacted]")
    let quoted = "{\"authorization\":\"Bearer \(secret)\"}"
    #expect(redactor.redact(quoted).text == #"{"authorization":"Bearer [redacted]"}"#)
    #expect(redactor.redact(quoted).counts[.bearer] == 1)
    let whole = "curl -H 'Authorization: token \(secret)' https://a.example"
    #expect(
      redactor.redact(whole).text
        == "curl -H 'Authorization: token [redacted]' https://a.example")
  }
}
