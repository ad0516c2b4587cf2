using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>What a process leaves behind whose start is refused: its output, its block on stderr, its termination log, and what its probes have said.</summary>
public sealed class RefusedProcessTests(PasswordServers servers) : IClassFixture<PasswordServers>
{
    private static readonly (string Key, string Value)[] AtStart =
    [
        ("Listener", "true"),
        ("Listener__RefusalHold", "00:00:01"),
        ("Probes", "true"),
        ("Logging__Console__FormatterName", "json"),
        ("Logging__Console__FormatterOptions__IncludeScopes", "true"),
    ];

    private static readonly (string Key, string Value)[] InBackground =
    [
        ("SchemaGuard__Startup", "Background"),
        ("RequestGate", "true"),
        ("Probes", "true"),
    ];

    private readonly Secrets _secrets = new();

    [Theory]
    [InlineData("insert into {0} (code)\nvalues ('{1}'), ('{1}')", true)]
    [InlineData("insert into {0} (code)\nvalues ('{1}'), ('{1}')", false)]
    [InlineData("update {0} set\namount = ('{1}' || code)::integer", true)]
    [InlineData("update {0} set\namount = ('{1}' || code)::integer", false)]
    public async Task A_failed_migration_is_told_without_values(string statement, bool isAtStart)
    {
        await using var database = await LeakDatabase.CreateAsync(servers, _secrets);
        using var folder = CreateFolder(statement);

        var (code, told) = await RunAsync(folder, database.ConnectionString, isAtStart);

        code.ShouldBe(ExitCodes.MigrationFailed, told);
        Leak.ShouldNotBeIn([told], _secrets.Values);
        told.ShouldContain($"0002_{_secrets.File}", Case.Sensitive, "The block names the script.");
        (await File.ReadAllTextAsync(folder.TerminationLog, TestContext.Current.CancellationToken)).ShouldContain(_secrets.File);
    }

    /// <summary>The line of the script to which the error points is shown to whoever reads the output of the process, and to nobody else.</summary>
    [Fact]
    public async Task A_value_is_shown_only_in_the_scripts_own_line_to_which_the_error_points()
    {
        await using var database = await LeakDatabase.CreateAsync(servers, _secrets);
        using var folder = CreateFolder("insert into {0} (amount)\nvalues ('{1}')");

        var (code, told) = await RunAsync(folder, database.ConnectionString, isAtStart: true);

        code.ShouldBe(ExitCodes.MigrationFailed, told);
        Leak.ShouldNotBeIn([told.Replace($"values ('{_secrets.Quoted}')", "", StringComparison.Ordinal)], _secrets.Values);
        told.ShouldContain($"values ('{_secrets.Quoted}')");
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Passwort={0};Username=u", ExitCodes.Configuration)]
    [InlineData("Host=127.0.0.1;Port={0};Username=u", ExitCodes.Configuration)]
    [InlineData("Host=127.0.0.1;Password='{0}", ExitCodes.Configuration)]
    [InlineData("{0}", ExitCodes.Configuration)]
    [InlineData("postgresql://u:{0}@127.0.0.1:port/shop", ExitCodes.Configuration)]
    [InlineData("mysql://u:{0}@127.0.0.1/shop", ExitCodes.Configuration)]
    [InlineData("postgresql://u:{0}@127.0.0.1/shop?nonsense=1", ExitCodes.Configuration)]
    [InlineData("postgresql://u:{0}@127.0.0.1:1/shop", ExitCodes.TryAgain)]
    [InlineData("Host=127.0.0.1;Port=1;Username=u;Password={0}", ExitCodes.TryAgain)]
    public async Task A_connection_string_that_cannot_be_used_is_not_shown(string text, int expected)
    {
        using var folder = CreateFolder("select 1");
        var connection = text.Replace("{0}", _secrets.Password, StringComparison.Ordinal);

        var (code, told) = await RunAsync(folder, connection, isAtStart: expected == ExitCodes.TryAgain);

        code.ShouldBe(expected, told);
        told.ShouldContain("SchemaGuard refused to start this app.");
        Leak.ShouldNotBeIn([told], _secrets.Values);
    }

    [Theory]
    [InlineData(ConnectionForm.AdoNet, true)]
    [InlineData(ConnectionForm.Url, false)]
    [InlineData(ConnectionForm.OwnForMigrations, true)]
    public async Task A_refused_password_is_not_shown(ConnectionForm form, bool isAtStart)
    {
        await using var database = await LeakDatabase.CreateAsync(servers, _secrets, form);
        await database.RefusePasswordAsync();
        using var folder = CreateFolder("select 1");

        var (code, told) = await RunAsync(folder, database.ConnectionString, isAtStart, database.MigrationConnectionString);

        code.ShouldBe(ExitCodes.Configuration, told);
        told.ShouldContain("password");
        Leak.ShouldNotBeIn([told], _secrets.Values);
    }

    private LeakFolder CreateFolder(string statement)
    {
        var folder = new LeakFolder(_secrets)
            .Add(
                "0001_tables.sql",
                $"""
                create table {_secrets.Table} (code varchar(60) primary key, amount integer);
                insert into {_secrets.Table} (code) values ('{_secrets.Value}');
                """
            )
            .Add(
                $"0002_{_secrets.File}.sql",
                statement.Replace("{0}", _secrets.Table, StringComparison.Ordinal).Replace("{1}", _secrets.Quoted, StringComparison.Ordinal)
                    + ";"
            );
        File.WriteAllText(folder.TerminationLog, "");
        return folder;
    }

    /// <summary>Runs the test application until it ends; meanwhile its probes are asked.</summary>
    private async Task<(int Code, string Told)> RunAsync(LeakFolder folder, string connection, bool isAtStart, string? forMigrations = null)
    {
        var port = Listening.Client.FreePort();
        await using var process = TestProcess.Start(
            Programs.TestApp,
            [],
            [
                ("URLS", $"http://127.0.0.1:{port}"),
                ("Provider", "postgresql"),
                ("SchemaGuard__ConnectionString", connection),
                ("SchemaGuard__Migrations", folder.Path),
                ("SchemaGuard__TerminationLogPath", folder.TerminationLog),
                ("SchemaGuard__ConnectTimeout", "00:00:01"),
                ("Logging__LogLevel__SchemaGuard", "Trace"),
                .. forMigrations is null ? [] : new[] { ("SchemaGuard__MigrationConnectionString", forMigrations) },
                .. isAtStart ? AtStart : InBackground,
            ]
        );
        var served = new Served(() => new Uri($"http://127.0.0.1:{port}"));
        while (!process.HasEnded)
        {
            try
            {
                await served.AskAsync("refused");
            }
            catch (HttpRequestException)
            {
                // It does not listen yet, or any more.
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        var code = await process.ExitAsync();
        Leak.ShouldNotBeIn(served.All, _secrets.Values.Concat(_secrets.Names));
        if (isAtStart)
        {
            served.Public.ShouldContain(answer => answer.Contains("\"refused\"", StringComparison.Ordinal), process.Output + process.Error);
        }

        var left = await File.ReadAllTextAsync(folder.TerminationLog, TestContext.Current.CancellationToken);
        return (code, string.Join('\n', process.Output, process.Error, left));
    }
}
