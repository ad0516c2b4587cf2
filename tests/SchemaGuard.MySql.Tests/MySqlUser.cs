using SchemaGuard.Specification.Infrastructure;

namespace SchemaGuard.MySql.Tests;

/// <summary>Is an account of one test on a database's server, which comes from any host and may nothing but log on.</summary>
internal sealed class MySqlUser : IAsyncDisposable
{
    private readonly MySqlTestDatabase _database;

    private MySqlUser(MySqlTestDatabase database, string password)
    {
        _database = database;
        Name = "u_" + database.Name;
        Account = $"`{Name}`@`%`";
        Database = new GivenDatabase($"{database.At(database.Server.Port, Name)};Password={password}", driver: database.Driver);
    }

    public string Name { get; }

    /// <summary>Gets the account as GRANT takes it.</summary>
    public string Account { get; }

    /// <summary>Gets the database as this user has it.</summary>
    public TestDatabase Database { get; }

    public static async Task<MySqlUser> CreateAsync(MySqlTestDatabase database, string password = "right", params string[] rights)
    {
        var user = new MySqlUser(database, password);
        await database.ExecuteAsync($"create user {user.Account} identified by '{password}'");
        foreach (var right in rights)
        {
            await database.ExecuteAsync($"grant {right} on {database.Name}.* to {user.Account}");
        }

        return user;
    }

    public async ValueTask DisposeAsync() => await _database.ExecuteAsync($"drop user {Account}");
}
