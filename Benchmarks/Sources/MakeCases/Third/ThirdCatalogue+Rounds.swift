/// Short logs of one or two clients, with and without a fault.
extension ThirdCatalogue {
  private static func round(
    _ shape: Trouble.Shape?, seconds: Double = 600,
    _ change: @escaping (inout Round, inout Scene, Double) -> Void
  ) -> Make {
    { seed in
      var scene = Scene(seed: seed, hours: seconds / 3600, beginsAt: 9 + Double(seed % 7))
      var round = Round()
      round.isJSON = scene.dice.chance(0.5)
      round.clients = 1 + scene.dice.below(2)
      let from = scene.dice.middle(of: scene.seconds, 0.4, 0.7)
      if let shape {
        scene.troubles = [
          Trouble(
            from: from, to: nil, shape: shape, service: "volumes-worker",
            dependency: "storage-1.internal")
        ]
      }
      change(&round, &scene, from)
      round.play(&scene)
      return scene
    }
  }

  static var rounds: [(name: String, make: Make)] {
    faulty + clean
  }

  private static var faulty: [(name: String, make: Make)] {
    [
      (
        "round-burst",
        round(.brief) { round, scene, from in
          let to = from + scene.dice.between(25, 40)
          scene.troubles[0].to = to
          round.clients = 2
          round.fails = { _, at in at >= from && at < to }
        }
      ),
      (
        "round-one-call",
        round(.brief) { round, scene, from in
          // The first creation behind that moment, and no other.
          scene.troubles[0].beginsUnseen = true
          scene.troubles[0].endsLate = true
          scene.troubles[0].to = from
          round.clients = 1
          var isDone = false
          round.fails = { step, at in
            guard step == "create", at >= from, !isDone else { return false }
            isDone = true
            return true
          }
        }
      ),
      (
        "round-traceback",
        round(.brief) { round, scene, from in
          // No request fails: the worker does it again, and then it works.
          scene.troubles[0].to = from + 1
          scene.saw(0, from + 0.1, from + 0.1, bad: true, "volumes-worker")
          round.traceback(&scene, "upload of a backup failed", "-", at: from + 0.1)
        }
      ),
      (
        "round-lasting",
        round(.lasting) { round, _, from in
          round.fails = { step, at in step == "attach" && at >= from }
        }
      ),
      (
        "round-always",
        round(.lasting) { round, scene, _ in
          scene.troubles[0].from = -1
          round.fails = { step, _ in step == "attach" }
        }
      ),
      (
        "round-gives-up",
        round(.brief) { round, scene, from in
          scene.troubles[0].beginsUnseen = true
          round.clients = 1
          round.givesUp = true
          round.fails = { _, at in at >= from }
        }
      ),
    ]
  }

  private static var clean: [(name: String, make: Make)] {
    [
      ("round-clean", round(nil) { _, _, _ in }),
      (
        "round-clean-phases",
        round(nil) { round, scene, from in
          // Debug lines of a phase of work, which end with it.
          round.isPhased = true
          for at in stride(from: 30, to: from * 0.7, by: 5) {
            round.say(
              &scene, "worker", "DEBUG", "image conversion at \(Int(at / from * 140)) %", nil,
              at: at + scene.dice.between(0, 0.4))
          }
        }
      ),
      (
        "round-clean-conflicts",
        round(nil) { round, _, _ in round.hasConflicts = true }
      ),
      ("round-clean-stops", round(nil) { round, _, from in round.stopsAt = from }),
      (
        "round-clean-warnings",
        round(nil) { round, scene, _ in
          for at in scene.dice.moments(to: scene.seconds, perHour: 70) {
            round.say(
              &scene, "worker", "WARNING", "lock on the catalogue is held, waiting", nil, at: at)
          }
          for at in scene.dice.moments(to: scene.seconds, perHour: 25) {
            let request = "req-" + scene.dice.hex(8)
            round.say(
              &scene, "worker", "WARNING", "connection to storage-1.internal reset, retry 1 of 3",
              request, at: at)
            round.say(&scene, "worker", "INFO", "retry 1 worked", request, at: at + 1.1)
          }
        }
      ),
    ]
  }
}
