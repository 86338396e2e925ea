import Glibc

/// A request to a site, as its access log has it.
struct Hit {
  var time: Double
  var client: Client
  var method = "GET"
  var path: String
  var status = 200
  var bytes = 0
  var referer = "-"
  /// A program makes the answer; else it is a file.
  var isMade = false
  /// What the server writes to its error log.
  var complaint: String?
  /// It suffered from the fault.
  var isBad = false
  /// It is one of those that the fault could reach.
  var isReached = false
}

/// Who asks.
struct Client {
  var address: String
  var agent: String
}

/// A web site with its visitors, its crawlers and its attackers.
struct Site {
  enum Server { case nginx, apache }

  var server = Server.nginx
  /// Visits an hour, on the average of a day.
  var visits = 14.0
  var season: (Double) -> Double = Site.day(0.75)
  /// The highest of the season.
  var peak = 2.0
  /// Searches for holes, a day.
  var scans = 1.5
  var isGuarded = true
  /// What a fault does to a hit, and to which of the troubles it belongs.
  var fault: ((inout Hit, inout Dice) -> Void)?

  /// Busy in the afternoon, nearly nobody at four in the morning.
  static func day(_ depth: Double) -> (Double) -> Double {
    { 1 + depth * sin(2 * .pi * ($0 / 3600 - 10) / 24) }
  }

  static let pages: [(String, weight: Double)] = [
    ("/", 10), ("/shop/", 6), ("/shop/lamps/", 4), ("/shop/lamps/arc-2", 2),
    ("/shop/chairs/", 4), ("/shop/chairs/oak-11", 2), ("/search?q=oak", 2), ("/cart", 2),
    ("/journal/", 3), ("/journal/how-we-glue/", 2), ("/journal/2023/winter/", 1),
    ("/about/", 2), ("/contact", 1), ("/old-shop", 1), ("/shipping/", 1),
  ]

  /// Where a page has moved to.
  static let moved = ["/old-shop": "/shop/", "/blog": "/journal/", "/index.php": "/"]
  static let files = [
    "/assets/site.4f2c.css", "/assets/site.91ab.js", "/assets/vendor.0c77.js",
    "/img/logo.svg", "/img/hero-1280.webp",
  ]
  static let agents = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
      + "Chrome/133.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
      + "Version/18.3 Safari/605.1.15",
    "Mozilla/5.0 (X11; Linux x86_64; rv:135.0) Gecko/20100101 Firefox/135.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 "
      + "(KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1",
  ]
  static let crawlers = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
  ]

  /// Writes what people, crawlers, probes and attackers ask for.
  func play(_ scene: inout Scene) {
    for at in scene.dice.moments(
      from: -1800, to: scene.seconds, perHour: visits, peak: peak, season: season)
    {
      visit(&scene, at: at)
    }
    for (number, agent) in Self.crawlers.enumerated() {
      let client = Client(address: "66.249.\(64 + number).\(number * 31 + 7)", agent: agent)
      crawl(&scene, client, everyHours: [1.5, 3, 5, 2][number])
    }
    let probe = Client(address: "198.51.100.9", agent: "UptimeProbe/2.0")
    for at in stride(from: scene.dice.between(0, 60), to: scene.seconds, by: 60) {
      serve(&scene, Hit(time: at, client: probe, method: "HEAD", path: "/", isMade: true))
    }
    for at in scene.dice.moments(to: scene.seconds, perHour: scans / 24) {
      scan(&scene, at: at)
    }
    if isGuarded { knocks(&scene) }
  }

  private func visit(_ scene: inout Scene, at begin: Double) {
    let client = Client(address: scene.dice.address(), agent: scene.dice.pick(Self.agents))
    var at = begin
    var referer = scene.dice.chance(0.5) ? "https://www.google.com/" : "-"
    var isFirst = true
    repeat {
      var path = scene.dice.pick(Self.pages)
      if isFirst, scene.dice.chance(0.4) { path = "/" }
      page(&scene, client, path, at: at, referer: referer, withFiles: isFirst)
      referer = "https://shop.example" + (Self.moved[path] ?? path)
      if path == "/contact", scene.dice.chance(0.3) {
        at += scene.dice.between(30, 120)
        serve(
          &scene,
          Hit(
            time: at, client: client, method: "POST", path: "/contact", status: 302,
            referer: referer, isMade: true))
      }
      isFirst = false
      at += scene.dice.think()
    } while scene.dice.chance(0.76)
  }

  /// A page, where it has moved to, and what it is made of.
  private func page(
    _ scene: inout Scene, _ client: Client, _ path: String, at begin: Double, referer: String,
    withFiles: Bool
  ) {
    var at = begin
    if let to = Self.moved[path] {
      let hit = Hit(time: at, client: client, path: path, status: 301, referer: referer)
      guard serve(&scene, hit) < 400 else { return }
      at += scene.dice.between(0.05, 0.3)
      serve(&scene, Hit(time: at, client: client, path: to, referer: referer, isMade: true))
    } else {
      serve(&scene, Hit(time: at, client: client, path: path, referer: referer, isMade: true))
    }
    let own = "https://shop.example" + path
    let isKnown = scene.dice.chance(0.3)
    for file in Self.files where withFiles || scene.dice.chance(0.1) {
      let status = isKnown ? 304 : 200
      at += scene.dice.between(0.02, 0.25)
      serve(&scene, Hit(time: at, client: client, path: file, status: status, referer: own))
    }
    if withFiles, scene.dice.chance(0.12) {
      serve(
        &scene, Hit(time: at + 0.3, client: client, path: "/favicon.ico", status: 404))
    }
  }

  private func crawl(_ scene: inout Scene, _ client: Client, everyHours hours: Double) {
    for begin in scene.dice.moments(to: scene.seconds, perHour: 1 / hours) {
      serve(&scene, Hit(time: begin, client: client, path: "/robots.txt"))
      var at = begin
      for _ in 0..<(4 + scene.dice.below(30)) {
        at += 2 + scene.dice.exponential(mean: 9)
        if scene.dice.chance(0.12) {
          let path = "/shop/sold-out/\(scene.dice.below(400))"
          serve(
            &scene,
            Hit(
              time: at, client: client, path: path,
              status: scene.dice.chance(0.7) ? 404 : 410, isMade: true))
        } else {
          let path = scene.dice.pick(Self.pages)
          let isMoved = Self.moved[path] != nil
          serve(
            &scene,
            Hit(
              time: at, client: client, path: path, status: isMoved ? 301 : 200,
              isMade: !isMoved))
        }
      }
    }
  }

  /// Its answer's status, after the fault had its way.
  @discardableResult
  func serve(_ scene: inout Scene, _ asked: Hit) -> Int {
    var hit = asked
    hit.bytes =
      [301: 162, 302: 0, 304: 0, 400: 150, 403: 146, 404: 548, 410: 548][hit.status]
      ?? 600 + scene.dice.below(22_000)
    // A line is written when the answer is out.
    let took = hit.isMade ? scene.dice.logNormal(median: 0.14, spread: 0.7) : 0.004
    fault?(&hit, &scene.dice)
    let line = hit.time + took
    if hit.isReached {
      scene.saw(0, hit.time, line, bad: hit.isBad, "\(hit.method) \(hit.path)")
    }
    if hit.isBad, hit.status >= 500 { hit.bytes = 166 + scene.dice.below(3) }
    scene.write(
      "access.log", line,
      "\(hit.client.address) - - [\(scene.clock.access(line))] "
        + "\"\(hit.method) \(hit.path) HTTP/1.1\" \(hit.status) \(hit.bytes) "
        + "\"\(hit.referer)\" \"\(hit.client.agent)\"")
    if let complaint = hit.complaint { complain(&scene, hit, complaint, at: line) }
    // An application that is away says nothing.
    if server == .nginx, hit.isMade, hit.status < 502 { application(&scene, hit, took, line) }
    return hit.status
  }

  /// What the program behind the server says of it.
  private func application(
    _ scene: inout Scene, _ hit: Hit, _ took: Double, _ line: Double
  ) {
    let isError = hit.status >= 500
    let reason = hit.complaint.map { $0.split(separator: "\"").dropFirst().first ?? "" } ?? ""
    let said = isError ? "unhandled: \(reason)" : "rendered"
    let stamp = scene.clock.rfc3339(line - 0.001)
    scene.write(
      "app.log", line - 0.001,
      #"{"time":"\#(stamp)","level":"\#(isError ? "error" : "info")","service":"web-app","#
        + #""message":"\#(said)","route":"\#(hit.path)","took_ms":\#(Int(took * 1000))}"#)
  }
}
