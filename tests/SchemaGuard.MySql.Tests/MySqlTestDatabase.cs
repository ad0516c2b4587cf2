using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using MySqlConnector;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.MySql.Tests;

/// <summary>Is a database of its own on a real server.</summary>
public sealed class MySqlTestDatabase : TestDatabase
{
    /// <summary>Sleeps for hours.</summary>
    public const string EndlessStatement = "select sleep(86400);";

    /// <summary>Ends the strings of connections that tests open themselves; the guard gets none with it.</summary>
    internal static readonly string OfTests = string.Create(
        CultureInfo.InvariantCulture,
        $";Allow User Variables=true;Default Command Timeout={Patience}"
    );

    private static int _count;
    private readonly MySqlServer _server;

    private MySqlTestDatabase(MySqlServer server, string name)
    {
        _server = server;
        Name = name;
    }

    public string Name { get; }

    /// <summary>Gets the driver that the guard uses; connections of the tests themselves are MySqlConnector's.</summary>
    public DbProviderFactory Driver { get; private init; } = MySqlConnectorFactory.Instance;

    public MySqlServer Server => _server;

    public override string Provider => "mysql";

    public override bool RollsBackDefinitions => false;

    public override bool HasVariables => true;

    public override string ConnectionString => At(_server.Port);

    public static async Task<MySqlTestDatabase> CreateAsync(MySqlServer server, DbProviderFactory? driver = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _count)}");
        var database = new MySqlTestDatabase(server, name) { Driver = driver ?? MySqlConnectorFactory.Instance };
        await using var connection = await database.OpenServerAsync();
        await ExecuteAsync(connection, $"create database {name}");
        return database;
    }

    /// <summary>Writes the connection string for another port, such as that of another node or of a proxy in front of the server.</summary>
    public string At(int port, string user = "root") => Write(_server.Host, port, user) + $";Database={Name}";

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) => builder.UseMySql(Driver, ConnectionString);

    public override async Task<DbConnection> OpenAsync() => await OpenAsync(ConnectionString);

    /// <summary>Opens a connection that is in no database.</summary>
    public Task<MySqlConnection> OpenServerAsync() => OpenAsync(Write(_server.Host, _server.Port, "root"));

    /// <summary>
    /// Disconnects everybody and drops the database. Dropping waits for those who still use one of its tables: a session that was killed may have much to
    /// roll back, and another one may have come meanwhile.
    /// </summary>
    public override async ValueTask DisposeAsync()
    {
        await using var connection = await OpenServerAsync();
        await ExecuteAsync(connection, "set session lock_wait_timeout = 5");
        for (var clock = Stopwatch.StartNew(); ; )
        {
            foreach (var session in await SessionsAsync(connection))
            {
                await KillAsync(connection, session);
            }

            try
            {
                await ExecuteAsync(connection, $"drop database if exists {Name}");
                return;
            }
            catch (MySqlException inUse) when (inUse.ErrorCode == MySqlErrorCode.LockWaitTimeout && clock.Elapsed.TotalSeconds < Patience)
            {
                // Once more.
            }
        }
    }

    /// <summary>Writes a connection string without a database, in words that both drivers know.</summary>
    internal static string Write(string host, int port, string user) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Server={host};Port={port};User ID={user};SslMode=Disabled;AllowPublicKeyRetrieval=true;Pooling=false"
        );

    private static async Task<MySqlConnection> OpenAsync(string connectionString)
    {
        var connection = new MySqlConnection(connectionString + OfTests);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(MySqlConnection connection, string sql)
    {
        await using var command = new MySqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task KillAsync(MySqlConnection connection, long session)
    {
        const int NoSuchThread = 1094;
        try
        {
            await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"kill {session}"));
        }
        catch (MySqlException gone) when (gone.Number == NoSuchThread)
        {
            // It has ended by itself.
        }
    }

    private async Task<List<long>> SessionsAsync(MySqlConnection connection)
    {
        await using var command = new MySqlCommand($"select id from {Watching.Sessions} where db = @name", connection);
        command.Parameters.AddWithValue("@name", Name);
        await using var reader = await command.ExecuteReaderAsync();
        var sessions = new List<long>();
        while (await reader.ReadAsync())
        {
            sessions.Add(Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture));
        }

        return sessions;
    }
}
