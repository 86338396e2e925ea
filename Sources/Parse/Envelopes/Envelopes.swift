import Ingest
import LogModel
import Scan

/// What an envelope made of a line.
public enum Unwrapped {
  /// Another kind of line.
  case foreign
  /// A line about the lines that follow; with labels they share, where it states them.
  case header(labels: JSONSlice?)
  case record(Wrapped)
}

/// A record inside an envelope's line, and what the envelope knows of it.
public struct Wrapped: Sendable {
  /// Whether the line holds all of a record.
  public enum Part: Sendable {
    case whole
    /// A piece; more of it follows on another line of the same stream.
    case piece
    /// The last piece; the whole, where none came before.
    case last
  }
  /// The record's text: a JSON string without its quotes, escapes unresolved (`.string`), an
  /// array of byte numbers (`.array`), or plain bytes (any other kind).
  public var text: JSONSlice
  public var time: Timestamp?
  /// Where the envelope states no zone.
  public var localTime: ParsedTime?
  /// A JSON object of labels.
  public var labels: JSONSlice?
  public var service: JSONSlice?
  public var host: JSONSlice?
  public var level = Severity.unknown
  public var part = Part.whole
  /// Which of the streams that one file mixes: `stdout` is another than `stderr`.
  public var stream: UInt8 = 0
  /// The exporting tool left the text out because it was long: the record has no words.
  public var isLeftOut = false

  public init(text: JSONSlice) { self.text = text }
}

/// A wrapping that puts one record on each line.
public protocol LineEnvelope: Sendable {
  var name: String { get }
  /// The tool that prints it stops at a number of lines.
  var isLimited: Bool { get }
  /// Whether a line that begins with these bytes, at most eight, may be of this kind; most lines
  /// begin like the one before and are of none.
  func mayOpen(with head: Slice<UnsafeRawBufferPointer>) -> Bool
  /// A pure function of the line, without its line end.
  func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped
}

/// What a document's envelope made of one of its entries.
public enum EntryContent {
  case record(Wrapped)
  /// An entry whose stamp is none.
  case undated
  /// No entry of such a document.
  case foreign
}

/// A wrapping that puts many records into one document.
public protocol DocumentEnvelope: Sendable {
  var name: String { get }
  /// How entries are found in it.
  var shape: DocumentShape { get }
  /// The tool that writes it stops at a number of entries.
  var isLimited: Bool { get }
  /// Whether a stream that begins with `head` is such a document.
  func begins(_ head: UnsafeRawBufferPointer) -> Bool
  /// A pure function of the entry. What has to be written anew goes to `made`, which comes
  /// empty; slices are of `made` where it holds something, else of the entry.
  ///
  /// - Parameter header: the names of the columns, of a table.
  func open(
    _ entry: UnsafeRawBufferPointer, under header: [String], into made: inout [UInt8]
  ) -> EntryContent
  /// A flat object of labels out of what the document says of the entries that follow.
  func labels(_ stated: UnsafeRawBufferPointer) -> [UInt8]
}

extension LineEnvelope {
  public var isLimited: Bool { false }
}

extension DocumentEnvelope {
  public var isLimited: Bool { false }
  public func labels(_ stated: UnsafeRawBufferPointer) -> [UInt8] { Array(stated) }
}

/// Every wrapping recount opens.
public enum Envelopes {
  /// In the order in which they are tried.
  public static let lines: [any LineEnvelope] = LineWrapping.allCases.map(\.envelope)
  /// So many bytes tell a document.
  static let headSize = 4096

  /// The general kinds last.
  public static let documents: [any DocumentEnvelope] = [
    LokiPush(), LokiQueryRange(), OTLPLogs(), CloudWatchEvents(), ExploreJSON(), ExploreTable(),
    JournalExport(), JSONArray(), JSONStream(), CSVTable.commas, CSVTable.semicolons,
    CSVTable.tabs,
  ]

  /// The wrapping of a stream that is a document; consumes nothing of it.
  static func document(in stream: DecodedStream) -> (any DocumentEnvelope)? {
    stream.lookAhead(headSize)
    return documents.first { $0.begins(stream.window) }
  }

  /// Bit n: the line may be of the n-th of ``lines``.
  static func opening(_ line: UnsafeRawBufferPointer) -> UInt32 {
    lines.enumerated().reduce(0) {
      $1.element.mayOpen(with: line.prefix(8)) ? $0 | 1 << UInt32($1.offset) : $0
    } | (RepeatedEntries.mayBegin(line.prefix(8)) ? RepeatedEntries.bit : 0)
  }

  public static var names: [String] { lines.map(\.name) + documents.map(\.name) }
}

/// The envelopes of lines that are tried, in this order: strictest first, and last what only
/// begins with a stamp or a name.
///
/// The switches name the types, for the compiler, as those of ``LineForm`` do.
enum LineWrapping: Int, CaseIterable {
  case logcli, explore, docker, journal, containerRuntime, syslogProtocol, syslog,
    syslogStamped, logcliText, kubectl, compose, stern, cloudWatch, stamped, prefixedJSON

  /// Whether a line that it unwraps has marks of its own, so that no envelope tried before it would
  /// have taken it: those that only begin with a stamp or a name are no such.
  @inline(__always)
  var isTelling: Bool { rawValue <= LineWrapping.syslog.rawValue }

  /// Whether it is told by a stamp and little more, so that the whole line may be of a form, too.
  var isLoose: Bool { self == .explore || self == .stamped || self == .prefixedJSON }

  var envelope: any LineEnvelope {
    switch self {
    case .logcli: LogcliLines()
    case .explore: ExploreText()
    case .docker: DockerLines()
    case .journal: JournalJSON()
    case .containerRuntime: ContainerRuntimeLines()
    case .syslogProtocol: SyslogProtocolLines()
    case .syslog: SyslogLines()
    case .syslogStamped: SyslogStampedLines()
    case .logcliText: LogcliText()
    case .kubectl: KubectlPrefix()
    case .compose: ComposeLines()
    case .stern: SternLines()
    case .cloudWatch: CloudWatchTail()
    case .stamped: StampedLines()
    case .prefixedJSON: PrefixedJSON()
    }
  }

  /// Whether the tool that prints it stops at a number of lines.
  var isLimited: Bool { Self.limited[rawValue] }
  private static let limited = allCases.map(\.envelope.isLimited)

  /// What the envelope makes of a line.
  @inline(__always)
  func unwrap(_ line: UnsafeRawBufferPointer) -> Unwrapped {
    switch self {
    case .logcli: LogcliLines().unwrap(line)
    case .explore: ExploreText().unwrap(line)
    case .docker: DockerLines().unwrap(line)
    case .journal: JournalJSON().unwrap(line)
    case .containerRuntime: ContainerRuntimeLines().unwrap(line)
    case .syslogProtocol: SyslogProtocolLines().unwrap(line)
    case .syslog: SyslogLines().unwrap(line)
    case .syslogStamped: SyslogStampedLines().unwrap(line)
    case .logcliText: LogcliText().unwrap(line)
    case .kubectl: KubectlPrefix().unwrap(line)
    case .compose: ComposeLines().unwrap(line)
    case .stern: SternLines().unwrap(line)
    case .cloudWatch: CloudWatchTail().unwrap(line)
    case .stamped: StampedLines().unwrap(line)
    case .prefixedJSON: PrefixedJSON().unwrap(line)
    }
  }
}
