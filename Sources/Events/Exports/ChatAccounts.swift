/// Names of people by the ids that messages of a Slack export have instead: its `users.json`.
public struct ChatAccounts: Sendable {
  private var names: [String: String] = [:]
  /// The channel that is read, where the messages do not say it.
  private(set) var channel: String?

  /// Nobody is known.
  public init() {}

  /// - Parameter users: the content of `users.json`, as far as it is one.
  public init(users: [UInt8]) {
    var parser = EventTreeParser(users, at: users.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
    while parser.findValue(), let list = parser.value() {
      for user in list.items {
        guard let id = user.text("id") else { continue }
        names[id] = user.text(
          "profile.real_name", "real_name", "profile.display_name", "name")
      }
    }
  }

  /// The same people in a channel of that name.
  public func speaking(in channel: String?) -> ChatAccounts {
    var accounts = self
    accounts.channel = channel
    return accounts
  }

  /// What somebody is called; `nil` where they are not known.
  func name(of id: String) -> String? { names[id] }

  /// Nobody is known.
  public var isEmpty: Bool { names.isEmpty }
}
