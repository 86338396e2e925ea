import TestSupport

/// One file that is put into a case.
struct FixtureInput: Sendable {
  /// Inside the case's folder; packed when it ends so.
  var path: String
  /// Not packed.
  var content: [UInt8]
  /// How much of the packed file there is: a download may break off.
  var percent = 100

  var isPacked: Bool { path.hasSuffix(".gz") }

  /// As it lies on disk.
  var bytes: [UInt8] {
    guard isPacked else { return content }
    let packed = GzipWriter.member(content, level: 9)
    return Array(packed.prefix(packed.count * percent / 100))
  }

  /// What is wrong with a file that should be this one; `nil` when nothing is.
  ///
  /// Contents are compared, not packed bytes: another zlib may pack otherwise.
  func fault(of file: [UInt8]?) -> String? {
    guard let file else { return "is missing" }
    let found = isPacked ? GzipReader.bytes(of: file) : file
    let wanted = percent < 100 ? Array(content.prefix(found.count)) : content
    if percent < 100, found.isEmpty || found.count == content.count { return "is not cut" }
    return found == wanted ? nil : "is not what the simulator makes"
  }
}
