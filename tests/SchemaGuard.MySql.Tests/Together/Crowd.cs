using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;

namespace SchemaGuard.MySql.Tests.Together;

/// <summary>Starts many processes together on one database, each as a user of its own, so that the server tells their connections apart.</summary>
internal sealed class Crowd(MySqlTestDatabase database, IReadOnlyList<int> ports)
{
    private const int Migrations = 20;
    private const int MostConnectionsOfOne = 2;

    /// <summary>Gets how many processes start.</summary>
    public static int Size => FullRun.IsOn ? 50 : 8;

    /// <summary>Lets the processes migrate, and sees to it that each ends well and keeps to its connections.</summary>
    /// <param name="lockMode">What the command line's --lock gets.</param>
    public async Task MigrateAsync(string lockMode)
    {
        using var folder = CreateScripts();
        var users = Enumerable
            .Range(0, Size)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{database.Name}_{number}"))
            .ToList();
        foreach (var user in users)
        {
            await database.ExecuteAsync(
                $"create user {user}@'%'; grant all on {database.Name}.* to {user}@'%'; grant process on *.* to {user}@'%';"
            );
        }

        using var end = new CancellationTokenSource();
        var watches = ports.Select(port => WatchConnectionsAsync(port, end.Token)).ToList();
        var processes = users.Select((user, number) => Start(ports[number % ports.Count], user, folder, lockMode)).ToList();
        foreach (var process in processes)
        {
            (await process.ExitAsync()).ShouldBe(ExitCodes.Ok, process.Error);
            process.Output.ShouldContain("\"state\": \"healthy\"");
            await process.DisposeAsync();
        }

        await end.CancelAsync();
        foreach (var watch in watches)
        {
            (await watch).ShouldBeInRange(1, MostConnectionsOfOne);
        }

        await AssertOnceAsync();
        foreach (var user in users)
        {
            await database.ExecuteAsync($"drop user {user}@'%'");
        }
    }

    private async Task AssertOnceAsync()
    {
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(Migrations);
        (await database.NumberAsync("select count(distinct number) from ledger")).ShouldBe(Migrations);
        (await database.NumberAsync("select count(*) from schemaguard_history where state = 'applied'")).ShouldBe(Migrations + 1);
        (await database.NumberAsync("select count(*) from many where touched = 1")).ShouldBe(FullRun.IsOn ? 100_000 : 10_000);
    }

    /// <summary>Twenty migrations; among them one that fills a table, one that rebuilds it, and one that changes each of its rows by one.</summary>
    private static MigrationFolder CreateScripts() =>
        new MigrationFolder()
            .AddLedger(Migrations)
            .Add("0006_step.sql", ManyRows.Create("many", few: !FullRun.IsOn) + "\ninsert into ledger (number) values (6);")
            .Add(
                "0007_step.sql",
                "alter table many add column touched int not null default 0 first, add key many_ix (n);\ninsert into ledger (number) values (7);"
            )
            .Add("0008_step.sql", "update many set touched = touched + 1;\ninsert into ledger (number) values (8);");

    private TestProcess Start(int port, string user, MigrationFolder folder, string lockMode) =>
        TestProcess.StartCli(
            "migrate",
            "--provider",
            "mysql",
            "--driver",
            Programs.MySqlConnector,
            "--connection",
            database.At(port, user),
            "--migrations",
            folder.Path,
            "--format",
            "json",
            "--lock",
            lockMode,
            "--timeout",
            "120"
        );

    /// <summary>Watches until the end how many connections one process has at most on a server.</summary>
    private async Task<long> WatchConnectionsAsync(int port, CancellationToken end)
    {
        long most = 0;
        await using var connection = await new ConfiguredDatabase(database.At(port)).OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            $"select coalesce(max(n), 0) from (select count(*) as n from {Watching.Sessions} where user like '{database.Name}\\_%' group by user) as counts";
        while (!end.IsCancellationRequested)
        {
            most = Math.Max(most, Convert.ToInt64(await command.ExecuteScalarAsync(CancellationToken.None), CultureInfo.InvariantCulture));
            await Task.Delay(20, CancellationToken.None);
        }

        return most;
    }
}
