import Ingest
import LogModel
import Scan

extension LineReader {
  /// Reads the entries of documents; each counts as a line of the account.
  mutating func readDocuments(of stream: DecodedStream) {
    guard let envelope = Envelopes.document(in: stream) else { return }
    var walk = DocumentWalk(stream: stream, shape: envelope.shape)
    var around = Surroundings(context: envelopes.context)
    while true {
      switch walk.next() {
      case .labels(let stated):
        around.hash = StableHash.hash(stated)
        // Labels that end with a part of the document leave what the file says.
        around.context = stated.isEmpty ? envelopes.context : labelled(stated, of: envelope)
      case .entry(let entry):
        linesMet += 1
        envelopes.exports.noteEntry()
        if envelope.isLimited, envelopes.exports.isInEarlierPage(entry.whole, labels: around.hash) {
          records.warnings.note(
            .lokiDuplicatesPossible, line: entry.place.line, byteOffset: entry.place.offset,
            "the same stream, stamp and line stand in an earlier page; counted each time")
        }
        guard records.segments.isWanted(entry.place.offset) else { continue }
        take(entry, of: envelope, under: walk.header, &around)
      case .unread(let place):
        linesMet += 1
        records.refuse(.unreadLines, at: place)
        noteDamage(at: place, "bytes that are no part of the document; passed over")
      case .torn(let place):
        linesMet += 1
        records.account.unread += 1
        records.warnings.note(
          .unreadLines, line: place.line, byteOffset: place.offset,
          "the document is cut here; not read")
        noteDamage(at: place, "the document is cut here")
      case .ended:
        around.context = envelopes.context
        around.hash = 0
        envelopes.exports.endPage()
      case .end:
        envelopes.exports.endPage()
        if !envelope.isLimited { envelopes.exports.lastPage = 0 }
        return
      }
    }
  }

  /// A stream that is one JSON value and ends within it is a document that was cut before it
  /// showed of which kind it is.
  mutating func look(forCutDocument stream: DecodedStream) {
    let head = stream.window
    // As far as it was looked at to tell documents; longer heads show their kind.
    guard head.count < Envelopes.headSize, head.last != 0x0A else { return }
    let start = DocumentHead.start(of: head)
    guard start < head.count, head[start] == 0x7B || head[start] == 0x5B else { return }
    var cursor = JSONCursor(head, from: start)
    var slice = JSONSlice(kind: .null, start: 0, end: 0)
    guard cursor.value(&slice) == .cut else { return }
    noteDamage(at: LineLocation(line: 1, entry: 0, offset: 0), "the document is cut here")
  }

  /// A part of the document is missing from here on.
  private mutating func noteDamage(at place: LineLocation, _ words: String) {
    lost.isTorn = true
    records.warnings.note(.documentDamaged, line: place.line, byteOffset: place.offset, words)
  }

  /// What holds for the entries of a part of a document.
  private struct Surroundings {
    var context: SharedContext
    /// Of the labels as they stand.
    var hash: UInt64 = 0
    /// An entry that was written anew.
    var made: [UInt8] = []
  }

  private mutating func labelled(
    _ stated: UnsafeRawBufferPointer, of envelope: any DocumentEnvelope
  ) -> SharedContext {
    envelope.labels(stated).withUnsafeBytes { envelopes.labelled($0, in: envelopes.context) }
  }

  private mutating func take(
    _ entry: DocumentWalk.Entry, of envelope: any DocumentEnvelope, under header: [String],
    _ around: inout Surroundings
  ) {
    around.made.removeAll(keepingCapacity: true)
    let content = envelope.open(entry.whole, under: header, into: &around.made)
    guard case .record(let wrapped) = content else {
      if case .undated = content { return records.refuse(.noTimestamp, at: entry.place) }
      return records.refuse(.unreadLines, at: entry.place)
    }
    guard !around.made.isEmpty else {
      return envelopes.take(
        wrapped, inside: entry.whole, at: entry.place, in: around.context, into: &records)
    }
    let context = around.context
    around.made.withUnsafeBytes {
      envelopes.take(wrapped, inside: $0, at: entry.place, in: context, into: &records)
    }
  }
}
