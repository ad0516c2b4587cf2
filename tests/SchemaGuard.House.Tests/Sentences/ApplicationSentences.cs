namespace SchemaGuard.House.Tests.Sentences;

/// <summary>The members whose sentences only an application can encounter, and why the command line cannot.</summary>
internal static class ApplicationSentences
{
    // The command line always gives a connection string and, where one is needed, a driver; it has no container, no assembly with resources.
    private static readonly string[] OfRegistration =
    [
        "ConfigurationMessages.NoProvider",
        "ConfigurationMessages.SecondProvider",
        "ManifestMessages.NotEmbedded",
        "MigrationMessages.ResourceNotFound",
        "MySqlMessages.NoDataSource",
        "MySqlMessages.NoConnection",
        "MySqlMessages.StringNeedsDriver",
        "ConnectionStringMessages.NoConnection",
        "ConnectionStringMessages.ForeignDataSource",
        "SqliteMessages.NoConnectionString",
        "SqliteMessages.ForeignDataSource",
    ];

    // It has one guard, no configuration and no health check.
    private static readonly string[] OfSeveralGuards =
    [
        "ConfigurationMessages.SharedHistory",
        "ConfigurationMessages.NoDefaultGuard",
        "ConfigurationMessages.OptionsOfNobody",
        "ConfigurationMessages.HealthOfNobody",
        "ConfigurationMessages.OptionsThrew",
    ];

    // It sets none of these options, or only to values that its own parser has checked.
    private static readonly string[] OfOptions =
    [
        "ConnectionStringProblems.CreateNeedsString",
        "LockOptionProblems.OfLeaseDuration",
        "MySqlMessages.CreateNeedsString",
        "PostgreSqlMessages.CreateNeedsString",
        "PostgreSqlMessages.SchemaNeedsString",
        "SqliteMessages.NoSchemas",
        "SqliteMessages.ReservedName",
        "SqliteMessages.NoMigrationConnectionString",
    ];

    // Requirements in code and migrations in code are an application's.
    private static readonly string[] OfCode =
    [
        "ConfigurationMessages.RequiredAndForbidden",
        "ConfigurationMessages.PrivilegesOnNothing",
        "StatementMessages.CodeTimeout",
        "StatementMessages.TransactionEnded",
        "CodeMessages.InDoubt",
        "CodeFindings.Unfinished",
        "MigrationMessages.CodeCompatibleFrom",
    ];

    // Endpoints, the request gate and the listener are those of a web application.
    private static readonly string[] OfWeb =
    [
        "ConfigurationMessages.NoRequestGate",
        "ProbeListenerOptionsValidator.Validate",
        "RequestGate.RequestGate",
        "RequestGateOptionsValidator.Validate",
        "SchemaGuardProbeEndpointRouteBuilderExtensions.MapSchemaGuardProbes",
        "SchemaGuardStatusEndpointRouteBuilderExtensions.MapSchemaGuardStatus",
        "SchemaGuardStatusEndpointRouteBuilderExtensions.Validate",
    ];

    public static IReadOnlySet<string> Members { get; } =
        new HashSet<string>([.. OfRegistration, .. OfSeveralGuards, .. OfOptions, .. OfCode, .. OfWeb], StringComparer.Ordinal);
}
