using System.Data.Common;
using MySqlConnector;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.MySql.Tests;

/// <summary>Is whatever a connection string leads to.</summary>
internal sealed class GivenDatabase(string connectionString, Action<MySqlGuardOptions>? configure = null, DbProviderFactory? driver = null)
    : TestDatabase
{
    public override string Provider => "mysql";

    public override string ConnectionString => connectionString;

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) =>
        builder.UseMySql(driver ?? MySqlConnectorFactory.Instance, connectionString, configure);

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new MySqlConnection(connectionString + MySqlTestDatabase.OfTests);
        await connection.OpenAsync();
        return connection;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
