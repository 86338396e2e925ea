/// Which names of fields hold secrets.
///
/// A name is compared without regard to case and to `-`, `_`, `.` and blanks, from its end:
/// `X-Api-Key`, `vendorApiKey` and `api_key` all end with `apikey`. Only the end counts, so
/// that `passwordPolicy` and `tokenType` are left. Short endings count only as a part of
/// their own (`user_pin`, `userPin`, not `spin`), and words that are as common for harmless
/// values (`code`, `key`, `auth`) only as the whole name.
struct SecretNames: Sendable {
  enum Role: Equatable, Sendable {
    /// Its value is a secret, whatever it looks like.
    case secret(RedactionKind)
    /// Its value is a secret if it looks like one.
    case doubtful(RedactionKind)
    /// Its value may be the name of a secret that stands in the field after it.
    case label
    /// Holds the value of the field that a label named.
    case labelled
  }

  private struct Ending: Sendable {
    var letters: [UInt8]
    var role: Role
    /// Must begin a part of the name.
    var beginsPart: Bool
    /// Must be the whole name.
    var isWhole: Bool
  }

  /// The endings by their last letter, longest first.
  private var byLastLetter: [[Ending]]

  init(extra: [String] = []) {
    byLastLetter = Array(repeating: [], count: 256)
    for (kind, names) in Self.anywhere { add(names, .secret(kind)) }
    for (kind, names) in Self.asPart { add(names, .secret(kind), beginsPart: true) }
    for (kind, names) in Self.whole { add(names, .doubtful(kind), isWhole: true) }
    for (kind, names) in Self.randomUnder { add(names, .doubtful(kind)) }
    add(["name"], .label, isWhole: true)
    add(["value", "stringvalue"], .labelled, isWhole: true)
    for name in extra {
      let letters = name.utf8.filter { !$0.isNameJoint }.map(\.lowercased)
      add([String(decoding: letters, as: UTF8.self)], .secret(.key))
    }
    for index in byLastLetter.indices {
      // The longest ending decides: `fixcode` before `code`.
      byLastLetter[index].sort { $0.letters.count > $1.letters.count }
    }
  }

  private mutating func add(
    _ names: [String], _ role: Role, beginsPart: Bool = false, isWhole: Bool = false
  ) {
    for name in names {
      guard let last = name.utf8.last else { continue }
      byLastLetter[Int(last)].append(
        Ending(
          letters: Array(name.utf8), role: role, beginsPart: beginsPart, isWhole: isWhole))
    }
  }

  /// What a name says of its value; `nil` when it says nothing.
  func role(of name: Range<Int>, in text: ByteText) -> Role? {
    var end = name.upperBound
    while end > name.lowerBound, text[end - 1].isNameJoint || text[end - 1].isDigit { end -= 1 }
    guard end > name.lowerBound else { return nil }
    if text.bytes[name].contains(Ascii.backslash) { return role(ofEscaped: name, in: text) }
    for ending in byLastLetter[Int(text[end - 1].lowercased)]
    where fits(ending, name.lowerBound..<end, whole: name, in: text) {
      return ending.role
    }
    return beginsWithForgery(name, in: text) ? .secret(.token) : nil
  }

  /// Whether a value is itself such a name, as in `type=password`.
  func isName(_ value: [UInt8]) -> Bool {
    let letters = value.filter { !$0.isNameJoint }.map(\.lowercased)
    guard let last = letters.last else { return false }
    return byLastLetter[Int(last)].contains { $0.letters == letters }
  }

  private func fits(
    _ ending: Ending, _ name: Range<Int>, whole: Range<Int>, in text: ByteText
  ) -> Bool {
    var at = name.upperBound
    for letter in ending.letters.reversed() {
      while at > name.lowerBound, text[at - 1].isNameJoint { at -= 1 }
      guard at > name.lowerBound, text[at - 1].lowercased == letter else { return false }
      at -= 1
    }
    if ending.isWhole {
      // A number after a whole word makes it another: `code1` is a column, not a code.
      return name.upperBound == whole.upperBound
        && text.bytes[name.lowerBound..<at].allSatisfy(\.isNameJoint)
    }
    guard ending.beginsPart, at > name.lowerBound else { return true }
    let before = text[at - 1]
    return !before.isLetter || (text[at].isUpper && before.isLower)
  }

  /// `csrf…` and `xsrf…` are tokens whatever follows.
  private func beginsWithForgery(_ name: Range<Int>, in text: ByteText) -> Bool {
    var start = name.lowerBound
    while start < name.upperBound, text[start].isNameJoint { start += 1 }
    guard
      let end = text.match("csrf", at: start, anyCase: true)
        ?? text.match("xsrf", at: start, anyCase: true)
    else { return false }
    return end <= name.upperBound
  }

  /// A name with `\u0070` for `p` is read as what it means.
  private func role(ofEscaped name: Range<Int>, in text: ByteText) -> Role? {
    var plain: [UInt8] = []
    var index = name.lowerBound
    while index < name.upperBound {
      guard let sign = text.escape(at: index) else {
        plain.append(text[index])
        index += 1
        continue
      }
      // A backslash that spells nothing parts the name like any other joint.
      let isLetter = sign.byte != 0 && sign.byte != Ascii.backslash
      plain.append(isLetter ? sign.byte : Ascii.dash)
      index = sign.end
    }
    return role(of: plain.indices, in: ByteText(bytes: plain))
  }
}

/// The names themselves, folded: small letters, without joints.
extension SecretNames {
  /// Ends of names whose values are secrets.
  static let anywhere: [(RedactionKind, [String])] = [
    (
      .password,
      [
        "password", "passwd", "passphrase", "passcode", "passwordhash", "passwordconfirm",
        "passwordconfirmation", "dbpass", "userpass", "passwrd", "pswd", "passwordnew",
        "passwordold", "pincode", "verificationcode", "onetimecode", "onetimepassword",
        "recoverycode", "recoverycodes", "backupcode", "backupcodes", "securitycode", "mfacode",
        "otpcode", "smscode", "facode", "authenticationcode", "logincode", "confirmationcode",
        "passwort", "kennwort", "motdepasse", "senha", "wachtwoord", "contrasena", "haslo",
        "totpsecret", "seedphrase", "recoveryphrase", "mnemonic",
        "mysqlpwd", "rootpw", "adminpw", "userpw", "bindpw", "dbpw",
      ]
    ),
    (
      .key,
      [
        "apikey", "privatekey", "accesskey", "accountkey", "secretkey", "signingkey",
        "encryptionkey", "sharedkey", "masterkey", "subscriptionkey", "authkey", "appkey",
        "consumerkey", "deploykey", "sshkey", "licensekey", "licencekey", "storagekey",
        "functionskey", "privkey", "serverkey", "servicekey", "servicerolekey", "adminkey",
        "hmackey", "cipherkey", "cryptkey", "keymaterial", "webhookkey", "jwtkey",
        "integrationkey", "ingestionkey", "preshared", "presharedkey", "symmetrickey",
        "decryptionkey", "keystorekey", "sessionkey", "unsealkey", "secretkeybase",
      ]
    ),
    (.fixCode, ["fixcode"]),
    (.code, ["authorizationcode", "authcode", "accesscode", "invitecode", "loginlink"]),
    (.token, ["token", "jwt", "tokenvalue", "csrf", "xsrf", "bearer", "saml", "samlresponse"]),
    (
      .secret,
      [
        "secret", "secretvalue", "credential", "credentials", "creds", "secretstring",
        "clientsecretvalue", "secretbinary",
      ]
    ),
    (.signature, ["signature", "hmac", "hmacsha256"]),
    (.session, ["session", "sessionid", "sessid", "cookie"]),
    (.authorization, ["authorization"]),
    (.card, ["cardnumber", "creditcard", "ccnumber"]),
  ]

  /// Ends that count only as a part of their own.
  static let asPart: [(RedactionKind, [String])] = [
    (.password, ["pwd", "pin", "otp", "totp", "cvv", "cvc", "passkey", "passw"]),
    (.signature, ["sig"]),
    (.session, ["sid"]),
  ]

  /// Whole names whose value is a secret if it looks like one.
  static let whole: [(RedactionKind, [String])] = [
    (.code, ["code"]), (.key, ["key"]), (.authorization, ["auth"]),
    (.password, ["pass", "pw"]),
  ]

  /// Ends of names that are as common for other values: of services whose keys have no form of
  /// their own. Their value is a secret if it looks drawn at random.
  static let randomUnder: [(RedactionKind, [String])] = [
    (
      .key,
      [
        "algoliakey", "datadogkey", "ddkey", "newrelickey", "twiliokey", "sendgridkey",
        "mailgunkey", "mailchimpkey", "stripekey", "sentrykey", "bugsnagkey", "rollbarkey",
        "opsgeniekey", "herokukey", "cloudflarekey", "fastlykey", "mapskey", "openaikey",
        "anthropickey", "azurekey", "awskey", "gcpkey", "mapboxkey", "writekey", "clientkey",
        "applicationkey", "routingkey", "telegramkey", "weatherkey", "appid",
      ]
    ),
    (.password, ["pass"]),
    (.secret, ["secretid"]),
  ]
}
