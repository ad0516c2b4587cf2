using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Is a database of its own on a real server.</summary>
public sealed class PostgreSqlTestDatabase : TestDatabase
{
    /// <summary>Sleeps for hours.</summary>
    public const string EndlessStatement = "select pg_sleep(86400);";

    /// <summary>Ends the strings of connections that tests open themselves; the guard gets none with it.</summary>
    internal static readonly string WithPatience = string.Create(CultureInfo.InvariantCulture, $";Command Timeout={Patience}");

    private static int _count;
    private readonly PostgreSqlServer _server;

    private PostgreSqlTestDatabase(PostgreSqlServer server, string name)
    {
        _server = server;
        Name = name;
    }

    public string Name { get; }

    public PostgreSqlServer Server => _server;

    public override string Provider => "postgresql";

    public override string ConnectionString => At(_server.Port);

    public override int ColumnOfMissingTable => "insert into ".Length + 1;

    public static async Task<PostgreSqlTestDatabase> CreateAsync(PostgreSqlServer server)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}");

        // The files of the template are copied; by default each of their pages goes through the log, which costs more than the checkpoint does here.
        await MaintainAsync(server, $"create database {name} strategy file_copy");
        return new PostgreSqlTestDatabase(server, name);
    }

    /// <summary>Writes the connection string for another port, such as that of a pooler or a proxy in front of the server.</summary>
    public string At(int port, string user = "postgres") =>
        string.Create(CultureInfo.InvariantCulture, $"Host={_server.Host};Port={port};Database={Name};Username={user};Pooling=false");

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) => builder.UsePostgreSql(ConnectionString);

    public override async Task<DbConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(ConnectionString + WithPatience);
        await connection.OpenAsync();
        return connection;
    }

    public override async ValueTask DisposeAsync() => await MaintainAsync(_server, $"drop database if exists {Name} with (force)");

    /// <summary>
    /// Makes or drops a database. The server itself waits five seconds for those who are still in it, or in its template: a backend that was told to end,
    /// or an autovacuum worker, may need longer where the machine is busy.
    /// </summary>
    private static async Task MaintainAsync(PostgreSqlServer server, string statement)
    {
        await using var source = NpgsqlDataSource.Create(Maintenance(server));
        for (var clock = Stopwatch.StartNew(); ; )
        {
            try
            {
                await using var command = source.CreateCommand(statement);
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (PostgresException inUse) when (inUse.SqlState == PostgresErrorCodes.ObjectInUse && clock.Elapsed.TotalSeconds < Patience)
            {
                // Once more.
            }
        }
    }

    private static string Maintenance(PostgreSqlServer server) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host={server.Host};Port={server.Port};Database=postgres;Username=postgres;Pooling=false{WithPatience}"
        );
}
