/// The history of an Argo CD application, as `argocd app get -o json` and
/// `kubectl get application -o json` print it.
///
/// Source: the custom resource `Application` of `argoproj.io/v1alpha1`.
struct ArgoCDExport: EventExport {
  let name = "argo-cd"

  func recognises(_ document: EventTree) -> Bool {
    if document.text("kind") == "List" || document.text("kind") == "ApplicationList" {
      return document["items"]?.items.first.map(Self.isApplication) ?? false
    }
    return Self.isApplication(document)
  }

  func read(_ document: EventTree, into rows: inout ExportRows) {
    for application in document["items"]?.items ?? [document] {
      read(application: application, into: &rows)
    }
  }

  private static func isApplication(_ document: EventTree) -> Bool {
    document.text("kind") == "Application"
      && (document.text("apiVersion") ?? "argoproj.io/").hasPrefix("argoproj.io/")
      && document.has("metadata", "status")
  }

  private func read(application: EventTree, into rows: inout ExportRows) {
    let name = application.text("metadata.name") ?? "application"
    var before: [String] = []
    for entry in application[path: "status.history"]?.items ?? [] {
      let revision = entry.text("revision") ?? ""
      guard let time = entry.text("deployedAt", "deployStartedAt") else {
        rows.refuse("deployments without a time", at: entry)
        continue
      }
      // What was deployed before the present revision is gone back to.
      let isBack = before.last != revision && before.contains(revision)
      before.append(revision)
      var event = ExportedEvent(
        isBack ? .rollback : .deploy, at: time,
        "\(name) synced to \(revision.prefix(12))\(isBack ? ", which ran before" : "")",
        from: .deploy, who: entry.text("initiatedBy.username"))
      event.service = name
      event.version = String(revision.prefix(12))
      event.marks.id = entry.text("id")
      rows.addOnce(event, at: entry)
    }
    guard let state = application[path: "status.operationState"],
      ["Failed", "Error"].contains(state.text("phase") ?? ""),
      let time = state.text("finishedAt", "startedAt")
    else { return }
    var event = ExportedEvent(
      .note, at: time,
      "sync of \(name) failed: \(state.text("message") ?? "no message")", from: .deploy,
      who: state.text("operation.initiatedBy.username"))
    event.service = name
    rows.addOnce(event, at: state)
  }
}
