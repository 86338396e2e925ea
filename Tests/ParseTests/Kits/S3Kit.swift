extension FormatKit {
  private static let owner = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  private static let start = owner + " photos [02/Mar/2025:10:00:07 +0000] 192.0.2.4 "

  static let s3 = FormatKit(
    name: "s3-access",
    samples: [
      Sample(
        line: start
          + #"- 3E57 REST.GET.OBJECT cat.jpg "GET /photos/cat.jpg HTTP/1.1" 200 - 113 113 "#
          + #"7 3 "-" "S3Console/0.4" - host= SigV4 ECDHE AuthHeader photos.test TLSv1.2 - -"#,
        time: "2025-03-02T10:00:07Z", status: 200, method: "GET", path: "/photos/cat.jpg",
        milliseconds: 7, address: "192.0.2.4"),
      Sample(
        line: start
          + #"arn:aws:iam::1:user/kim 3E57 REST.PUT.OBJECT a "PUT /photos/a HTTP/1.1" 503 "#
          + #"SlowDown 300 - 12 - "-" "sdk" -"#,
        time: "2025-03-02T10:00:07Z", status: 503, method: "PUT", path: "/photos/a",
        milliseconds: 12, error: "SlowDown", user: "arn:aws:iam::1:user/kim",
        address: "192.0.2.4"),
      Sample(
        line: owner
          + " photos [02/Mar/2025:10:00:07 +0000] - kim 3E57 S3.EXPIRE.OBJECT a - - - - 9 - "
          + #"- "-" "-" -"#,
        time: "2025-03-02T10:00:07Z", user: "kim"),
      Sample(
        line: start
          + #"- 3E57 WEBSITE.GET.OBJECT b.html "GET /b.html HTTP/1.1" 404 NoSuchKey 300 - "#
          + #"5 - "http://shop.test/" "curl/8" -"#,
        time: "2025-03-02T10:00:07Z", status: 404, method: "GET", path: "/b.html",
        milliseconds: 5, error: "NoSuchKey", address: "192.0.2.4"),
    ],
    refused: [
      start + #"- 3E57 GETOBJECT cat.jpg "GET /photos/cat.jpg HTTP/1.1" 200 - 113 113 7 3"#,
      start + #"- 3E57 REST.GET.OBJECT cat.jpg "GET /photos/cat.jpg HTTP/1.1" OK - 113 113 7 3"#,
      "abcdef12 photos [02/Mar/2025:10:00:07 +0000] 192.0.2.4 - 3E57 REST.GET.OBJECT a "
        + #""-" 200 - 1 1 7"#,
    ])
}
