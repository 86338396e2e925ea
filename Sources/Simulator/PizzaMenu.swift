/// The card of the simulated restaurant.
enum PizzaMenu {
  private static let card: [(title: String, price: String, description: String)] = [
    ("Margherita", "0.0036", "Tomato, basil, nothing to prove"),
    ("Salt Flats", "0.0041", "Anchovy, caper and a long drive"),
    ("Cold Start", "0.0029", "Potato, rosemary, needs a minute"),
    ("Backpressure", "0.0052", "Four cheeses, slowly"),
    ("Garden Shed", "0.0038", "Whatever grew this week"),
  ]

  /// An order's line for each pizza of the card, as JSON.
  static let items: [[UInt8]] = card.enumerated().map { number, pizza in
    var line: [UInt8] = []
    line.put("{\"menuId\":")
    line.put(number: number + 1)
    line.put(",\"description\":")
    line.put(quoted: pizza.title)
    line.put(",\"price\":\(pizza.price)}")
    return line
  }

  /// The answer to a request for the menu.
  static let json: String = {
    var text: [UInt8] = []
    for (number, pizza) in card.enumerated() {
      text.put(number == 0 ? "[" : ",")
      text.put("{\"id\":")
      text.put(number: number + 1)
      text.put(",\"title\":")
      text.put(quoted: pizza.title)
      text.put(",\"image\":\"pizza\(number + 1).png\",\"price\":\(pizza.price)")
      text.put(",\"description\":")
      text.put(quoted: pizza.description)
      text.put("}")
    }
    text.put("]")
    return text.asText
  }()
}
