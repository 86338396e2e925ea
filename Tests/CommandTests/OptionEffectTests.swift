// Foundation: JSONSerialization reads the program's own list of its options.
import Foundation
import TestSupport
import Testing

/// Every option that is accepted changes an output, or says that it does not.
@Suite struct OptionEffectTests {
  @Test("what an option does is seen", arguments: OptionEffect.all)
  func effect(_ effect: OptionEffect) throws {
    let place = try OptionFolder()
    if effect.command == "merge" { try place.makeTallies() }
    var more = effect.more
    if more.last == "SECOND" {
      let list = try place.folder.program(["draft", "two.log", "--quiet", "--format", "json"])
      more[more.count - 1] = try #require(Report(list.output).ids.min())
    }
    let without = try place.said(effect.base + effect.less)
    let with = try place.said(effect.base + more)
    #expect([0, 2, 3].contains(without.status) && [0, 2, 3].contains(with.status))
    switch effect.change {
    case .shows(let mark):
      #expect(
        without.text.contains(mark) != with.text.contains(mark),
        "'\(mark)' without:\n\(without.text.prefix(2000))\nwith:\n\(with.text.prefix(2000))")
    case .differs: #expect(without.text != with.text)
    case .nothing: #expect(without.text == with.text)
    }
  }

  @Test("no option is without a row in the table")
  func complete() throws {
    let help = try Program(in: "/")(["--experimental-dump-help"])
    let root = try JSONSerialization.jsonObject(with: Data(help.output)) as? [String: Any]
    let program = try #require(root?["command"] as? [String: Any])
    let accepted = Self.options(of: program).filter { !$0.hasPrefix("help ") }
    let tried = OptionEffect.all.map { "\($0.command) \($0.option)" }
    #expect(Set(accepted).subtracting(tried).sorted() == [])
    #expect(Set(tried).subtracting(accepted).sorted() == [])
    #expect(tried.count == Set(tried).count)
  }

  /// `draft pipeline`: what every command takes, but for help and version.
  private static func options(of command: [String: Any]) -> [String] {
    let name = command["commandName"] as? String ?? ""
    let own = (command["arguments"] as? [[String: Any]] ?? []).compactMap { argument -> String? in
      let names = (argument["names"] as? [[String: Any]] ?? [])
        .filter { $0["kind"] as? String == "long" }.compactMap { $0["name"] as? String }
      guard let option = names.first ?? argument["valueName"] as? String,
        option != "help", option != "version"
      else { return nil }
      return "\(name) \(option)"
    }
    let below = (command["subcommands"] as? [[String: Any]] ?? []).flatMap(options)
    return (name == "recount" ? [] : own) + below
  }

  @Test(
    "what cannot do what it says is refused as wrong usage",
    arguments: [
      ["demo", "--scenario", "foo"], ["demo", "--form", "foo"],
      ["draft", "a.log", "--list", "--format", "markdown"],
      ["draft", "a.log", "--explain", "--format", "json"],
      ["draft", "a.log", "--list", "--incident", "x"],
    ])
  func refused(_ arguments: [String]) throws {
    let run = try Program(in: "/")(arguments)
    #expect(run.status == 64)
    #expect(run.output.isEmpty && !run.errors.isEmpty)
  }

  @Test(
    "what meets nothing that it could change is said",
    arguments: [
      (["--input-tz", "*.bz3=UTC"], "--input-tz: '*.bz3' matches no input"),
      (["--exclude", "payments*"], "--exclude: 'payments*' matches no input"),
      (["--input-format", "x.log=combined"], "--input-format: 'x.log' matches no input"),
      (["--shift", "host-c/*=-4s"], "--shift: 'host-c/*' matches no input"),
      (["--pipeline", "idle.yaml"], "operations: no record is matched by 'refund'"),
      (["--pipeline", "idle.yaml"], "inputs: no input is matched by 'other/*.log'"),
      (["--pipeline", "idle.yaml"], "events: 'pages/*.jsonl' of the definition matches no file"),
      (["--pipeline", "idle.yaml"], "audit: has no effect in this version"),
    ])
  func idle(_ options: [String], _ said: String) throws {
    let place = try OptionFolder()
    try place.folder.write(
      "idle.yaml",
      """
      recount: 1
      inputs: [{paths: ["other/*.log"]}]
      events: [{paths: ["pages/*.jsonl"]}]
      operations: [{name: refund, match: {path: /refund}}]
      audit: {baseline: 7d}

      """)
    let run = try place.folder.program(["draft", "shop.log"] + options)
    #expect(run.status == 0 && run.text.contains("began to fail"))
    #expect(run.errorText.contains(said), "\(run.errorText)")
    let quiet = try place.folder.program(["draft", "shop.log", "--quiet"] + options)
    #expect(quiet.errors.isEmpty && quiet.output == run.output)
  }
}
