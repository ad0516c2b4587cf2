using System.Data.Common;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Is a test database that a guard reaches through another port.</summary>
internal sealed class ProxiedDatabase(PostgreSqlTestDatabase database, int port, Action<PostgreSqlGuardOptions>? configure = null)
    : TestDatabase
{
    public override string Provider => database.Provider;

    /// <summary>Gets what is added to the connection string.</summary>
    public string Suffix { get; init; } = "";

    public override string ConnectionString => database.At(port) + Suffix;

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) => builder.UsePostgreSql(ConnectionString, configure);

    public override Task<DbConnection> OpenAsync() => database.OpenAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
