/// Deployments, their statuses, releases and workflow runs of GitHub, as `gh api` and
/// `gh … list --json` print them.
///
/// Source: GitHub's REST reference, and the manual of `gh` for the names that it gives them.
struct GitHubExport: EventExport {
  let name = "github"

  private enum Form { case deployment, status, release, run }

  func recognises(_ document: EventTree) -> Bool {
    Self.items(of: document).first.map { Self.form(of: $0) != nil } ?? false
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    for item in Self.items(of: document) {
      switch Self.form(of: item) {
      case .deployment: readDeployment(item, into: &rows)
      case .status: readStatus(item, into: &rows)
      case .release: readRelease(item, into: &rows)
      case .run: readRun(item, into: &rows)
      case nil: rows.refuse("items that are no deployment, release or run", at: item)
      }
    }
  }

  private static func items(of document: EventTree) -> [EventTree] {
    document["workflow_runs"]?.items ?? [document]
  }

  private static func form(of item: EventTree) -> Form? {
    if item.has("sha", "ref", "environment", "created_at") { return .deployment }
    if item.has("state", "created_at"), item.has("environment") || item.has("deployment_url"),
      states.contains(item.text("state") ?? "")
    {
      return .status
    }
    if item.has("tag_name", "published_at") || item.has("tagName", "publishedAt") {
      return .release
    }
    if item.has("head_sha", "head_branch", "conclusion")
      || item.has("headBranch", "conclusion", "createdAt")
    {
      return .run
    }
    return nil
  }

  private static let states: Set<String> = [
    "queued", "pending", "in_progress", "waiting", "success", "failure", "error", "inactive",
  ]

  private func readDeployment(_ item: EventTree, into rows: inout ExportRows) {
    guard let time = item.text("created_at") else {
      return rows.refuse("deployments without a time", at: item)
    }
    let (ref, sha) = (item.text("ref") ?? "", item.text("sha") ?? "")
    let place = item.text("environment").map { " to \($0)" } ?? ""
    let what = ref.isEmpty || ref == sha ? String(sha.prefix(7)) : ref
    let words = "deployment of \(what)\(place)"
    let more = item.text("description")
    var event = ExportedEvent(
      Self.kind("\(item.text("task") ?? "") \(more ?? "")"), at: time,
      more.map { "\(words): \($0)" } ?? words, from: .deploy,
      who: item.text("creator.login", "performed_via_github_app.name"))
    event.version = sha.isEmpty ? ref : String(sha.prefix(7))
    event.service = Self.repository(item.text("repository_url"))
    event.url = item.text("html_url", "payload.web_url")
    event.marks.id = item.text("id")
    rows.addOnce(event, at: item)
  }

  /// Only the end of a deployment is a row: its begin is the deployment itself.
  private func readStatus(_ item: EventTree, into rows: inout ExportRows) {
    guard let time = item.text("created_at"), let state = item.text("state") else {
      return rows.refuse("statuses without a time", at: item)
    }
    guard ["success", "failure", "error"].contains(state) else {
      return rows.leaveOut("statuses of deployments that are on their way", at: item)
    }
    let place = item.text("environment").map { " to \($0)" } ?? ""
    let end = state == "success" ? "succeeded" : "failed"
    let words = "deployment\(place) \(end)"
    let more = item.text("description")
    var event = ExportedEvent(
      state == "success" ? .deploy : .note, at: time, more.map { "\(words): \($0)" } ?? words,
      from: .deploy, who: item.text("creator.login"))
    event.url = item.text("log_url", "environment_url", "target_url")
    event.service = Self.repository(item.text("repository_url"))
    event.marks.id = item.text("id")
    event.marks.thread = item.text("deployment_url")?.split(separator: "/").last.map(String.init)
    rows.addOnce(event, at: item)
  }

  private func readRelease(_ item: EventTree, into rows: inout ExportRows) {
    guard let time = item.text("published_at", "publishedAt") else {
      return rows.leaveOut("releases that are drafts", at: item)
    }
    let tag = item.text("tag_name", "tagName") ?? ""
    let title = item.text("name") ?? tag
    let words = title.contains(tag) ? title : "\(title) (\(tag))"
    var event = ExportedEvent(
      Self.kind(title), at: time, "release \(words) published", from: .deploy,
      who: item.text("author.login"))
    event.version = tag
    event.url = item.text("html_url", "url")
    event.marks.id = item.text("id", "databaseId")
    rows.addOnce(event, at: item)
  }

  private func readRun(_ item: EventTree, into rows: inout ExportRows) {
    guard let end = item.text("conclusion") else {
      return rows.leaveOut("runs that have not ended", at: item)
    }
    guard let time = item.text("run_started_at", "startedAt", "created_at", "createdAt") else {
      return rows.refuse("runs without a time", at: item)
    }
    let workflow = item.text("name", "workflowName") ?? "workflow"
    let title = item.text("display_title", "displayTitle")
    let branch = item.text("head_branch", "headBranch").map { " of \($0)" } ?? ""
    let more = title.map { $0 == workflow ? "" : " (\($0))" } ?? ""
    let isDeploy = ["deploy", "release", "publish", "rollout", "rollback"]
      .contains { workflow.lowercased().contains($0) }
    var event = ExportedEvent(
      isDeploy && end == "success" ? Self.kind(workflow) : .note, at: time,
      "run of \(workflow)\(branch)\(more): \(end)", from: .deploy,
      who: item.text("triggering_actor.login", "actor.login"))
    event.version = item.text("head_sha", "headSha").map { String($0.prefix(7)) }
    event.service = item.text("repository.name")
    event.url = item.text("html_url", "url")
    event.marks.id = item.text("id", "databaseId")
    rows.addOnce(event, at: item)
  }

  private static func kind(_ words: String) -> EventKind {
    let words = words.lowercased()
    return ["rollback", "roll back", "revert"].contains { words.contains($0) } ? .rollback : .deploy
  }

  /// `shop-api` of `https://api.github.com/repos/acme/shop-api`.
  private static func repository(_ url: String?) -> String? {
    url?.split(separator: "/").last.map(String.init)
  }
}
