/// What comes to a site that nobody asked to come, and its error log.
extension Site {
  private static let holes = [
    "/.env", "/.git/config", "/wp-login.php", "/wp-admin/setup-config.php", "/phpmyadmin/",
    "/admin/config.php", "/vendor/phpunit/src/Util/PHP/eval-stdin.php", "/cgi-bin/luci",
    "/actuator/env", "/server-status", "/backup.zip", "/xmlrpc.php", "/solr/admin/info",
  ]

  /// Hundreds of paths that never were, several a second.
  func scan(_ scene: inout Scene, at begin: Double) {
    let client = Client(
      address: scene.dice.address(),
      agent: scene.dice.pick(["Mozilla/5.0 zgrab/0.x", "python-requests/2.31.0", "-"]))
    var at = begin
    for _ in 0..<(80 + scene.dice.below(320)) {
      at += scene.dice.exponential(mean: 0.35)
      let path =
        scene.dice.chance(0.3)
        ? scene.dice.pick(Self.holes)
        : "/\(scene.dice.pick(["old", "test", "bak", "site", "api", "wp-content"]))"
          + "/\(scene.dice.hex(5)).\(scene.dice.pick(["php", "sql", "zip", "txt", "bak"]))"
      let status = scene.dice.pick([(404, weight: 8), (403, weight: 1.5), (400, weight: 0.5)])
      var hit = Hit(time: at, client: client, path: path, status: status)
      if status == 403 { hit.complaint = "access forbidden by rule" }
      if status == 404, path.hasSuffix(".php") { hit.complaint = "no script" }
      serve(&scene, hit)
    }
  }

  /// Single requests that a rule turns away, all day long.
  func knocks(_ scene: inout Scene) {
    for at in scene.dice.moments(to: scene.seconds, perHour: 1.6) {
      let client = Client(address: scene.dice.address(), agent: "-")
      let path = scene.dice.pick(Self.holes)
      serve(
        &scene,
        Hit(
          time: at, client: client, path: path, status: 403,
          complaint: "access forbidden by rule"))
    }
  }

  func complain(_ scene: inout Scene, _ hit: Hit, _ what: String, at time: Double) {
    let request = "\(hit.method) \(hit.path) HTTP/1.1"
    switch server {
    case .nginx:
      let text =
        what == "no script"
        ? "open() \"/srv/www\(hit.path)\" failed (2: No such file or directory)" : what
      let upstream =
        text.contains("upstream")
        ? ", upstream: \"http://app.internal:9000\(hit.path)\"" : ""
      scene.write(
        "error.log", time,
        "\(scene.clock.nginx(time)) [error] 811#811: *\(20_000 + scene.dice.below(70_000)) "
          + "\(text), client: \(hit.client.address), server: shop.example, "
          + "request: \"\(request)\"\(upstream), host: \"shop.example\"")
    case .apache:
      let (module, code, text) =
        what == "no script"
        ? ("php:error", "", "script '/srv/www\(hit.path)' not found or unable to stat")
        : what.hasPrefix("access")
          ? (
            "security2:error", "",
            "ModSecurity: Access denied with code 403 (phase 2). Pattern match at REQUEST_URI. "
              + "[id \"930130\"] [uri \"\(hit.path)\"]"
          )
          : ("proxy_fcgi:error", "AH01071: ", what)
      scene.write(
        "error.log", time,
        "[\(scene.clock.apache(time))] [\(module)] [pid \(900 + scene.dice.below(40))] "
          + "[client \(hit.client.address):\(30_000 + scene.dice.below(30_000))] \(code)\(text)")
    }
  }

  /// A person whose form is refused each time.
  func stubborn(_ scene: inout Scene) {
    let client = Client(address: "87.12.44.190", agent: Self.agents[0])
    for begin in scene.dice.moments(to: scene.seconds, perHour: 0.25, peak: 2, season: season) {
      var at = begin
      for _ in 0..<(2 + scene.dice.below(4)) {
        serve(
          &scene,
          Hit(
            time: at, client: client, method: "POST", path: "/newsletter/import", status: 500,
            isMade: true,
            complaint: server == .nginx
              ? "FastCGI sent in stderr: \"PHP message: Uncaught ValueError: column 7 is empty\" "
                + "while reading response header from upstream"
              : "Got error 'PHP message: Uncaught ValueError: column 7 is empty'"))
        at += scene.dice.between(12, 90)
      }
    }
  }

  /// Passwords are guessed at, slowly, from a few places.
  func guesses(_ scene: inout Scene) {
    for _ in 0..<3 {
      let client = Client(address: scene.dice.address(), agent: "Go-http-client/1.1")
      let begin = scene.dice.between(0, scene.seconds * 0.8)
      var at = begin
      for _ in 0..<(60 + scene.dice.below(200)) {
        at += scene.dice.exponential(mean: 6)
        serve(
          &scene,
          Hit(
            time: at, client: client, method: "POST", path: "/account/login", status: 401,
            isMade: true))
        let port = 30_000 + scene.dice.below(30_000)
        let name = scene.dice.pick(["root", "admin", "deploy", "ubuntu", "test"])
        scene.write(
          "auth.log", at,
          "\(scene.clock.syslog(at)) web1 sshd[\(4000 + scene.dice.below(900))]: "
            + "Failed password for invalid user \(name) from \(client.address) port \(port) ssh2")
      }
    }
    // People log in as well.
    for at in scene.dice.moments(to: scene.seconds, perHour: 5, peak: 2, season: season) {
      let client = Client(address: scene.dice.address(), agent: scene.dice.pick(Self.agents))
      serve(
        &scene,
        Hit(
          time: at, client: client, method: "POST", path: "/account/login",
          status: scene.dice.chance(0.08) ? 401 : 302, isMade: true))
    }
  }

  /// A job that calls a host that has been gone for years, every quarter of an hour.
  func deadHost(_ scene: inout Scene) {
    for at in stride(from: scene.dice.between(20, 800), to: scene.seconds, by: 900) {
      let run = at + scene.dice.between(0, 1.5)
      scene.write(
        "cron.log", run, "\(scene.clock.python(run)) INFO crm_sync starting, 0 changes pending")
      scene.write(
        "cron.log", run + 0.4,
        "\(scene.clock.python(run + 0.4)) ERROR crm_sync POST http://crm-old.internal:8080/sync "
          + "failed: [Errno 113] No route to host")
    }
  }
}
