import Redaction
import Testing

@Suite("A harmless value that looks like a secret")
struct NearMissTests {
  @Test(
    "stays as it is, alone and in a field",
    arguments: [
      "f47ac10b-58cc-4372-a567-0e02b2c3d479", "01890a5d-ac96-774b-bcce-b302099a8057",
      "9fceb02d0ae598e95dc970b74767f19372d61af8", "4bf92f3577b34da6a3ce929d0e0e4736",
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "01ARZ3NDEKTSV4RRFFQ69G5FAV",
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "W/\"33a64df551425fcc55e4d42a148795d9f25f89d4\"", "pizza-service-7d9c6b8f5d-x2v9q",
      "1744126495123", "1744126495123456", "1744126495123456789", "4111111111111112",
      "Mozilla/5.0 Chrome/135.0.0.0 Safari/537.36", "monkey=banana23XyZw99", "author=alice9X7cvb2",
      "keyboard=qwerty12AB", "@types/node@20.1.0", "react@18.2.0-rc.next",
      "git@github.com:pizza/service.git", "pizza@2x.png", "/api/auth", "PUT /api/auth 200",
      "/docs/password-policy", "192.168.10.12", "2001:db8::1", #"{"state":"af0ifjsldkjA9"}"#,
      #"{"code":500}"#, "status=404", "tokenType=bearer", "max_tokens=4096",
      "passwordPolicy: strict", "spin=fast9Xab", "design=A1b2C3d4E5", "npm_config_registry=x",
      "com.pizza.Order@1a2b3c4d", "15 20 25 30 35 40 45 50 55", "2025-04-08T15:24:55.123Z",
      "10:15:02", "authorized=false", #"{"authorized":true,"path":"/api/auth"}"#,
      "Failed to fulfill order at factory", "trace_id=4bf92f3577b34da6a3ce929d0e0e4736",
    ])
  func stays(text: String) {
    let redactor = Redactor()
    for line in [
      text, "saw \(text) there", "(\(text))", "{\"message\":\"\(encoded(text, depth: 1))\"}",
    ] {
      let result = redactor.redact(line)
      #expect(result.text == line)
      #expect(result.counts.isEmpty)
    }
  }
}
