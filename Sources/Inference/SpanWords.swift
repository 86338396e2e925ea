import LogModel

/// The formatter of numbers, by the name it has in reasons.
typealias SpanWords = NumberWords
