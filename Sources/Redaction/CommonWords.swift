/// Words that logs and recount itself use all over: a password that is one of them is masked in
/// its place, and nowhere else.
enum CommonWords {
  static let all: Set<String> = [
    "administrator", "application", "authorization", "authentication", "available", "baseline",
    "business", "calendar", "cancelled", "category", "citations", "complete", "completed",
    "computer", "confidence", "configuration", "connected", "connection", "container", "contents",
    "controller", "coverage", "customer", "customers", "database", "deadline", "default",
    "delivery", "dependency", "deployment", "detected", "developer", "directory", "disabled",
    "disconnected", "document", "download", "duplicate", "duration", "elasticsearch", "employee",
    "endpoint", "engineer", "estimate", "excerpt", "exception", "exchange", "failures", "failed",
    "firewall", "frontend", "function", "gateway", "generated", "handling", "hostname",
    "identity", "incident", "incidents", "information", "internal", "inventory", "kubernetes",
    "language", "location", "localhost", "maintenance", "management", "messages", "middleware",
    "monitoring", "mysqladmin", "notification", "notifications", "operation", "operations",
    "orchestrator", "ordering", "overloaded", "packages", "password", "payments", "pipeline",
    "platform", "postgres", "postgresql", "processing", "processor", "producer", "production",
    "products", "progress", "protocol", "provider", "publisher", "rabbitmq", "received",
    "recovered", "redacted", "register", "registry", "replication", "reporting", "repository",
    "request", "requests", "resolved", "resource", "response", "responses", "restarted", "rollback",
    "scheduled", "scheduler", "security", "sequence", "services", "session", "sessions",
    "settings", "shipping", "shutdown", "shutting", "signature", "software", "standard",
    "starting", "statement", "statistics", "successful", "successfully", "superuser", "supervisor",
    "template", "terminated", "timeline", "timestamp", "transaction", "transport", "unavailable",
    "undefined", "unexpected", "unhealthy", "unreachable", "upstream", "username", "validation",
    "warehouse", "warnings", "websocket", "workflow", "workspace",
  ]
}
