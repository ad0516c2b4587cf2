using System.Data.Common;
using Npgsql;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Is whatever a connection string leads to.</summary>
internal sealed class GivenDatabase(string connectionString, Action<PostgreSqlGuardOptions>? configure = null) : TestDatabase
{
    public override string Provider => "postgresql";

    public override string ConnectionString => connectionString;

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) => builder.UsePostgreSql(connectionString, configure);

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(connectionString + PostgreSqlTestDatabase.WithPatience);
        await connection.OpenAsync();
        return connection;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
