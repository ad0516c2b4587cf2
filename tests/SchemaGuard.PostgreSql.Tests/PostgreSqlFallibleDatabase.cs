using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Is a database that the guard reaches in a role of its own, through a relay.</summary>
internal sealed class PostgreSqlFallibleDatabase : FallibleDatabase
{
    private readonly PostgreSqlTestDatabase _database;
    private readonly TcpRelay _relay;
    private bool _isBrokenOff;

    private PostgreSqlFallibleDatabase(PostgreSqlTestDatabase database)
        : base(database) => (_database, _relay) = (database, TcpRelay.Start(database.Server.Host, database.Server.Port));

    public override string ConnectionString => _database.At(_relay.Port, Role);

    private string Role => "u_" + _database.Name;

    public static async Task<PostgreSqlFallibleDatabase> CreateAsync(PostgreSqlTestDatabase database)
    {
        var fallible = new PostgreSqlFallibleDatabase(database);
        await database.ExecuteAsync($"create role {fallible.Role} login superuser");
        return fallible;
    }

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) => builder.UsePostgreSql(ConnectionString);

    public override Task BreakOffAsync()
    {
        _isBrokenOff = true;
        return _relay.CloseAsync();
    }

    public override Task RefuseAsync() => ExecuteAsync($"alter role {Role} nologin");

    public override async Task RestoreAsync()
    {
        if (_isBrokenOff)
        {
            _isBrokenOff = false;
            _relay.Open();
        }

        await ExecuteAsync($"alter role {Role} login");
    }

    public override async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        await _database.DisposeAsync();
    }
}
