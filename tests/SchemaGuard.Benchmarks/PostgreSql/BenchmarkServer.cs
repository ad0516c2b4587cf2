using Npgsql;
using SchemaGuard.Servers;

namespace SchemaGuard.Benchmarks.PostgreSql;

/// <summary>Is a server of the benchmarks' own, whose housekeeping is off: it would happen to one contender only.</summary>
internal sealed class BenchmarkServer : IAsyncDisposable
{
    private readonly PostgreSqlServer _server;
    private readonly NpgsqlDataSource _maintenance;

    private BenchmarkServer(PostgreSqlServer server)
    {
        _server = server;
        _maintenance = NpgsqlDataSource.Create(ConnectionString("postgres"));
    }

    public string Host => _server.Host;

    public int Port => _server.Port;

    /// <summary>Starts a major version with an empty cluster.</summary>
    /// <exception cref="InvalidOperationException">This version is not on this machine.</exception>
    public static async Task<BenchmarkServer> StartAsync(string major)
    {
        var installation =
            PostgreSqlInstallation.Find(major)
            ?? throw new InvalidOperationException($"PostgreSQL {major} is not on this machine; tests/servers.sh says how to get it.");
        return new BenchmarkServer(await PostgreSqlServer.StartAsync(installation, "autovacuum=off"));
    }

    /// <summary>Starts a proxy in front of the server.</summary>
    public WireProxy StartProxy() => WireProxy.Start(Host, Port);

    public string ConnectionString(string database) => ConnectionString(database, Port);

    public string ConnectionString(string database, int port) => $"Host={Host};Port={port};Username=postgres;Database={database}";

    /// <summary>Makes an empty database, in place of the one that has the name.</summary>
    public async Task RecreateAsync(string database)
    {
        await ExecuteAsync($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)");
        await ExecuteAsync($"CREATE DATABASE \"{database}\"");
    }

    /// <summary>Runs a statement on the maintenance database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var command = _maintenance.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one value on the maintenance database.</summary>
    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = _maintenance.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Dumps the schema of a database .</summary>
    public async Task DumpSchemaAsync(string database)
    {
        var (exit, output, error) = await _server.RunAsync("pg_dump", ["--schema-only", "--dbname", database]);
        if (exit != 0 || output.Length == 0)
        {
            throw new InvalidOperationException(error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _maintenance.DisposeAsync();
        await _server.DisposeAsync();
    }
}
