/// Names of what concentrations are looked for in.
extension FieldNames {
  /// Of all dimensions, each in its order of preference.
  static var dimensions: Ways {
    tenants.map { ($0, .tenant) } + regions.map { ($0, .region) } + zones.map { ($0, .zone) }
      + versions.map { ($0, .version) }
  }

  /// Whether the user's name with this index may be a tenant's: `customer_id` and `account_id`
  /// are, where the line knows its user by a better name.
  static func isOfATenantToo(_ index: UInt16) -> Bool { index >= 14 }

  private static let tenants = [
    "tenant", "tenant_id", "tenant.id", "tenant.name", "tenant_name", "org", "org_id",
    "organization", "organization_id", "organisation", "organisation_id", "org.id", "org.name",
    "organization.id", "organization.name", "customer", "customer.id", "account", "account.id",
    "workspace", "workspace_id", "merchant", "merchant_id", "company_id",
  ]
  private static let regions = [
    "region", "cloud.region", "aws_region", "region_name", "aws.region", "gcp.region", "dc",
    "datacenter", "data_center", "resource.labels.region", "resource.labels.location",
    "resource.attributes.cloud.region", "resource.cloud.region",
  ]
  private static let zones = [
    "zone", "availability_zone", "cloud.availability_zone", "az", "resource.labels.zone",
    "resource.attributes.cloud.availability_zone",
  ]
  private static let versions = [
    "version", "service.version", "service_version", "app_version", "app.version", "release",
    "build", "build_id", "image_tag", "image.tag", "container.image.tag", "release_version",
    "resource.attributes.service.version", "resource.service.version", "dd.version",
    "kubernetes.labels.version", "kubernetes.labels.app_version",
  ]
}
