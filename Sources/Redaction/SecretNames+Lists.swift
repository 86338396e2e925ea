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
