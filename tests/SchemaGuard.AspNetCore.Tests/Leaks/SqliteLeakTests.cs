using SchemaGuard.Sqlite.Tests;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>Every byte that an application on SQLite serves and logs.</summary>
public sealed class SqliteLeakTests
{
    private readonly Secrets _secrets = new();

    [Theory]
    [InlineData("insert into {0} (code)\nvalues ('{1}'), ('{1}')")]
    [InlineData("insert into {0} (code, amount)\nvalues ('{1}', 'x{1}')")]
    [InlineData("select 1 '{1}'\n'{1}'")]
    [InlineData("select json\n('{1}')")]
    [InlineData("select json_extract('[]',\n'{1}')")]
    [InlineData("select '{1}'\n->> '$[')")]
    [InlineData("create trigger t before insert on {0} begin select raise(abort,\n'{1}') from; end")]
    public async Task Nothing_leaks_when_a_migration_fails(string statement)
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new LeakFolder(_secrets).Add("0001_tables.sql", Tables);
        await using var running = await CreateSite(database, folder).StartAsync();
        folder.Add(
            $"0002_{_secrets.File}.sql",
            statement.Replace("{0}", _secrets.Table, StringComparison.Ordinal).Replace("{1}", _secrets.Quoted, StringComparison.Ordinal)
                + ";"
        );
        await using var refused = CreateSite(database, folder).Start();

        await refused.IsAsync(SchemaGateState.Refused);
        await refused.Served.AskAsync("refused");
        await running.Served.AskAsync("another process has failed");
        var refusal = (await refused.EndAsync()).ShouldBeAssignableTo<SchemaGuardException>();

        refused.ShouldKeep(_secrets);
        running.ShouldKeep(_secrets);
        Leak.ShouldNotBeIn([refusal!.ToString()], _secrets.Values);
    }

    [Fact]
    public async Task Nothing_leaks_while_it_works_is_held_and_drifts()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new LeakFolder(_secrets).Add($"0000_{_secrets.File}.sql", Tables);
        var held = new Held();
        await using var site = await CreateSite(database, folder, set => set.Startup = StartupMode.Background, held.AddTo).StartAsync();
        await held.Begun;
        await site.Served.AskAsync("migrating");

        held.Release();
        await site.IsAsync(SchemaGateState.Open);
        await site.Served.AskAsync("healthy");
        await database.ExecuteAsync($"alter table {_secrets.Table} rename to gone");
        await site.IsAsync(SchemaState.Unhealthy);
        await site.Served.AskAsync("drifted");

        site.ShouldKeep(_secrets);
        site.Log.ShouldContain(line => line.Contains(_secrets.File, StringComparison.Ordinal), "A log names what is applied.");
        site.Served.ForOperators.ShouldContain(
            answer => answer.Contains(_secrets.File, StringComparison.Ordinal),
            "The page does as well."
        );
    }

    private string Tables =>
        $"""
            create table {_secrets.Table} (code text primary key, amount integer check (typeof(amount) <> 'text'));
            insert into {_secrets.Table} (code) values ('{_secrets.Value}');
            """;

    private LeakSite CreateSite(
        SqliteTestDatabase database,
        LeakFolder folder,
        Action<SchemaGuardOptions>? options = null,
        Action<SchemaGuardBuilder>? guard = null
    ) =>
        new(
            added =>
            {
                database.Use(added).AddMigrations(folder.Path).RequireTables(_secrets.Table);
                guard?.Invoke(added);
            },
            options
        );
}
