extension FormatKit {
  static let postgres = FormatKit(
    name: "postgres",
    samples: [
      Sample(
        line: "2025-03-02 10:00:07.250 UTC [88] ERROR:  relation \"carts\" does not exist",
        time: "2025-03-02T10:00:07.250Z", level: .error,
        message: #"relation "carts" does not exist"#),
      Sample(
        line: "2025-03-02 10:00:07.250 CET [88] kim@shop FATAL:  too many connections",
        time: "2025-03-02T09:00:07.250Z", level: .fatal, message: "too many connections",
        user: "kim"),
      Sample(
        line: "2025-03-02 10:00:07 GMT [88]: [4-1] user=kim,db=shop LOG:  duration: 31.5 ms  "
          + "statement: select 1",
        time: "2025-03-02T10:00:07Z", level: .info, milliseconds: 31.5,
        message: "duration: 31.5 ms  statement: select 1", user: "kim"),
      Sample(
        line: "2025-03-02 10:00:07 UTC:192.0.2.4(4000):kim@shop:[88]:WARNING:  slow",
        time: "2025-03-02T10:00:07Z", level: .warning, message: "slow", user: "kim"),
      Sample(
        line: "2025-03-02 10:00:07.250+01 [88] DETAIL:  Key (id)=(7) is taken.",
        time: "2025-03-02T09:00:07.250Z", message: "Key (id)=(7) is taken."),
    ],
    refused: [
      "2025-03-02 10:00:07.250 UTC [88] ERROR: one blank",
      "2025-03-02 10:00:07.250 UTC [88] OUCH:  no such word", "[88] ERROR:  no time",
      "2025-03-02 10:00:07.250 UTC [88] anERROR:  glued",
    ])

  static let postgresCSV = FormatKit(
    name: "postgres-csv",
    samples: [
      Sample(
        line: #"2025-03-02 10:00:07.250 UTC,"kim","shop",88,"192.0.2.4:4000",67c,1,"SELECT","#
          + #"2025-03-02 09:00:00 UTC,3/1,0,ERROR,22012,"no, by zero",,,,,,"select 1/0",,,"","#
          + #""client backend",,0"#,
        time: "2025-03-02T10:00:07.250Z", level: .error, message: "no, by zero", user: "kim",
        address: "192.0.2.4"),
      Sample(
        line: "2025-03-02 10:00:07.250 UTC,,,1,,67c,2,,2025-03-02 09:00:00 UTC,,0,LOG,00000,"
          + #""database system is ready",,,,,,,,,"","postmaster",,0"#,
        time: "2025-03-02T10:00:07.250Z", level: .info, message: "database system is ready"),
      Sample(
        line: #"2025-03-02 10:00:07.250 CEST,"kim","shop",88,"[local]",67c,1,"SELECT","#
          + #"2025-03-02 09:00:00 CEST,3/1,0,LOG,00000,"duration: 2.25 ms",,,,,,,,,"""#,
        time: "2025-03-02T08:00:07.250Z", level: .info, milliseconds: 2.25,
        message: "duration: 2.25 ms", user: "kim"),
      Sample(
        line: #"2025-03-02 10:00:07.250 UTC,"k","s",8,"h:1",67c,1,"SELECT","#
          + #"2025-03-02 09:00:00 UTC,3/1,0,ERROR,42601,"syntax error at"#,
        time: "2025-03-02T10:00:07.250Z", level: .error, message: "syntax error at", user: "k",
        address: "h"),
    ],
    refused: [
      "2025-03-02 10:00:07.250 UTC,kim,shop,88,ok",
      "2025-03-02 10:00:07.250 UTC,kim,shop,pid,a,b,c,d,e,f,g,ERROR,0,m,n",
      "2025-03-02 10:00:07.250 UTC,kim,shop,88,a,b,c,d,e,f,g,Error,0,m,n",
    ])
}
