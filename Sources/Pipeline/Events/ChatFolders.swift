import Events
import Ingest

/// Finds exports of Slack among event files: a folder, or an archive, with `users.json` and
/// `channels.json` in it and a folder of days for each channel.
///
/// What lies beside the folders of channels tells who is who and holds no events.
struct ChatFolders {
  /// The files without those that only tell of people and channels.
  let found: [InputFinder.Found]

  /// - Parameter named: paths that the user typed, which are events whatever they are called.
  init(_ found: [InputFinder.Found], named: Set<String>) {
    let paths = Set(found.map(\.path))
    let roots = Set(
      paths.compactMap { path -> String? in
        let (folder, name) = Self.parted(path)
        guard name == "users.json" else { return nil }
        let lists = ["channels.json", "groups.json", "dms.json", "mpims.json"]
        return lists.contains { paths.contains(folder + $0) } ? folder : nil
      })
    self.found = found.filter { item in
      let (folder, name) = Self.parted(item.path)
      return !(roots.contains(folder) && name.hasSuffix(".json")) || named.contains(item.path)
    }
  }

  /// Where the names of the people of a day's file may stand, the nearest first: beside it, or
  /// beside its channel's folder.
  static func users(of path: String) -> [String] {
    let (folder, name) = parted(path)
    guard name.hasSuffix(".json"), name != "users.json" else { return [] }
    var places = [folder + "users.json"]
    if let last = folder.last, last == "/" {
      places.append(parted(String(folder.dropLast())).folder + "users.json")
    }
    return places
  }

  /// The channel of a day's file, by the name of its folder.
  static func channel(of path: String) -> String? {
    let folder = parted(path).folder
    guard folder.last == "/" else { return nil }
    let name = parted(String(folder.dropLast())).name
    return name.isEmpty ? nil : name
  }

  /// A path as its folder, with what ends it, and its name; of `export.zip!users.json` the folder
  /// is the archive.
  private static func parted(_ path: String) -> (folder: String, name: String) {
    guard let mark = path.lastIndex(where: { $0 == "/" || $0 == "!" }) else { return ("", path) }
    return (String(path[...mark]), String(path[path.index(after: mark)...]))
  }
}

/// Whom the ids of a chat's export mean, read once for all of its days.
final class ChatNames {
  private var known: [String: ChatAccounts] = [:]

  /// The names for a file, from the nearest `users.json` that has any.
  func accounts(for path: String) -> ChatAccounts {
    for place in ChatFolders.users(of: path) {
      let accounts = known[place] ?? read(place)
      known[place] = accounts
      if !accounts.isEmpty { return accounts.speaking(in: ChatFolders.channel(of: path)) }
    }
    return ChatAccounts()
  }

  private func read(_ path: String) -> ChatAccounts {
    guard let bytes = try? WholeFile.bytes(ofPath: path, limit: 64 << 20) else {
      return ChatAccounts()
    }
    return ChatAccounts(users: bytes)
  }
}
