namespace SchemaGuard.PostgreSql.Tests.Catalog;

/// <summary>Is something that is done to a healthy database.</summary>
/// <param name="Script">What makes the database of which the manifest is written.</param>
/// <param name="Make">Makes the database that is compared with it.</param>
internal sealed record NoAlarmCase(string Script, Func<PostgreSqlTestDatabase, PostgreSqlTestDatabase, Task> Make)
{
    /// <summary>Gets the search path of the first database's reader.</summary>
    public string? SourcePath { get; init; }

    /// <summary>Gets the search path of the second database's reader.</summary>
    public string? Path { get; init; }

    /// <summary>Gets who reads the second database.</summary>
    public string User { get; init; } = "postgres";

    /// <summary>Gets the warnings that are true, each with its reason.</summary>
    public IReadOnlyList<(string Code, string Target, string Reason)> True { get; init; } = [];
}
