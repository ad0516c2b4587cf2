using MySqlConnector;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.MySql.Tests;

/// <summary>Is a database that the guard reaches as a user of its own, through a relay.</summary>
internal sealed class MySqlFallibleDatabase : FallibleDatabase
{
    private const string Password = "right";
    private readonly MySqlTestDatabase _database;
    private readonly MySqlUser _user;
    private readonly TcpRelay _relay;
    private bool _isBrokenOff;

    private MySqlFallibleDatabase(MySqlTestDatabase database, MySqlUser user)
        : base(database) => (_database, _user, _relay) = (database, user, TcpRelay.Start(database.Server.Host, database.Server.Port));

    public override string ConnectionString => $"{_database.At(_relay.Port, _user.Name)};Password={Password}";

    public static async Task<MySqlFallibleDatabase> CreateAsync(MySqlTestDatabase database) =>
        new(database, await MySqlUser.CreateAsync(database, Password, "all"));

    public override SchemaGuardBuilder Use(SchemaGuardBuilder builder) =>
        builder.UseMySql(MySqlConnectorFactory.Instance, ConnectionString);

    public override Task BreakOffAsync()
    {
        _isBrokenOff = true;
        return _relay.CloseAsync();
    }

    public override Task RefuseAsync() => ExecuteAsync($"alter user {_user.Account} identified by 'another'");

    public override async Task RestoreAsync()
    {
        if (_isBrokenOff)
        {
            _isBrokenOff = false;
            _relay.Open();
        }

        await ExecuteAsync($"alter user {_user.Account} identified by '{Password}'");
    }

    public override async ValueTask DisposeAsync()
    {
        await _relay.DisposeAsync();
        await _user.DisposeAsync();
        await _database.DisposeAsync();
    }
}
