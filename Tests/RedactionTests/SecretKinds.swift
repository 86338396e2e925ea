/// Kinds of secrets beside those that ``Fakes`` has: by a maker's prefix, and by their position.
enum SecretKinds {
  struct Kind: Sendable {
    /// The text it stands in, with `%` for it.
    var text: String
    var secret: String
    var name: String { text == "%" ? String(secret.prefix(12)) : text }

    var line: String { text.replacing("%", with: secret) }
  }

  private enum Letters {
    static let mixed = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789")
    static let small = Array("abcdefghjkmnpqrstuvwxyz23456789")
    static let hexadecimal = Array("0123456789abcdef")
    static let capitals = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
  }

  private static func random(
    _ numbers: inout Numbers, _ count: Int, _ letters: [Character] = Letters.mixed
  ) -> String {
    let head = letters.contains("g") ? "FAKE" : ""
    let rest = (0..<max(0, count - head.count - 1)).map { _ in
      letters[numbers.below(letters.count)]
    }
    // A digit and a capital among them whatever the seed.
    return head + String(rest) + (letters.contains("9") ? "7" : "5")
  }

  /// By prefix: letters behind it, of which sort.
  private static let prefixes: [(prefix: String, count: Int, letters: [Character])] = [
    ("sk-ant-api03-", 93, Letters.mixed), ("sk-svcacct-", 48, Letters.mixed),
    ("hf_", 34, Letters.mixed), ("dop_v1_", 64, Letters.hexadecimal),
    ("shpat_", 32, Letters.hexadecimal), ("shpss_", 32, Letters.hexadecimal),
    ("xapp-1-A0FAKE-12-", 40, Letters.hexadecimal), ("xoxe.xoxp-1-", 60, Letters.mixed),
    ("gldt-", 20, Letters.mixed), ("glrt-", 20, Letters.mixed), ("glcbt-", 20, Letters.mixed),
    ("dckr_pat_", 27, Letters.mixed), ("AGE-SECRET-KEY-1", 58, Letters.capitals),
    ("lin_api_", 40, Letters.mixed), ("figd_", 40, Letters.mixed), ("ntn_", 46, Letters.mixed),
    ("pscale_tkn_", 43, Letters.mixed), ("pscale_pw_", 43, Letters.mixed),
    ("hvs.", 90, Letters.mixed), ("hvb.", 120, Letters.mixed),
    ("dapi", 32, Letters.hexadecimal), ("sntrys_", 60, Letters.mixed),
    ("rubygems_", 48, Letters.hexadecimal), ("ya29.", 60, Letters.mixed),
    ("1//0", 60, Letters.mixed), ("ABIA", 16, Letters.capitals),
    ("key-", 32, Letters.hexadecimal), ("ATATT3x", 100, Letters.mixed),
    ("ghr_", 76, Letters.mixed), ("sq0atp-", 22, Letters.mixed), ("sq0csp-", 43, Letters.mixed),
    ("rzp_live_", 14, Letters.mixed), ("HRKU-", 40, Letters.mixed), ("oy2", 43, Letters.small),
    ("dp.pt.", 43, Letters.mixed), ("dp.st.dev.", 43, Letters.mixed),
    ("sbp_", 40, Letters.hexadecimal),
    ("SK", 32, Letters.hexadecimal), ("AC", 32, Letters.hexadecimal), ("AKCp", 69, Letters.mixed),
    ("EAAC", 100, Letters.mixed), ("GOCSPX-", 28, Letters.mixed),
    ("tskey-auth-", 30, Letters.mixed), ("gsk_", 52, Letters.mixed), ("r8_", 37, Letters.mixed),
    ("pplx-", 48, Letters.mixed), ("xai-", 80, Letters.mixed), ("sqp_", 40, Letters.hexadecimal),
    ("NRAK-", 27, Letters.capitals), ("dt0c01.", 24, Letters.capitals),
    ("PMAK-", 59, Letters.hexadecimal), ("CFPAT-", 43, Letters.mixed),
    ("LTAI", 20, Letters.mixed), ("nfp_", 36, Letters.mixed), ("pul-", 40, Letters.hexadecimal),
    ("FLWSECK_TEST-", 13, Letters.mixed), ("sha256~", 43, Letters.mixed),
    ("ATBB", 32, Letters.mixed), ("tvly-", 32, Letters.mixed), ("glagent-", 50, Letters.mixed),
    ("A3-", 34, Letters.capitals), ("ops_" + "ey" + "J", 250, Letters.mixed),
  ]

  /// Where a word before it, or around it, tells of it.
  static let positions = [
    "password is %", "the password was %.", "Invalid password '%'",
    "invalid password \"%\" for bob", "ALTER USER bob PASSWORD '%'",
    "CREATE USER 'b'@'h' IDENTIFIED BY '%'", "SET PASSWORD FOR 'b'@'h' = '%'",
    "ALTER USER b IDENTIFIED WITH mysql_native_password BY '%'",
    "curl -u admin:% https://x.example/a", "curl --user admin:% https://x.example",
    "mysql -h db -u root -p% shop", "mysqldump -p% shop", "deploy --token % --env prod",
    "run --password=% now", "PGPASSWORD=% psql -h db", "secret: %", "secret is %",
    "api key % rejected", "API key: %", "using token % for deploy", "token % expired",
    "passphrase %", "password set to %", "password changed to %", "password for bob is %",
    "sshpass -p % ssh host", "docker login -u bob -p % registry", "redis-cli -a % ping",
    "access token is %", "client secret \"%\"", "login failed with password %",
    "Authorization: Token %", "Proxy-Authorization: Basic %", "AccountKey=%;EndpointSuffix=x",
    "SharedAccessKey=%", "secret_key_base=%", "MYSQL_ROOT_PASSWORD=%",
    "openssl rsa -passin pass:% -in k", "connect to admin:%@db:5432/x",
    "verification code is %", "-Dspring.datasource.password=%", "PASSWORD('%')", "passcode %",
    "GET /token/%", "GET /reset/%", "GET /verify/%", "/invite/%", "/magic/%",
    "/password-reset/%", "https://discord.com/api/webhooks/123456789012345678/%",
    "https://x.blob.example/c?sv=2020&sig=%", "bot123456789:AAF%FAKEnotreal/sendMessage",
  ]

  static let all: [Kind] = {
    var numbers = Numbers(11)
    var kinds = prefixes.map { prefix, count, letters in
      Kind(text: "%", secret: prefix + random(&numbers, count, letters))
    }
    kinds += positions.map { Kind(text: $0, secret: random(&numbers, 20)) }
    let dotted = [24, 6, 30].map { random(&numbers, $0) }.joined(separator: ".")
    kinds += [
      "pat" + random(&numbers, 14) + "." + random(&numbers, 64, Letters.hexadecimal),
      random(&numbers, 14) + ".atlas" + "v1." + random(&numbers, 65),
      random(&numbers, 32, Letters.hexadecimal) + "-us" + "12",
      "1234567890:" + "AA" + random(&numbers, 33), dotted,
      "abc8" + "Q~" + random(&numbers, 34),
    ].map { Kind(text: "%", secret: $0) }
    kinds += [
      Kind(text: "ALGOLIA_KEY=%", secret: random(&numbers, 32, Letters.hexadecimal)),
      Kind(text: "api key %", secret: random(&numbers, 32, Letters.hexadecimal)),
      Kind(
        text: "keys AK" + "IA" + random(&numbers, 16, Letters.capitals) + ", %",
        secret: random(&numbers, 20) + "/" + random(&numbers, 19)),
    ]
    return kinds
  }()
}
