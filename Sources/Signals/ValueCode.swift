/// What was seen and who asked, as an ``EventMark`` of ``Tally/values`` holds both in the place of
/// its client.
public struct ValueCode: Hashable, Sendable {
  /// Hash of a value, or a latency as records hold it.
  public var value: UInt32
  /// A part of the client's hash, 0 where it is not known.
  public var client: UInt32

  public init(_ mark: EventMark) {
    value = UInt32(truncatingIfNeeded: mark.client)
    client = UInt32(truncatingIfNeeded: mark.client &>> 32)
  }

  static func packed(_ value: UInt32, client: UInt64) -> UInt64 {
    UInt64(value) | (client & 0xFFFF_FFFF_0000_0000)
  }
}
