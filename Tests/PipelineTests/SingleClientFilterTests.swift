import LogModel
import Simulator
import TestSupport
import Testing
import Timeline

@testable import Pipeline

/// Few failures of one end user are no incident; those of a tenant, a region or a host are.
@Suite struct SingleClientFilterTests {
  /// An hour and a half of orders by fifty users of five tenants, one every two seconds.
  private struct Shop {
    var random = SeededGenerator(seed: 21)
    /// So many orders of one user, or of one tenant, fail one after the other.
    var failures = 6
    var namesUsers = true
    var namesTenants = true
    /// Whose orders fail.
    var fails: @Sendable (_ user: Int) -> Bool = { $0 == 7 }
    /// The tenant of a user.
    var tenant: @Sendable (_ user: Int) -> Int = { $0 % 5 }

    mutating func log() -> [UInt8] {
      var text = ""
      var left = failures
      for at in 0..<2700 {
        var user = Int(random.next() % 50)
        // The user tries again and again while it fails.
        if at > 1300, left > 0, at % 8 == 0 { user = 7 }
        let isBad = at > 1300 && left > 0 && fails(user)
        if isBad { left -= 1 }
        let time = Timestamp(seconds: 1_744_106_400 + Int64(at) * 2).rfc3339
        text += #"{"time":"\#(time)","method":"POST","path":"/api/order","#
        if namesUsers { text += #""user":"u\#(user)","# }
        if namesTenants { text += #""tenant":"tenant-\#(tenant(user))","# }
        text += #""statusCode":\#(isBad ? 500 : 200)}"# + "\n"
      }
      return Array(text.utf8)
    }
  }

  private func incidents(_ shop: Shop) throws -> [ReportedIncident] {
    var shop = shop
    let folder = try ScratchFolder()
    var request = DraftRequest()
    request.inputs = [folder.path + "/" + (try folder.write("shop.log", shop.log()))]
    return try DraftPipeline(request).run().report.incidents
  }

  @Test func oneUserAmongManyIsNone() throws {
    #expect(try incidents(Shop()).isEmpty)
    #expect(try incidents(Shop(namesTenants: false)).isEmpty)
  }

  @Test func whoIsNotKnownIsNotTakenForOne() throws {
    #expect(try incidents(Shop(namesUsers: false)).count == 1)
  }

  @Test func howeverManyOfOneUserAreNone() throws {
    #expect(try incidents(Shop(failures: 40)).isEmpty)
  }

  /// Fifty users order, and one looks at a report now and then, which fails at last.
  private func reports(failing failures: Int, users: Int) throws -> [ReportedIncident] {
    var random = SeededGenerator(seed: 5)
    var text = ""
    for at in 0..<1800 {
      let time = Timestamp(seconds: 1_744_106_400 + Int64(at) * 6).rfc3339
      func add(_ user: String, _ path: String, _ status: Int) {
        text += #"{"time":"\#(time)","method":"GET","path":"\#(path)","#
        text += #""user":"\#(user)","statusCode":\#(status)}"# + "\n"
      }
      add("u\(random.next() % UInt64(users))", "/api/menu", 200)
      let left = (1800 - at) / 90
      if at % 90 == 0 { add("boss", "/api/report", left <= failures ? 500 : 200) }
    }
    let folder = try ScratchFolder()
    var request = DraftRequest()
    request.inputs = [folder.path + "/" + (try folder.write("shop.log", Array(text.utf8)))]
    return try DraftPipeline(request).run().report.incidents
  }

  @Test func twoFailuresOfTheOnlyOneWhoAsksAreNoneOfABusySite() throws {
    #expect(try reports(failing: 2, users: 50).isEmpty)
    #expect(try reports(failing: 6, users: 50).count == 1)
  }

  @Test func ofAQuietSiteTheyMayBeAllThereIs() throws {
    #expect(try reports(failing: 2, users: 3).count == 1)
  }

  @Test func severalUsersAreAnIncident() throws {
    #expect(try incidents(Shop(failures: 12, fails: { $0 % 2 == 1 })).count == 1)
  }

  @Test func theOnlyUserOfATenantMayBeTheTenant() throws {
    let found = try incidents(Shop(tenant: { $0 == 7 ? 77 : $0 % 5 }))
    let concentration = try #require(found.first).impact.concentration
    #expect(concentration.map(\.value) == ["tenant-77"])
  }
}
