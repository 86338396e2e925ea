import LogModel
import Scan

/// Puts members of a JSON object where they belong among a record's fields.
enum JSONFieldTaker {
  @inline(__always)
  static func take(
    _ member: JSONMember, as match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields, _ clues: inout UnresolvedJSONFields
  ) {
    if member.value.kind == .object {
      takeObject(member, as: match, of: line, into: &fields, &clues)
    } else if !match.isPrefix {
      put(member.value, as: match, of: line, into: &fields, &clues)
    }
  }

  /// An object: looked into where longer names begin with its key; a body, or a call, else.
  private static func takeObject(
    _ member: JSONMember, as match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields, _ clues: inout UnresolvedJSONFields
  ) {
    let name = UnsafeRawBufferPointer(rebasing: line[member.keyStart..<member.keyEnd])
    switch match.key {
    case .requestBody, .responseBody:
      guard !match.isPrefix else { break }
      if CallObject.isShort(name),
        CallObject.take(member.value, of: line, into: &fields, &clues)
      {
        return
      }
      return put(member.value, as: match, of: line, into: &fields, &clues)
    case .labels:
      return put(member.value, as: match, of: line, into: &fields, &clues)
    default: break
    }
    guard match.isContainer else { return }
    NestedFields.take(member.value, under: name, match, of: line, into: &fields, &clues)
  }

  static func put(
    _ value: JSONSlice, as match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields, _ clues: inout UnresolvedJSONFields
  ) {
    if value.kind == .null {
      if match.key == .error { fields.deniesError = true }
      return
    }
    let isText = (value.kind == .string || value.kind == .number) && value.count > 0
    switch match.key {
    case .time: takeTime(value, match, of: line, into: &fields, &clues)
    case .level: takeLevel(value, match, of: line, into: &fields, &clues)
    case .status: takeStatus(value, match, of: line, into: &fields, &clues)
    case .latency: takeLatency(value, match, of: line, into: &fields, &clues)
    case .type: if isText, fields.takes(match) { fields.type = value }
    case .message: if isText, fields.takes(match) { fields.message = value }
    case .method:
      guard isText, !PlaceholderText.isOne(line.slice(value)) else { return }
      // A remote call's method is a path.
      if line[value.start] == 0x2F {
        if fields.path == nil { fields.path = value }
      } else if fields.takes(match) {
        fields.method = value
      }
    case .path:
      if isText, !PlaceholderText.isOne(line.slice(value)), fields.takes(match) {
        fields.path = withoutAuthority(value, in: line)
        fields.authority = authority(before: fields.path, of: value, in: line)
        fields.isTarget = fields.authority != nil && FieldNames.targets.contains(match.index)
        fields.mayBeFile = match.index == FieldNames.barePath
      }
    case .wait: takeWait(value, match, of: line, into: &fields)
    case .requestBody:
      if match.way == .requestLine, takeRequestLine(value, match, of: line, into: &fields) {
        return
      }
      if fields.takes(match) { fields.requestBody = value }
    case .responseBody: if fields.takes(match) { fields.responseBody = value }
    case .success:
      let isFlag = match.index < FieldNames.flagCount
      if let success = success(value, isFlag: isFlag, in: line), fields.takes(match) {
        fields.success = success
      } else if !isFlag, value.kind == .string, fields.saidEnd == nil {
        fields.saidEnd = EndWord.succeeded(line.slice(value))
      }
    case .labels: if value.kind == .object { fields.labels = value }
    case .error: takeError(value, match, of: line, into: &fields)
    default: if isText { putText(value, as: match, of: line, into: &fields, &clues) }
    }
  }

  private static func putText(
    _ value: JSONSlice, as match: FieldKeyTable.Match, of line: UnsafeRawBufferPointer,
    into fields: inout RecordFields, _ clues: inout UnresolvedJSONFields
  ) {
    if value.kind == .string, PlaceholderText.isOne(line.slice(value)) { return }
    switch match.key {
    case .operation:
      // A number counts operations, or is one of a list that only the program knows.
      guard line.slice(value).contains(where: { $0 &- 0x30 >= 10 }) else { return }
      if fields.takes(match) { fields.operation = value }
    case .service: if fields.takes(match) { fields.service = value }
    case .host: if fields.takes(match) { fields.host = value }
    case .user:
      if match.way == .account {
        fields.dimensions.take(value, .tenant, rank: DimensionFields.lastRank)
      }
      if fields.takes(match) { fields.user = value }
    case .session: if fields.takes(match) { fields.session = value }
    case .address: if fields.takes(match) { fields.address = withoutPort(value, in: line) }
    case .peer:
      if fields.takes(match) {
        fields.peer = value
        clues.peerIsTarget = match.way == .target
        if clues.peerIsTarget { clues.isAny = true }
      }
    case .userAgent: if fields.takes(match) { fields.userAgent = value }
    case .trace: if fields.takes(match) { fields.trace = value }
    case .job: if fields.takes(match) { fields.job = value }
    case .rpcService: if fields.takes(match) { fields.rpcService = value }
    case .grpcStatus:
      if let status = GRPCStatusText.status(line.slice(value)), fields.takes(match) {
        fields.grpcStatus = status
      }
    case .dimension: fields.dimensions.take(value, match)
    case .name: UnresolvedJSONFields.wait(value, match, at: &clues.name, &clues.isAny)
    case .nanoseconds: UnresolvedJSONFields.wait(value, match, at: &clues.nanoseconds, &clues.isAny)
    case .flags: UnresolvedJSONFields.wait(value, match, at: &clues.flags, &clues.isAny)
    case .envelopeLine:
      if fields.takes(match), value.kind == .string { fields.envelopeLine = value }
    default: break
    }
  }
}
