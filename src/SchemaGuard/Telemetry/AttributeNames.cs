namespace SchemaGuard.Telemetry;

/// <summary>
/// The names of all attributes of spans and instruments: those of OpenTelemetry's conventions for databases, and our own. A page documents
/// each; a test compares both.
/// </summary>
internal static class AttributeNames
{
    public const string System = "db.system.name";

    public const string Namespace = "db.namespace";

    public const string Operation = "db.operation.name";

    public const string BatchSize = "db.operation.batch.size";

    public const string QuerySummary = "db.query.summary";

    public const string QueryText = "db.query.text";

    public const string StatusCode = "db.response.status_code";

    public const string ServerAddress = "server.address";

    public const string ServerPort = "server.port";

    public const string ErrorType = "error.type";

    public const string Guard = "schemaguard.guard";

    public const string Mode = "schemaguard.mode";

    public const string Outcome = "schemaguard.outcome";

    public const string Module = "schemaguard.module";

    public const string Migration = "schemaguard.migration";

    public const string Statements = "schemaguard.statements";

    public const string StatementNumber = "schemaguard.statement.number";

    public const string GroupSize = "schemaguard.group.size";

    public const string Severity = "schemaguard.severity";
}
