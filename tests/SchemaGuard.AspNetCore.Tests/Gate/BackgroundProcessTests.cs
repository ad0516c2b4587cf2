using SchemaGuard.Specification.Infrastructure;
using SchemaGuard.Sqlite.Tests;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Gate;

/// <summary>What a process of its own does whose guard works in the background.</summary>
public sealed class BackgroundProcessTests
{
    [Fact]
    public async Task A_refusal_ends_it_with_the_exit_code_and_the_block_on_stderr()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1).Add("0002_broken.sql", "select * form ledger;");
        await using var app = Start(database, folder);

        (await app.ExitAsync()).ShouldBe(ExitCodes.MigrationFailed, app.Output + app.Error);

        app.Output.ShouldContain("LISTENING");
        app.Error.ShouldContain("SchemaGuard refused to start this app.");
        app.Error.ShouldContain("0002_broken");
        app.Error.ShouldContain("Exit code 4: a migration failed.");
    }

    [Fact]
    public async Task SIGTERM_in_mid_migration_stops_it_and_says_what_had_begun()
    {
        await using var database = new SqliteTestDatabase();
        using var folder = new MigrationFolder().AddLedger(1).Add("0002_endless.sql", SqliteTestDatabase.EndlessStatement);
        await using var app = Start(database, folder);
        await app.WaitForAsync("begins 0002_endless");
        await app.WaitForAsync("LISTENING");

        await app.TerminateAsync();

        (await app.ExitAsync()).ShouldBe(ExitCodes.Cancelled, app.Output + app.Error);
        app.Error.ShouldContain("SchemaGuard stopped: the process was asked to stop while guard 'default' was working.");
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(2);
    }

    private static TestProcess Start(SqliteTestDatabase database, MigrationFolder folder) =>
        TestProcess.StartApp(database, folder, ("SchemaGuard__Startup", "Background"), ("RequestGate", "true"), ("Probes", "true"));
}
