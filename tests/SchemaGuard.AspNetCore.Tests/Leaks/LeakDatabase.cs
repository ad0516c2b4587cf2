using System.Globalization;
using SchemaGuard.PostgreSql.Tests;
using SchemaGuard.Servers;

namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>A database of PostgreSQL that the guard reaches through a relay, in a role whose password is a secret of the test.</summary>
internal sealed class LeakDatabase : IAsyncDisposable
{
    private readonly PostgreSqlTestDatabase _database;
    private readonly TcpRelay _relay;

    private LeakDatabase(PostgreSqlTestDatabase database, Secrets secrets, ConnectionForm form)
    {
        (_database, Secrets, Form) = (database, secrets, form);
        _relay = TcpRelay.Start(database.Server.Host, database.Server.Port);
    }

    public Secrets Secrets { get; }

    public ConnectionForm Form { get; }

    public string ConnectionString =>
        Form == ConnectionForm.Url
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"postgresql://{Secrets.Role}:{Secrets.Password}@{_relay.Host}:{_relay.Port}/{_database.Name}?pooling=false"
            )
            : $"{_database.At(_relay.Port, Secrets.Role)};Password={Secrets.Password}";

    public string? MigrationConnectionString => Form == ConnectionForm.OwnForMigrations ? ConnectionString : null;

    public static async Task<LeakDatabase> CreateAsync(
        PasswordServers servers,
        Secrets secrets,
        ConnectionForm form = ConnectionForm.AdoNet
    )
    {
        var database = new LeakDatabase(await servers.CreateDatabaseAsync(), secrets, form);
        await database.ExecuteAsync($"create role {secrets.Role} login superuser password '{secrets.Password}'");
        return database;
    }

    /// <summary>Executes a statement on a connection that has nothing to do with the guard.</summary>
    public Task ExecuteAsync(string sql) => _database.ExecuteAsync(sql);

    /// <summary>Makes the database unreachable, like a server that is down.</summary>
    public Task BreakOffAsync() => _relay.CloseAsync();

    public void Restore() => _relay.Open();

    /// <summary>Changes the password, so that the one in the connection string is refused.</summary>
    public Task RefusePasswordAsync() => ExecuteAsync($"alter role {Secrets.Role} password 'another'");

    public async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        await _database.DisposeAsync();
    }
}
