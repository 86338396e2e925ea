/// What a path led to: one stream of bytes, or an archive of several.
public enum OpenedInput {
  case stream(DecodedStream)
  case archive(Archive)

  /// Opens a file, `-`, a pipe, or a member of an archive as `archive!member`.
  ///
  /// - Throws: `IngestError` when it cannot be opened or its packing is not read.
  public static func open(
    path: String, blockSize: Int = 256 * 1024, acceptsPipe: Bool = false
  ) throws(IngestError) -> OpenedInput {
    let layers = try LayerStack.open(path: path, acceptsPipe: acceptsPipe)
    return layers.isArchive
      ? .archive(Archive(path: path, layers: layers))
      : .stream(DecodedStream(path: path, layers: layers, blockSize: blockSize))
  }
}
