/// The form of a key whose maker begins it with letters of its own, as in `ghp_…`.
struct KeyShape: Sendable {
  /// What may follow the prefix.
  enum Tail: Sendable {
    case letters, capitals, hexadecimal
    /// Letters, digits, `_` and `-`; with dots; with all signs of base64.
    case base64URL, dotted, base64
  }

  /// What the tail must hold, so that a name made of words stays.
  enum Content: Sendable {
    case any
    /// A digit or a capital.
    case mixed
    /// Digits, capitals and small letters.
    case random
  }

  var prefix: [UInt8]
  var kind: RedactionKind
  /// Signs after the prefix that make it a key; fewer at the end of a cut text.
  var least: Int
  var most: Int
  var tail: Tail
  var content: Content
  /// Whether it must begin a word: a prefix of letters alone occurs inside others.
  var beginsWord: Bool

  func takes(_ byte: UInt8) -> Bool {
    switch tail {
    case .letters: byte.isAlphanumeric
    case .capitals: byte.isUpper || byte.isDigit
    case .hexadecimal: byte.isHexadecimal
    case .base64URL: byte.isBase64URL
    case .dotted: byte.isName
    case .base64:
      byte.isBase64URL || byte == Ascii.plus || byte == Ascii.slash
        || byte == Ascii.equals
    }
  }

  func accepts(_ tail: ArraySlice<UInt8>) -> Bool {
    switch content {
    case .any: true
    case .mixed: tail.contains { $0.isDigit || $0.isUpper }
    case .random:
      tail.contains(where: \.isDigit) && tail.contains(where: \.isUpper)
        && tail.contains(where: \.isLower)
    }
  }

  /// The shapes by their first letter: those that may begin anywhere, and those of words.
  static let anywhere = byLetter { !$0.beginsWord }
  static let ofWords = byLetter(where: \.beginsWord)

  /// Whether one that may begin anywhere, or one of words, begins with two bytes: most words show
  /// by these that no shape is to be tried.
  static func isBegun(_ first: UInt8, _ second: UInt8, ofWords: Bool) -> Bool {
    (ofWords ? beginningsOfWords : beginnings)[Int(first & 0x7F) << 7 | Int(second & 0x7F)]
  }

  private static let beginnings = beginnings(of: anywhere)
  private static let beginningsOfWords = beginnings(of: ofWords)

  private static func beginnings(of shapes: [[KeyShape]]) -> [Bool] {
    var table = [Bool](repeating: false, count: 128 * 128)
    for (first, shapes) in shapes.enumerated() {
      for shape in shapes { table[first << 7 | Int(shape.prefix[1] & 0x7F)] = true }
    }
    return table
  }

  private static func byLetter(where isWanted: (KeyShape) -> Bool) -> [[KeyShape]] {
    var table: [[KeyShape]] = Array(repeating: [], count: 128)
    for shape in all where isWanted(shape) {
      if let first = shape.prefix.first { table[Int(first & 0x7F)].append(shape) }
    }
    // The longest prefix decides: `sk-ant-` before `sk-`.
    for index in table.indices { table[index].sort { $0.prefix.count > $1.prefix.count } }
    return table
  }

  /// - Parameter prefixes: parted by blanks.
  private static func shapes(
    _ prefixes: String, _ kind: RedactionKind, _ least: Int, _ tail: Tail = .base64URL,
    _ content: Content = .mixed, most: Int = .max, anywhere: Bool = false
  ) -> [KeyShape] {
    prefixes.utf8.split(separator: Ascii.blank).map { prefix in
      KeyShape(
        prefix: Array(prefix), kind: kind, least: least, most: most, tail: tail,
        content: content, beginsWord: !anywhere)
    }
  }

  private static var all: [KeyShape] {
    clouds + forges + assistants + services + messengers
  }

  private static var clouds: [KeyShape] {
    shapes("AKIA ASIA ABIA ACCA", .key, 16, .capitals, .any)
      + shapes("AIza", .key, 30, .base64URL, .any)
      + shapes("ya29.", .token, 16, .dotted)
      + shapes("GOCSPX-", .secret, 16)
      + shapes("LTAI", .key, 12, .letters, .mixed, most: 30)
      + shapes("AKID AKLT", .key, 28, .letters, .random)
      + shapes("ABSK", .key, 40, .base64, .random)
      + shapes("bedrock-api-key-", .key, 16, .base64)
      + shapes("amzn.mws.", .token, 30)
      + shapes("dop_v1_ doo_v1_ dor_v1_", .token, 16, .letters)
      + shapes("HRKU-", .key, 16)
      + shapes("v1.0-", .key, 60)
      + shapes("cfut_ cfat_ cfk_", .token, 24)
      + shapes("dapi", .token, 32, .hexadecimal, most: 34)
      + shapes("hvs. hvb. hvr.", .token, 16, .base64URL, .mixed)
      + shapes("s.", .token, 24, .letters, .random, most: 24)
      + shapes("pscale_tkn_ pscale_oauth_ pscale_pw_", .token, 16, .dotted)
      + shapes("sbp_ sb_secret_", .key, 20)
      + shapes("fo1_ fm1_ fm2_", .token, 24, .base64)
      + shapes("nfp_ rnd_ ddp_ vcp_", .token, 24, .letters)
      + shapes("pul-", .token, 24, .hexadecimal)
      + shapes("pnu_ pnb_", .token, 24, .letters)
      + shapes("tskey-", .key, 16)
      + shapes("sha256~", .token, 32)
      + shapes("AVNS_ CCDB1_ mdb_sa_sk_ napi_", .secret, 16)
      + shapes("dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit.", .token, 16, .dotted)
      + shapes("AGE-SECRET-KEY-1", .privateKey, 16, .capitals, .any)
      + shapes("ops_eyJ", .token, 16, .base64, .any)
      + shapes("A3-", .key, 24, .base64URL, .mixed)
      + shapes("API-", .key, 26, .capitals, most: 30)
      + shapes("dt0c01. dt0s01. dt0s16.", .token, 20, .dotted)
      + shapes("NRAK- NRII- NRJS- NRRA- NRIQ-", .key, 16)
      + shapes("t1.", .token, 60, .dotted, .random)
      + shapes("AQVN", .key, 32, .base64URL, .random)
  }

  private static var forges: [KeyShape] {
    shapes("ghp_ gho_ ghu_ ghs_ ghr_", .token, 16, .letters, .any, anywhere: true)
      + shapes("github_pat_", .token, 16, .base64URL, .any, anywhere: true)
      + shapes("glpat-", .token, 16, .dotted, .any, anywhere: true)
      + shapes("gldt- glrt- glcbt- glptt- glft- glimt- gloas- glsoat- glffct- glwt-", .token, 16)
      + shapes("glagent- glrtr-", .token, 16)
      + shapes("GR1348941", .token, 16)
      + shapes("npm_", .token, 30, .letters)
      + shapes("pypi-", .token, 32)
      + shapes("rubygems_", .key, 24, .letters)
      + shapes("dckr_pat_ dckr_oat_", .token, 16)
      + shapes("oy2", .key, 40, .letters)
      + shapes("cio", .token, 32, .letters, .random, most: 34)
      + shapes("CLOJARS_", .token, 24, .letters)
      + shapes("AKCp", .key, 24, .letters, .random)
      + shapes("cmVmd", .token, 50, .letters, .random)
      + shapes("ATATT3 ATCTT3 ATBB ATTA", .token, 20, .base64)
      + shapes("sqp_ squ_ sqa_", .token, 24, .letters)
      + shapes("bkua_ CCIPAT_ CCIPRJ_", .token, 20)
      + shapes("sgp_ slk_", .token, 24, .letters)
      + shapes("perm:", .token, 40, .dotted, .random)
      + shapes("PMAK-", .key, 24)
      + shapes("CFPAT-", .token, 24)
      + shapes("sntrys_ sntryu_", .token, 24, .base64)
      + shapes("glc_", .token, 20, .base64)
      + shapes("glsa_", .token, 20)
      + shapes("eyJrIjoi", .key, 40, .base64, .random)
      + shapes("waka_ lip_ rdme_ ico- dnkey-", .token, 16)
  }

  private static var assistants: [KeyShape] {
    shapes("sk- sess-", .key, 20)
      + shapes("sk-ant- sk-proj- sk-svcacct- sk-admin- sk-or-v1-", .key, 12)
      + shapes("hf_ api_org_", .token, 24, .letters)
      + shapes("gsk_ xai- r8_ pplx- pcsk_ fw_ tvly- fc- e2b_ nvapi-", .key, 24)
      + shapes("lsv2_pt_ lsv2_sk_ jina_ apify_api_", .key, 20)
  }

  private static var services: [KeyShape] {
    shapes("sk_live_ sk_test_ rk_live_ rk_test_", .key, 10, .base64URL, .any, anywhere: true)
      + shapes("whsec_", .key, 10, .base64, .any, anywhere: true)
      + shapes("sk_prod_ rk_prod_", .key, 10)
      + shapes("rzp_live_ rzp_test_", .key, 10, .letters)
      + shapes("shpat_ shpca_ shppa_ shpss_ shpua_ shprka_", .token, 16, .letters)
      + shapes("EAA", .token, 30, .letters, .random)
      + shapes("EAAA", .token, 40, .base64URL, .random)
      + shapes("sq0atp- sq0csp- sq0idp-", .token, 16)
      + shapes("SG.", .key, 32, .dotted)
      + shapes("SK AC", .key, 32, .hexadecimal, .mixed, most: 32)
      + shapes("key- pubkey-", .key, 32, .hexadecimal, most: 32)
      + shapes("key-", .key, 24, .letters, .random)
      + shapes("re_", .key, 24, .base64URL, .random)
      + shapes("xkeysib- xsmtpsib-", .key, 24)
      + shapes("lin_api_ lin_oauth_", .key, 16, .letters)
      + shapes("figd_ figo_ figoh_ figor_", .token, 16)
      + shapes("ntn_", .token, 24, .letters)
      + shapes("secret_", .token, 40, .letters, .random)
      + shapes("pat", .token, 50, .dotted, .mixed)
      + shapes("pat-", .token, 30)
      + shapes("EZAK EZTK", .key, 40, .letters, .random)
      + shapes("FLWSECK-", .key, 12)
      + shapes("FLWSECK_TEST-", .key, 12)
      + shapes("duffel_live_ duffel_test_ shippo_live_ shippo_test_ cal_live_", .key, 16)
      + shapes("tfp_ fio-u-", .token, 24)
      + shapes("aio_", .key, 24, .letters)
      + shapes("phx_ polar_oat_ unkey_ retool_", .key, 16)
      + shapes("sl.", .token, 60, .base64URL, .random)
      + shapes("access_token$production$ access_token$sandbox$", .token, 16, .letters)
      + shapes("access-production- access-sandbox- access-development-", .token, 30)
      + shapes("p8e-", .secret, 24, .letters)
      + shapes("BBFF-", .token, 24, .letters)
      + shapes("tk-us-", .token, 30)
      + shapes("sk.eyJ", .token, 20, .dotted, .any)
      + shapes("da2-", .key, 24, .letters)
  }

  private static var messengers: [KeyShape] {
    shapes(
      "xoxb- xoxp- xoxa- xoxr- xoxs- xoxe- xoxe. xapp- xoxc- xoxd- xoxo-", .token, 10,
      .dotted, .any, anywhere: true)
      + shapes("xwfp-", .token, 16)
  }
}
