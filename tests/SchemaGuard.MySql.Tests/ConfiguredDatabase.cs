using System.Data.Common;
using MySqlConnector;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.MySql.Tests;

/// <summary>Is whatever a connection string leads to, with options of the provider.</summary>
internal sealed class ConfiguredDatabase(string connectionString, Action<MySqlGuardOptions>? configure = null) : TestDatabase
{
    public override string Provider => "mysql";

    public override string ConnectionString => connectionString;

    public override bool RollsBackDefinitions => false;

    public override bool HasVariables => true;

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) =>
        builder.UseMySql(MySqlConnectorFactory.Instance, connectionString, configure);

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new MySqlConnection(connectionString + MySqlTestDatabase.OfTests);
        await connection.OpenAsync();
        return connection;
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
