extension EnvelopeKit {
  private static let page = #"""
    {"status":"success","data":{"resultType":"streams","result":[{"stream":{"app":"carts"},
    "values":[["1740909607250000000","full"],["1740909608250000000","{\"path\":\"/a\",
    \"status\":500}"]]}],"stats":{}}}
    """#.replacing(",\n\\", with: ",\\")

  static let lokiQueryRange = EnvelopeKit(
    name: "loki-query-range",
    documents: [
      Document(
        text: page,
        records: [
          "2025-03-02T10:00:07.250Z carts@service unknown 2#1",
          "2025-03-02T10:00:08.250Z carts@service unknown 2#2 /a 500",
        ]),
      Document(
        text:
          #"{"data":{"result":[{"stream":{"pod":"db-0"},"values":[["#
          + #""1740909607250000000","a",{}]]}]}}"#,
        records: ["2025-03-02T10:00:07.250Z db@db-0 unknown 1#1"]),
      Document(text: #"{"data":{"result":[]}}"#, records: []),
      Document(
        text: #"{"data":{"result":[{"stream":{},"values":[["1","a"],[1,"b"]]}]}}"#, records: [],
        unread: 2),
    ],
    refused: [
      #"{"data":{"id":1},"status":200}"#, #"{"status":"success","rows":[]}"#, #"{"data":"x"}"#,
    ])

  static let lokiPush = EnvelopeKit(
    name: "loki-push",
    documents: [
      Document(
        text: #"{"streams":[{"stream":{"job":"carts","level":"warn"},"values":["#
          + #"["1740909607250000000","full"]]}]}"#,
        records: ["2025-03-02T10:00:07.250Z carts@service warning 1#1"]),
      Document(
        text: #"{"streams":[{"stream":{"app":"a"},"values":[["1740909607250000000","x"]]},"#
          + #"{"values":[["1740909607250000001","y"]]}]}"#,
        records: [
          "2025-03-02T10:00:07.250Z a@service unknown 1#1",
          "2025-03-02T10:00:07.250000001Z service@service unknown 1#2",
        ]),
      Document(
        text: #"{"streams":[]}"# + "\n"
          + #"{"streams":[{"stream":{"app":"a"},"values":[["1740909607250000000","x"]]}]}"#,
        records: ["2025-03-02T10:00:07.250Z a@service unknown 2#1"]),
      Document(
        text: #"{"streams":[{"stream":{"app":"a"},"values":[["soon","x"],{}]}]}"#, records: [],
        unread: 2),
    ],
    refused: [#"{"stream":{},"values":[]}"#, #"{"a":1,"streams":[]}"#, #"["streams"]"#])

  static let otlp = EnvelopeKit(
    name: "otlp-json",
    documents: [
      Document(
        text: #"""
          {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringVa\#
          lue":"carts"}},{"key":"host.name","value":{"stringValue":"web-1"}}]},"scopeLogs":[{"\#
          scope":{"name":"x"},"logRecords":[{"timeUnixNano":"1740909607250000000","severityNum\#
          ber":17,"body":{"stringValue":"POST failed"},"attributes":[{"key":"http.response.sta\#
          tus_code","value":{"intValue":"503"}},{"key":"http.request.method","value":{"stringV\#
          alue":"POST"}},{"key":"url.path","value":{"stringValue":"/a"}},{"key":"http.server.r\#
          equest.duration","value":{"doubleValue":0.25}}]},{"observedTimeUnixNano":17409096082\#
          50000000,"severityText":"WARN","body":{"stringValue":"slow"}}]}]}]}
          """#,
        records: [
          "2025-03-02T10:00:07.250Z carts@web-1 error 1#1 POST /a 503",
          "2025-03-02T10:00:08.250Z carts@web-1 warning 1#2",
        ]),
      Document(
        text: #"""
          {"resourceLogs": [
            {"scopeLogs": [{"logRecords": [
              {"timeUnixNano": "0", "observedTimeUnixNano": "1740909607250000000",
               "body": {"kvlistValue": {"values": [
                 {"key": "url", "value": {"stringValue": "/b"}},
                 {"key": "status", "value": {"intValue": 200}}]}}}]}]},
            {"resource": {"attributes": [{"key": "k8s.pod.name",
              "value": {"stringValue": "carts-7d9f8b6c5d-x2k4p"}}]},
             "scopeLogs": [{"logRecords": [{"timeUnixNano": "1740909608250000000",
               "body": {"stringValue": "{\"path\":\"/c\",\"status\":500,\"level\":\"error\"}"}}]}]}
          ]}
          """#,
        records: [
          "2025-03-02T10:00:07.250Z service@service unknown 3#1 /b 200",
          "2025-03-02T10:00:08.250Z carts@carts-7d9f8b6c5d-x2k4p error 9#1 /c 500",
        ]),
      Document(
        text: #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"body":{}},7]}]}]}"#, records: [],
        unread: 2),
      Document(
        text: #"{"resourceLogs":[]}"# + "\n"
          + #"{"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":1740909607250000000,"#
          + #""body":{"intValue":"4"},"severityNumber":5}]}]}]}"#,
        records: ["2025-03-02T10:00:07.250Z service@service debug 2#1"]),
    ],
    refused: [
      #"{"resourceSpans":[]}"#, #"{"resourceMetrics":[{}]}"#, #"{"name":"x","resourceLogs":[]}"#,
    ])

  static let exploreJSON = EnvelopeKit(
    name: "grafana-explore-json",
    documents: [
      Document(
        text: #"[{"line":"full","timestamp":"1740909607250000000","fields":{"app":"carts"}},"#
          + #"{"line":"{\"path\":\"/a\",\"status\":500}","timestamp":"1740909608250000000","#
          + #""date":"2025-03-02T10:00:08.250Z","fields":{"app":"b","level":"warn"}}]"#,
        records: [
          "2025-03-02T10:00:07.250Z carts@service unknown 1#1",
          "2025-03-02T10:00:08.250Z b@service warning 1#2 /a 500",
        ]),
      Document(
        text: """
          [
            {
              "timestamp": "1740909607250000000",
              "line": "x",
              "labels": {"pod": "db-0"}
            }
          ]
          """,
        records: ["2025-03-02T10:00:07.250Z db@db-0 unknown 2#1"]),
      Document(
        text: #"[{"line":"x","date":"2025-03-02T10:00:07.250Z"},{"line":"y"},{"lines":"z"}]"#,
        records: ["2025-03-02T10:00:07.250Z service@service unknown 1#1"], unread: 2),
      Document(
        text: #"[{"line":"","timestamp":"1740909607250000000"}]"#, records: []),
    ],
    refused: [
      #"[{"line":4,"file":"a.js","message":"x"}]"#, #"[{"timestamp":"1740909607250000000"}]"#,
      #"{"line":"x","timestamp":"1740909607250000000"}"#,
    ])

  static let exploreTable = EnvelopeKit(
    name: "grafana-explore-csv",
    documents: [
      Document(
        text: """
          "Date","Line","app"
          "2025-03-02T10:00:07.250Z","full","carts"
          "2025-03-02T10:00:08.250Z","{""path"":""/a"",""status"":500}","b"
          """,
        records: [
          "2025-03-02T10:00:07.250Z carts@service unknown 2#1",
          "2025-03-02T10:00:08.250Z b@service unknown 3#1 /a 500",
        ]),
      Document(
        text: """
          sep=,
          Time,Line,tsNs,labels
          1740909607250,"two
          lines",1740909607250000001,"{""pod"":""db-0""}"

          1740909608250,one,,"{}"

          """,
        records: [
          "2025-03-02T10:00:07.250000001Z db@db-0 unknown 3#1",
          "2025-03-02T10:00:08.250Z service@service unknown 6#1",
        ]),
      Document(
        text: "timestamp,body\n2025-03-02 10:00:07,x\nsoon,y\n2025-03-02 10:00:08,z,too many\n",
        records: ["2025-03-02T10:00:07Z service@service unknown 2#1"], unread: 2),
      Document(
        text: "Date,Line\r\n2025-03-02T10:00:07.250Z,x\r\n",
        records: ["2025-03-02T10:00:07.250Z service@service unknown 2#1"]),
    ],
    refused: [
      "\"Time\",\"Value\"\n1740909607250,4\n", "Time,{app=\"a\"}\n1740909607250,4\n",
      "id,Line\n1,x\n", "Line of words\n",
    ])

  static let journalExport = EnvelopeKit(
    name: "journald-export",
    documents: [
      Document(
        text: """
          __CURSOR=s=1
          __REALTIME_TIMESTAMP=1740909607250000
          PRIORITY=3
          _HOSTNAME=web-1
          _SYSTEMD_UNIT=carts.service
          MESSAGE=full

          __CURSOR=s=2
          __REALTIME_TIMESTAMP=1740909608250000
          _SOURCE_REALTIME_TIMESTAMP=1740909608123456
          SYSLOG_IDENTIFIER=db
          MESSAGE={"path":"/a","status":500}


          """,
        records: [
          "2025-03-02T10:00:07.250000Z carts@web-1 error 1#1",
          "2025-03-02T10:00:08.123456Z db@service unknown 8#1 /a 500",
        ]),
      Document(
        text: "__REALTIME_TIMESTAMP=1740909607250000\nMESSAGE\n\u{4}\0\0\0\0\0\0\0a\n\nb\n"
          + "_COMM=node\n\n__REALTIME_TIMESTAMP=1740909607250001\nMESSAGE=x\n",
        records: [
          "2025-03-02T10:00:07.250000Z node@service unknown 1#1",
          "2025-03-02T10:00:07.250001Z service@service unknown 8#1",
        ]),
      Document(
        text: "__CURSOR=1\nMESSAGE=x\n\nnot a field\n__REALTIME_TIMESTAMP=1740909607250000\n"
          + "MESSAGE=y\n",
        records: ["2025-03-02T10:00:07.250000Z service@service unknown 5#1"], unread: 2),
      Document(
        text: "__REALTIME_TIMESTAMP=1740909607250000\n_COMM=x\n\n", records: []),
    ],
    refused: ["CURSOR=1\nMESSAGE=x\n", "__cursor=1\n", "{\"__CURSOR\":\"1\"}\n"])

  static let jsonArray = EnvelopeKit(
    name: "json-array",
    documents: [
      Document(
        text: #"""
          [
            {"time": "2025-03-02T10:00:07.250Z", "path": "/a", "status": 500},
            {
              "level": 40,
              "time": 1740909608250,
              "msg": "slow"
            }
          ]
          """#,
        records: [
          "2025-03-02T10:00:07.250Z service@service unknown 2#1 /a 500",
          "2025-03-02T10:00:08.250Z service@service warning 3#1",
        ]),
      Document(
        text: #"[{"insertId":"a1","timestamp":"2025-03-02T10:00:07.250Z","severity":"ERROR","#
          + #""message":"x"},{"insertId":"a1","timestamp":"2025-03-02T10:00:07.250Z","severity":"#
          + #""ERROR","message":"x"},{"insertId":"a2","timestamp":"2025-03-02T10:00:07.250Z","#
          + #""message":"x"}]"#,
        records: [
          "2025-03-02T10:00:07.250Z service@service error 1#1",
          "2025-03-02T10:00:07.250Z service@service unknown 1#3",
        ], duplicate: 1),
      Document(
        text: #"[{"log":"in\n","stream":"stdout","time":"2025-03-02T10:00:07.250Z"},"x",4,[]]"#,
        records: ["2025-03-02T10:00:07.250Z service@service unknown 1#1"], unread: 3),
      Document(
        text: #"[{"time":"2025-03-02T10:00:07Z","msg":"a"}]"# + "\n"
          + #"[{"time":"2025-03-02T10:00:08Z","msg":"b"}]"#,
        records: [
          "2025-03-02T10:00:07Z service@service unknown 1#1",
          "2025-03-02T10:00:08Z service@service unknown 2#1",
        ]),
    ],
    refused: ["[1,2]", "[2025-03-02T10:00:07Z] {\"a\":1}", #"{"a":[{"b":1}]}"#, "[]"])

  static let jsonStream = EnvelopeKit(
    name: "json-stream",
    documents: [
      Document(
        text: """
          {
            "time": "2025-03-02T10:00:07.250Z",
            "path": "/a",
            "status": 500
          }
          {
            "time": "2025-03-02T10:00:08.250Z",
            "level": "warn",
            "msg": "slow"
          }
          """,
        records: [
          "2025-03-02T10:00:07.250Z service@service unknown 1#1 /a 500",
          "2025-03-02T10:00:08.250Z service@service warning 6#1",
        ]),
      Document(
        text: "{\n\t\"time\":\"2025-03-02T10:00:07Z\",\"msg\":\"a\"}{\"time\":"
          + "\"2025-03-02T10:00:08Z\",\"msg\":\"b\"}\n",
        records: [
          "2025-03-02T10:00:07Z service@service unknown 1#1",
          "2025-03-02T10:00:08Z service@service unknown 2#1",
        ]),
      Document(
        text: "{\r\n\"MESSAGE\": \"x\",\r\n\"__REALTIME_TIMESTAMP\": \"1740909607250000\"\r\n}\r\n",
        records: ["2025-03-02T10:00:07.250000Z service@service unknown 1#1"]),
      Document(
        text: "{\n\"a\": 1\n}\nwords\n{\n\"time\": \"2025-03-02T10:00:07Z\", \"msg\": \"b\"\n}\n",
        records: ["2025-03-02T10:00:07Z service@service unknown 5#1"], unread: 2),
    ],
    refused: ["{\n{", #"{"a":1}"# + "\n", "{ \"a\":\n1}", "{\n}\n"])
}
