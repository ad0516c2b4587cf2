using System.Globalization;
using Shouldly;
using Xunit;

namespace SchemaGuard.AspNetCore.Tests.Leaks;

/// <summary>Every byte that an application on PostgreSQL serves and logs, in every state.</summary>
public sealed class PostgreSqlLeakTests(PasswordServers servers) : IClassFixture<PasswordServers>
{
    /// <summary>Lets the failed migration stay unfinished in the history, with what the server has said.</summary>
    private const string Prefix = "-- schemaguard: transaction=none\ncreate table done (id integer);\n";

    private readonly Secrets _secrets = new();

    [Theory]
    [InlineData(ConnectionForm.AdoNet)]
    [InlineData(ConnectionForm.Url)]
    [InlineData(ConnectionForm.OwnForMigrations)]
    public async Task Nothing_leaks_while_it_migrates_waits_works_and_loses_its_table_and_its_database(ConnectionForm form)
    {
        await using var database = await LeakDatabase.CreateAsync(servers, _secrets, form);
        using var folder = CreateFolder().Add($"0002_{_secrets.File}.sql", HeldMigration);
        await using var site = await Site(database, folder, InBackground).StartAsync();
        await site.IsAsync(GuardActivityKind.Migrating);
        await Eventually.IsAsync(() => Task.FromResult(site.Guard.Activity.Progress?.Number), 2);
        await site.Served.AskAsync("migrating");
        await using var waiting = await Site(database, folder, InBackground).StartAsync();
        await waiting.IsAsync(GuardActivityKind.WaitingForLock);
        await waiting.Served.AskAsync("waiting for the lock");

        await database.ExecuteAsync("insert into ledger (number) values (0)");
        await site.IsAsync(SchemaGateState.Open);
        await site.Served.AskAsync("healthy");
        await waiting.IsAsync(SchemaGateState.Open);
        await waiting.Served.AskAsync("healthy after another has migrated");

        await database.ExecuteAsync($"alter table {_secrets.Table} rename to gone");
        await site.IsAsync(SchemaState.Unhealthy);
        await site.Served.AskAsync("drifted");
        await database.ExecuteAsync($"alter table gone rename to {_secrets.Table}");
        await site.IsAsync(SchemaState.Healthy);

        await database.BreakOffAsync();
        await site.IsAsync(SchemaState.Unreachable);
        await site.Served.AskAsync("database gone");
        database.Restore();
        await site.IsAsync(SchemaState.Healthy);

        await database.RefusePasswordAsync();
        await site.IsAsync(SchemaState.Misconfigured);
        await site.Served.AskAsync("password refused");

        site.ShouldKeep(_secrets);
        waiting.ShouldKeep(_secrets);
        AssertOperatorsSeeTheNames(site, _secrets);
    }

    [Fact]
    public async Task Nothing_leaks_while_the_listener_answers_for_a_migration()
    {
        await using var database = await LeakDatabase.CreateAsync(servers, _secrets);
        using var folder = CreateFolder().Add($"0002_{_secrets.File}.sql", HeldMigration);
        await using var site = Site(database, folder).Start();
        await Eventually.IsAsync(() => Task.FromResult(site.Guard.Activity.Progress?.Number), 2);

        await site.Served.AskAsync("migrating behind the listener");

        site.Served.Public.ShouldContain(answer => answer.Contains("\"activity\":\"migrating\"", StringComparison.Ordinal));
        await database.ExecuteAsync("insert into ledger (number) values (0)");
        await site.IsAsync(SchemaState.Healthy);
        site.ShouldKeep(_secrets);
    }

    /// <summary>Each statement makes the server quote a value in its error, in one way or another.</summary>
    [Theory]
    [InlineData("insert into {0} (code)\nvalues ('{1}'), ('{1}')")]
    [InlineData("insert into {0} (amount)\nvalues ('{1}')")]
    [InlineData("update {0} set\namount = ('{1}' || code)::integer")]
    [InlineData("insert into {0} (amount)\nvalues ('{2}')")]
    [InlineData("update {0} set\namount = {2}::numeric::integer")]
    [InlineData("select\n'a' '{1}'")]
    [InlineData("select date\n'{1}'")]
    [InlineData("select json\n'{1}'")]
    [InlineData("select to_date('{1}',\n'YYYY')")]
    [InlineData("select now() at time zone\n'{1}'")]
    [InlineData("select\n'\\{1}'::bytea")]
    [InlineData("insert into {0} (code, amount)\nvalues ('{1}', -1)")]
    [InlineData("do $$ begin perform\n'{1}'::integer; end $$")]
    [InlineData("select\n'{1} {1}'::tsquery")]
    [InlineData("select\n'$.a {1}'::jsonpath")]
    [InlineData("select date_trunc('{1}',\nnow())")]
    [InlineData("set datestyle =\n'{1}'")]
    public async Task Nothing_leaks_when_the_servers_error_quotes_a_value(string statement)
    {
        await using var database = await LeakDatabase.CreateAsync(servers, _secrets);
        using var folder = CreateFolder();
        await using var running = await Site(database, folder).StartAsync();
        using var next = CreateFolder().Add($"0002_{_secrets.File}.sql", Prefix + Filled(statement) + ";");
        await using var refused = Site(database, next).Start();

        await refused.IsAsync(SchemaGateState.Refused);
        await refused.Served.AskAsync("refused");
        var refusal = (await refused.EndAsync()).ShouldBeOfType<MigrationFailedException>();
        await running.Served.AskAsync("another process has failed");

        refused.ShouldKeep(_secrets);
        running.ShouldKeep(_secrets);
        Leak.ShouldNotBeIn([refusal.ToString()], _secrets.Values);
        refused.Log.ShouldContain(line => line.Contains(_secrets.File, StringComparison.Ordinal), "A log names what failed.");
    }

    [Fact]
    public async Task Nothing_leaks_when_an_invariant_does_not_hold()
    {
        await using var database = await LeakDatabase.CreateAsync(servers, _secrets);
        using var folder = CreateFolder();
        var invariant = $"select count(*) from {_secrets.Table} where code = '{_secrets.Value}'";
        await using var site = Site(database, folder, guard: guard => guard.AddInvariant("none", invariant, 0, FindingSeverity.Warning))
            .Start();

        await site.IsAsync(SchemaState.Degraded);
        await site.IsAsync(SchemaGateState.Open);
        await site.Served.AskAsync("degraded");

        site.ShouldKeep(_secrets);
    }

    [Fact]
    public async Task Nothing_leaks_when_an_invariant_fails()
    {
        await using var database = await LeakDatabase.CreateAsync(servers, _secrets);
        using var folder = CreateFolder();
        await using var site = Site(
                database,
                folder,
                guard: guard =>
                    guard
                        .AddInvariant("number", $"select code::integer from {_secrets.Table}", 0)
                        .AddInvariant("range", $"select '{_secrets.Number}'::integer", 0)
            )
            .Start();

        await site.IsAsync(SchemaGateState.Refused);
        await site.Served.AskAsync("refused by an invariant");

        site.ShouldKeep(_secrets);
    }

    /// <summary>Gets a migration that lasts until the ledger has a number 0.</summary>
    private string HeldMigration =>
        $"""
            do $$ begin while not exists (select from ledger where number = 0 and '{_secrets.Value}' <> '') loop perform pg_sleep(0.02); end loop; end $$;
            insert into {_secrets.Table} (code) values ('{_secrets.Value}2');
            """;

    private static void InBackground(SchemaGuardOptions set) => set.Startup = StartupMode.Background;

    private LeakFolder CreateFolder() =>
        new LeakFolder(_secrets).Add(
            "0001_tables.sql",
            $"""
            create table ledger (number integer not null);
            create table {_secrets.Table} (code varchar(60) primary key, amount integer check (amount > 0));
            insert into {_secrets.Table} (code) values ('{_secrets.Value}'); -- {_secrets.Value}
            """
        );

    private string Filled(string statement) =>
        string.Format(CultureInfo.InvariantCulture, statement, _secrets.Table, _secrets.Quoted, _secrets.Number);

    private LeakSite Site(
        LeakDatabase database,
        LeakFolder folder,
        Action<SchemaGuardOptions>? options = null,
        Action<SchemaGuardBuilder>? guard = null
    ) =>
        new(
            added =>
            {
                added.UsePostgreSql(database.ConnectionString).AddMigrations(folder.Path).RequireTables(_secrets.Table);
                guard?.Invoke(added);
            },
            set =>
            {
                set.MigrationConnectionString = database.MigrationConnectionString;
                options?.Invoke(set);
            }
        );

    private static void AssertOperatorsSeeTheNames(LeakSite site, Secrets secrets)
    {
        site.Log.ShouldContain(line => line.Contains($"0002_{secrets.File}", StringComparison.Ordinal), "A log names what is applied.");
        foreach (var type in new[] { "text/html", "application/json" })
        {
            site.Served.ForOperators.ShouldContain(answer =>
                answer.StartsWith($"[healthy] GET /schema {type}", StringComparison.Ordinal)
                && answer.Contains($"0002_{secrets.File}", StringComparison.Ordinal)
                && answer.Contains(secrets.Table, StringComparison.Ordinal)
            );
        }
    }
}
