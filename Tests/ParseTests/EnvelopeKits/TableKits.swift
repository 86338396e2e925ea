extension EnvelopeKit {
  static let csv = table("csv", ",")
  static let csvSemicolons = table("csv-semicolons", ";")
  static let tsv = table("tsv", "\t")

  /// The same tables with another mark between their cells.
  private static func table(_ name: String, _ mark: String) -> EnvelopeKit {
    EnvelopeKit(
      name: name,
      documents: [
        Document(
          text: marked(
            """
            time|level|method|path|status|duration_ms
            2025-03-02T10:00:07Z|info|GET|/docs|200|12
            2025-03-02T10:00:08Z|error|POST|/buy|503|9
            """, mark),
          records: [
            "2025-03-02T10:00:07Z service@service info 2#1 GET /docs 200",
            "2025-03-02T10:00:08Z service@service error 3#1 POST /buy 503",
          ]),
        Document(
          text: marked(
            """
            "@timestamp"|"log.level"|"message"|"host.name"
            "Mar 2, 2025 @ 10:00:07.250"|"error"|"a cart| ""7"" is
            full"|"box"
            "Mar 2, 2025 @ 10:00:08.250"|"info"|"done"|"box"
            """, mark),
          records: [
            "2025-03-02T10:00:07.250Z service@box error 2#1",
            "2025-03-02T10:00:08.250Z service@box info 4#1",
          ]),
        Document(
          text: marked(
            """
            _time|host|source|_raw
            2025-03-02T10:00:07.000+0000|h1|/var/log/a|"192.0.2.4 - - [02/Mar/2025:10:00:07 +0000] \
            ""GET /a HTTP/1.1"" 500 9"
            2025-03-02T10:00:08.000+0000|h1|/var/log/a|up
            """, mark),
          records: [
            "2025-03-02T10:00:07.000Z /var/log/a@h1 unknown 2#1 GET /a 500",
            "2025-03-02T10:00:08.000Z /var/log/a@h1 unknown 3#1",
          ]),
        Document(
          text: marked(
            """
            Zeit|Stufe|Text
            02.03.2025 10:00:07|ERROR|voll
            02.03.2025 10:00:08|INFO|gut|zu viel
            02.03.2025 10:00:09|INFO|gut
            """, mark),
          records: [
            "2025-03-02T10:00:07Z service@service error 2#1",
            "2025-03-02T10:00:09Z service@service info 4#1",
          ], unread: 1),
      ],
      refused: [
        marked("time|cpu|mem\n2025-03-02T10:00:07Z|12|40\n", mark),
        marked("2025-03-02T10:00:07Z|error|full\n2025-03-02T10:00:08Z|error|full\n", mark),
        marked("time|level|message\nsoon|error|full\n", mark),
        marked("Hello| this is the log of 2025-03-02 10:00:07\n", mark),
      ])
  }

  private static func marked(_ text: String, _ mark: String) -> String {
    text.replacing("|", with: mark)
  }
}
