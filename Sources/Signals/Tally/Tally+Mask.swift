import LogModel
import Parse

extension Tally {
  /// Names that its records go by: services, hosts, dependencies, operations, and the values that
  /// attempts are told apart by. A secret that is one of them is no secret elsewhere.
  public var names: Set<String> {
    var names: Set<String> = []
    for one in series {
      names.formUnion([one.key.service, one.key.source, one.key.name])
      // A host in the words of an error may be anything.
      if one.key.kind.isAttempt { names.insert(one.key.dependency) }
      // What was rejected may be anything that a caller asked for.
      guard one.key.kind.isAttempt, !one.key.isRejected else { continue }
      names.insert(one.key.operation)
      // Segments of routes that are words; one with digits may be what a caller put there.
      for word in NameWords.words(ofOperation: one.key.operation) {
        let segment = word.unicodeScalars.first == "/" ? String(word.dropFirst()) : word
        if segment.utf8.allSatisfy({ $0 &- 0x30 >= 10 }), segment.utf8.count <= 24 {
          names.insert(segment)
        }
      }
    }
    names.formUnion(dimensions.values.values.map(\.text))
    return names
  }

  /// Hides parts of the texts that it keeps, where they were found to be secrets only after the
  /// texts were kept; of a finished tally, which stays finished.
  ///
  /// - Parameter hide: gives back what it does not change.
  /// - Returns: whether anything was hidden.
  @discardableResult
  public func mask(_ hide: (String) -> String) -> Bool {
    var isChanged = false
    func hiding(_ text: String) -> String {
      let hidden = hide(text)
      if !ExactText.isSame(hidden, text) { isChanged = true }
      return hidden
    }
    for service in routes.keys { routes[service]?.mask(hiding) }
    for service in rejectedRoutes.keys { rejectedRoutes[service]?.mask(hiding) }
    let old = series.map(\.key)
    for one in series {
      if one.key.kind != .message { one.key.operation = hiding(one.key.operation) }
      one.mask(hiding)
    }
    templates.mask(hiding)
    values.mask(hiding)
    guard isChanged else { return false }
    let masked = series
    series = []
    seriesIndex = [:]
    var renamed: [UInt64: SeriesKey] = [:]
    for (key, one) in zip(old, masked) {
      let now = currentKey(one.key)
      renamed[key.routeHash] = now
      series[index(of: now)].merge(one, kept: keptEvents)
    }
    clients.rename(renamed)
    dimensions.rename(renamed)
    forget()
    finish()
    return true
  }
}
