using System.Data.Common;
using SchemaGuard.MySql.Commands;
using SchemaGuard.MySql.Dialect;
using SchemaGuard.MySql.InDoubt;
using SchemaGuard.MySql.Products;
using SchemaGuard.Providers.InDoubt;
using SchemaGuard.Scripts.Statements;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Settling;

/// <summary>Is the settler on a connection of its own.</summary>
internal sealed class SettlerUnderTest : IAsyncDisposable
{
    private readonly DbConnection _connection;
    private readonly MySqlSettler _settler;

    private SettlerUnderTest(DbConnection connection)
    {
        _connection = connection;
        Dialect.Meet(ServerProduct.Parse(connection.ServerVersion));
        _settler = new MySqlSettler(Dialect, ExistingObjectPolicy.Refuse);
    }

    public MySqlDialect Dialect { get; } = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<SettlerUnderTest> OpenAsync(MySqlTestDatabase database) => new(await database.OpenAsync());

    /// <summary>Reads one statement.</summary>
    public SqlStatement Read(string sql) => SqlScript.Parse(sql, Dialect.LexicalRules).Statements.ShouldHaveSingleItem();

    public async Task RunAsync(IEnumerable<string> statements)
    {
        foreach (var statement in statements)
        {
            await _connection.RunAsync(statement, Cancelled);
        }
    }

    public Task<string?> ObserveAsync(string sql) => _settler.ObserveAsync(_connection, Read(sql), Cancelled);

    public ExpectedObservation? Expect(string sql) => _settler.Expect(Read(sql));

    /// <summary>Writes a row into a table of its own where the catalog shows what is expected.</summary>
    /// <returns>How many rows were written.</returns>
    public async Task<int> WriteAsync(ExpectedObservation expected)
    {
        await _connection.RunAsync("create table if not exists seen (id int)", Cancelled);
        return await _connection.RunAsync(
            $"{expected.Before}insert into seen select 1 from (select 1 as one) as o where {expected.Condition}",
            [.. expected.Parameters],
            Cancelled
        );
    }

    public async Task<string> ModeAsync() => (await _connection.RowsAsync("select @@sql_mode", [], Cancelled))[0][0] ?? "";

    public Task<InDoubtSettlement> SettleAsync(string sql, string? observed) =>
        _settler.SettleAsync(_connection, Read(sql), observed, Cancelled);

    /// <summary>Says that nothing is left of what was tried.</summary>
    public async Task ShouldHaveNoScratchAsync()
    {
        var rows = await _connection.RowsAsync(
            "select table_name from information_schema.tables where table_name like 'schemaguard\\_scratch%' and table_schema = database()",
            [],
            Cancelled
        );
        rows.ShouldBeEmpty();
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
