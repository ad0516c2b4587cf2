using System.Data.Common;
using EvolveDb;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace SchemaGuard.Benchmarks.Peers;

/// <summary>
/// Is Evolve over a folder, with its usual lock. It reads every file at each start and compares checksums, and of the catalog its own table, and
/// whether the schema is there and empty.
/// </summary>
internal sealed class EvolveFolder(string folder)
{
    public const string Name = "Evolve";

    /// <summary>It wants a prefix: of fewer than ten thousand files the numbers have this one.</summary>
    private const string FirstDigit = "0";

    public Peer OnPostgreSql() => new(Name, to => MigrateAsync(new NpgsqlConnection(to)));

    public Peer OnSqlite() => new(Name, to => MigrateAsync(new SqliteConnection(to)));

    public Peer OnMySql() => new(Name, to => MigrateAsync(new MySqlConnection(to)));

    private async Task MigrateAsync(DbConnection connection)
    {
        await using var owned = connection;
        new Evolve(connection)
        {
            Locations = [folder],
            SqlMigrationPrefix = FirstDigit,
            SqlMigrationSeparator = "_",
            IsEraseDisabled = true,
        }.Migrate();
    }
}
