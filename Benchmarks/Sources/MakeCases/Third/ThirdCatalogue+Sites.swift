import Glibc

/// Faults of web sites, and days on which they are well.
extension ThirdCatalogue {
  /// A site with one fault; `harm` says what a hit that the fault can reach becomes.
  private static func site(
    _ shape: Trouble.Shape, dependency: String? = nil, days: Double, visits: Double,
    server: Site.Server = .nginx, minutes: ClosedRange<Double>?, at: ClosedRange<Double>,
    reaches: @escaping (Hit) -> Bool, harm: @escaping (inout Hit, inout Dice) -> Void
  ) -> Make {
    { seed in
      var scene = Scene(seed: seed, hours: days * 24)
      var site = Site()
      site.server = server
      site.visits = visits
      let from = scene.dice.middle(of: scene.seconds, at.lowerBound, at.upperBound)
      let to = minutes.map { from + scene.dice.between($0.lowerBound, $0.upperBound) * 60 }
      scene.troubles = [Trouble(from: from, to: to, shape: shape, dependency: dependency)]
      let trouble = scene.troubles[0]
      site.fault = { hit, dice in
        guard reaches(hit) else { return }
        hit.isReached = true
        guard trouble.isOn(at: hit.time) else { return }
        let before = hit.status
        harm(&hit, &dice)
        hit.isBad = hit.status != before
      }
      site.play(&scene)
      return scene
    }
  }

  static var sites: [(name: String, make: Make)] {
    let isMade = { (hit: Hit) in hit.isMade && hit.status < 300 }
    let isOldShop = { (hit: Hit) in hit.path == "/old-shop" }
    let isScript = { (hit: Hit) in hit.path == "/assets/site.91ab.js" }
    let isForm = { (hit: Hit) in hit.method == "POST" && hit.path == "/contact" }
    return [
      (
        "site-app-down",
        site(
          .step, dependency: "app.internal", days: 1, visits: 40, minutes: 7...20, at: 0.4...0.7,
          reaches: isMade
        ) { hit, _ in
          hit.status = 502
          hit.complaint =
            "connect() failed (111: Connection refused) while connecting to upstream"
        }
      ),
      (
        "site-database-partial",
        site(
          .step, dependency: "mysql.internal", days: 1, visits: 60, server: .apache,
          minutes: 25...45, at: 0.4...0.7, reaches: isMade
        ) { hit, dice in
          guard dice.chance(0.35) else { return }
          hit.status = 500
          hit.complaint =
            "Got error 'PHP message: PDOException: SQLSTATE[HY000] [2002] "
            + "Connection refused (mysql.internal:3306)'"
        }
      ),
      (
        "site-page-stays-broken",
        site(
          .stays, days: 8, visits: 22, server: .apache, minutes: nil, at: 0.12...0.25,
          reaches: isOldShop
        ) { hit, _ in
          hit.status = 500
          hit.complaint = "Got error 'PHP message: Call to undefined function moved_to()'"
        }
      ),
      (
        "site-brief-503",
        site(
          .brief, days: 0.5, visits: 90, minutes: 1.2...2.5, at: 0.4...0.7,
          reaches: isMade
        ) { hit, _ in hit.status = 503 }
      ),
      (
        "site-lost-file",
        site(
          .step, days: 1, visits: 70, minutes: 35...60, at: 0.4...0.7,
          reaches: isScript
        ) { hit, _ in
          hit.status = 404
          hit.complaint =
            "open() \"/srv/www/assets/site.91ab.js\" failed (2: No such file or directory)"
        }
      ),
      (
        "site-form-fails-for-all",
        site(
          .lasting, days: 4, visits: 80, minutes: 1500...2100, at: 0.3...0.5,
          reaches: isForm
        ) { hit, _ in
          hit.status = 500
          hit.complaint =
            "FastCGI sent in stderr: \"PHP message: mail(): could not connect to mail server\" "
            + "while reading response header from upstream"
        }
      ),
    ]
  }

  /// Ordinary days of a site.
  private static func well(
    days: Double, _ change: @escaping (inout Site, inout Scene) -> Void
  ) -> Make {
    { seed in
      var scene = Scene(seed: seed, hours: days * 24)
      var site = Site()
      change(&site, &scene)
      site.play(&scene)
      return scene
    }
  }

  static var healthy: [(name: String, make: Make)] {
    [
      ("healthy-scans", well(days: 3) { site, _ in site.scans = 6 }),
      (
        "healthy-blocked",
        well(days: 2) { site, scene in
          site.server = .apache
          for _ in 0..<3 { site.knocks(&scene) }
        }
      ),
      (
        "healthy-one-form",
        well(days: 3) { site, scene in
          site.server = scene.dice.chance(0.5) ? .nginx : .apache
          site.stubborn(&scene)
        }
      ),
      ("healthy-dead-host", well(days: 2) { site, scene in site.deadHost(&scene) }),
      ("healthy-guesses", well(days: 2) { site, scene in site.guesses(&scene) }),
      ("healthy-night", well(days: 3) { site, _ in site.season = Site.day(0.97) }),
      (
        "healthy-drop",
        well(days: 2) { site, scene in
          // A holiday, or a match on the radio: few come, and nothing fails.
          let from = scene.dice.middle(of: scene.seconds)
          let usual = Site.day(0.75)
          site.season = { usual($0) * ($0 >= from && $0 < from + 7200 ? 0.12 : 1) }
          site.visits = 40
        }
      ),
      (
        "healthy-crowd",
        well(days: 1) { site, scene in
          // The journal is linked to from a place that many read.
          let from = scene.dice.middle(of: scene.seconds)
          let usual = Site.day(0.75)
          site.season = { time in
            let since = time - from
            return usual(time) + (since > 0 ? 6 * exp(-since / 2400) : 0)
          }
          site.peak = 8
        }
      ),
      ("healthy-services", calm { _ in }),
      (
        "healthy-wide",
        calm { mesh in
          // One order in seven waits for a person at the bank, on any day.
          mesh.upsets = [
            Upset(from: 0) { call, _, dice in
              guard call.route.dependency == "payments-api", dice.chance(1.0 / 7) else { return }
              call.dependencyLatency += dice.logNormal(median: 31_000, spread: 0.05)
            }
          ]
        }
      ),
    ]
  }

  /// A day of services on which all is well.
  private static func calm(_ change: @escaping (inout Mesh) -> Void) -> Make {
    { seed in
      var scene = Scene(seed: seed, hours: 24)
      var mesh = Mesh(&scene)
      mesh.visits = 50
      mesh.season = Site.day(0.8)
      mesh.peak = 2
      mesh.background = 0.002
      change(&mesh)
      mesh.play(&scene)
      return scene
    }
  }
}
