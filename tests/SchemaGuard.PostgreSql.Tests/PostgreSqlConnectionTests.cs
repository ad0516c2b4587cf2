using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Npgsql;
using SchemaGuard.PostgreSql.Commands;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says from where connections come and what they cost.</summary>
public sealed class PostgreSqlConnectionTests(PostgreSqlServers servers)
{
    [Fact]
    public async Task The_document_of_a_verb_says_that_the_database_is_not_reached_and_not_that_something_failed()
    {
        var nowhere = new GivenDatabase("Host=127.0.0.1;Port=1;Username=x");
        using var folder = new MigrationFolder().AddLedger(1);
        await using var process = TestProcess.StartVerb("check", nowhere, folder, "--timeout", "1", "--format", "json");

        (await process.ExitAsync()).ShouldBe(ExitCodes.TryAgain, process.Error);
        JsonDocument.Parse(process.Output).RootElement.GetProperty("state").GetString().ShouldBe("unreachable");
    }

    [Fact]
    public async Task The_data_source_of_the_container_serves_and_its_sessions_are_given_back_clean()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .AddLedger(2)
            .Add("0003_set.sql", "set work_mem = '77MB'; create temporary table t (id integer);")
            .Add("0004_bad.sql", "select 1;\nselect nope;");
        await using var source = NpgsqlDataSource.Create(
            database.ConnectionString.Replace("Pooling=false", "Maximum Pool Size=1", StringComparison.Ordinal)
        );
        var services = new ServiceCollection();
        services.AddSingleton<DbDataSource>(source);
        services.AddSchemaGuard().UsePostgreSql().AddMigrations(folder.Path);
        await using var container = services.BuildServiceProvider();
        var guard = container.GetRequiredService<ISchemaGuard>();

        var failed = await Should.ThrowAsync<MigrationFailedException>(() =>
            guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)
        );
        failed.Failure.Location.ShouldEndWith("0004_bad.sql:2:8");
        folder.Remove("0004_bad.sql");
        (await guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)).State.ShouldBe(SchemaState.Healthy);

        await using var command = source.CreateCommand(
            "select current_setting('application_name') || current_setting('work_mem') || current_setting('lock_timeout') || "
                + "coalesce(to_regclass('t')::text, '') || (select count(*) "
                + "from pg_locks where locktype = 'advisory' and pid = pg_backend_pid())"
        );
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe("4MB00");
    }

    [Fact]
    public async Task Migrations_may_go_another_way_as_another_user()
    {
        await using var database = await servers.CreateDatabaseAsync();
        var user = "app_" + database.Name;
        await database.ExecuteAsync(
            $"create role {user} login; alter default privileges in schema public grant select on tables to {user};"
        );
        using var folder = new MigrationFolder().AddLedger(2);

        var report = await GuardUnderTest.MigrateAsync(
            new GivenDatabase(database.At(database.Server.Port, user)),
            guard => guard.AddMigrations(folder.Path),
            options => options.MigrationConnectionString = database.ConnectionString
        );

        report.Applied.Count.ShouldBe(3);
        (await database.NumberAsync("select count(*) from schemaguard_history where database_user = 'postgres'")).ShouldBe(3);
        await database.ExecuteAsync($"drop owned by {user}; drop role {user};");
    }

    [Fact]
    public async Task Of_several_hosts_migrations_go_to_the_primary_and_a_standby_alone_is_named()
    {
        await using var primary = await PostgreSqlServer.StartAsync(PostgreSqlServers.Find(PostgreSqlServers.Oldest), "wal_level=replica");
        await using var database = await PostgreSqlTestDatabase.CreateAsync(primary);
        using var folder = new MigrationFolder().AddLedger(2);
        var copy = Path.Combine(primary.SocketDirectory, "standby");
        (await primary.RunAsync("pg_basebackup", ["-D", copy, "-R", "-X", "stream", "-c", "fast"])).Exit.ShouldBe(0);
        var port = Ports.Free();
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {port} -k {primary.SocketDirectory} -c hot_standby=on -c max_connections=300 -c logging_collector=off"
        );
        (
            await primary.RunAsync(
                "pg_ctl",
                ["-D", copy, "-w", "-l", Path.Combine(primary.SocketDirectory, "standby.log"), "-o", options, "start"]
            )
        ).Exit.ShouldBe(0);
        try
        {
            var standby = database.At(port);
            var alone = await Should.ThrowAsync<SchemaGuardException>(() =>
                GuardUnderTest.MigrateAsync(new GivenDatabase(standby), guard => guard.AddMigrations(folder.Path))
            );
            alone.Message.ShouldContain("read-only");
            alone.Findings[0].Remedy.ShouldContain("such as that of the primary");

            var both = standby.Replace("Host=127.0.0.1", $"Host=127.0.0.1:{port},127.0.0.1:{primary.Port}", StringComparison.Ordinal);
            (await GuardUnderTest.MigrateAsync(new GivenDatabase(both), guard => guard.AddMigrations(folder.Path))).Applied.Count.ShouldBe(
                3
            );
            while (await new GivenDatabase(standby).NumberAsync("select count(*) from pg_class where relname = 'schemaguard_state'") == 0)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            var report = await GuardUnderTest.CheckAsync(new GivenDatabase(standby), guard => guard.AddMigrations(folder.Path));
            report.Findings.ShouldAllBe(finding => finding.Severity != FindingSeverity.Error);
        }
        finally
        {
            await primary.RunAsync("pg_ctl", ["-D", copy, "-m", "immediate", "stop"]);
        }
    }

    [Fact]
    public async Task Migrations_go_through_a_unix_socket_as_well()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        var socket = database.ConnectionString.Replace(
            "Host=127.0.0.1",
            $"Host={database.Server.SocketDirectory}",
            StringComparison.Ordinal
        );

        (await GuardUnderTest.MigrateAsync(new GivenDatabase(socket), guard => guard.AddMigrations(folder.Path))).Applied.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("Guard_Data", "")]
    [InlineData("tenant-1", "")]
    [InlineData("Söme \"odd\" schema", "")]
    [InlineData(null, ";Search Path='\"App Schema\",public'")]
    public async Task The_history_is_kept_in_the_schema_of_the_option_or_the_first_of_the_search_path(string? schema, string suffix)
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create schema \"App Schema\"");
        using var folder = new MigrationFolder()
            .AddLedger(1)
            .Add("0002_path.sql", "set search_path = public;\ncreate table elsewhere (id integer);")
            .Add("0003_ix.sql", "create index concurrently on public.elsewhere (id);");
        var proxied = new ProxiedDatabase(database, database.Server.Port) { Suffix = suffix };
        Task<SchemaReport> MigrateAsync() =>
            GuardUnderTest.MigrateAsync(proxied, guard => guard.AddMigrations(folder.Path), options => options.HistorySchema = schema);

        (await MigrateAsync()).Applied.Count.ShouldBe(4);

        (await MigrateAsync()).CatalogRead.ShouldBeFalse();
        (await database.NumberAsync($"select count(*) from {SqlText.Quote(schema ?? "App Schema")}.schemaguard_history")).ShouldBe(4);
    }

    [Fact]
    public async Task A_start_with_nothing_to_do_takes_one_round_trip_besides_connecting()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(30);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path).RequireTables("ledger"));
        await using var proxy = WireProxy.Start(database.Server.Host, database.Server.Port);

        var report = await GuardUnderTest.MigrateAsync(
            new ProxiedDatabase(database, proxy.Port),
            guard => guard.AddMigrations(folder.Path).RequireTables("ledger")
        );

        report.CatalogRead.ShouldBeFalse();
        proxy.Connections.ShouldBe(1);
        proxy.RoundTrips.ShouldBe(1);
    }

    [Fact]
    public async Task A_start_that_reads_the_catalog_takes_two_round_trips_besides_connecting()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(3);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var proxy = WireProxy.Start(database.Server.Host, database.Server.Port);

        var report = await GuardUnderTest.CheckAsync(
            new ProxiedDatabase(database, proxy.Port),
            guard => guard.AddMigrations(folder.Path).RequireTables("ledger")
        );

        report.CatalogRead.ShouldBeTrue();
        proxy.RoundTrips.ShouldBe(2);
    }

    [Fact]
    public async Task The_drift_token_moves_with_definitions_and_with_nothing_else()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "create table jobs (id integer primary key, name text); create type mood as enum ('sad');"
        );
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        Task<bool> IsSeenAsync() => SeenAsync(database, folder);
        (await IsSeenAsync()).ShouldBeFalse();

        foreach (
            var harmless in (string[])
                [
                    "analyze",
                    "vacuum jobs",
                    "vacuum freeze pg_class",
                    "vacuum freeze pg_attribute",
                    "insert into jobs values (1, 'x')",
                    "begin; create table x (id integer); rollback",
                ]
        )
        {
            await database.ExecuteAsync(harmless);
            (await IsSeenAsync()).ShouldBeFalse(harmless);
        }

        await using (var other = await database.OpenAsync())
        {
            await using var command = other.CreateCommand();
            command.CommandText = """
                create temporary table t (id serial primary key, name text default 'x' check (name <> ''));
                create temporary view seen as select name from t;
                create rule r as on delete to t do instead nothing;
                create policy p on t using (true);
                create trigger g before update on t for each row execute function suppress_redundant_updates_trigger();
                """;
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            (await IsSeenAsync()).ShouldBeFalse("temporary objects of an open session");
        }

        foreach (
            var change in (string[])
                [
                    "alter table jobs alter column name set not null",
                    "alter table jobs alter column name drop not null",
                    "alter table jobs alter column name set default 'x'",
                    "create index jobs_ix on jobs (name)",
                    "drop index jobs_ix",
                    "alter table jobs add check (id > 0)",
                    "alter table jobs drop column name",
                    "alter table jobs rename to tasks",
                    "alter type mood add value 'happy'",
                    "create view v as select 1 as one",
                    "create or replace view v as select 2 as one",
                    "create function f() returns integer language sql as 'select 1'",
                    "create or replace function f() returns integer language sql as 'select 2'",
                    "create sequence s",
                    "alter sequence s increment by 2",
                    "create schema other",
                    "alter schema other rename to another",
                    "grant create on schema public to public",
                    "grant select on tasks to public",
                    "alter table tasks enable row level security",
                    "create policy p on tasks using (true)",
                    "alter extension plpgsql add table tasks",
                    "alter extension plpgsql drop table tasks",
                    "drop table tasks",
                ]
        )
        {
            await database.ExecuteAsync(change);
            (await IsSeenAsync()).ShouldBeTrue(change);
        }
    }

    [Fact]
    public async Task A_stamp_that_came_with_a_copy_of_the_data_does_not_count()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await SeenAsync(database, folder);
        (await SeenAsync(database, folder)).ShouldBeFalse();

        // As a restored dump does: the same row by another transaction.
        await database.ExecuteAsync("update schemaguard_state set verified_at = verified_at");

        (await SeenAsync(database, folder)).ShouldBeTrue();
        (await SeenAsync(database, folder)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_table_of_the_historys_name_with_other_types_is_told_as_somebody_elses()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create table schemaguard_history (sequence bigint, chain text, state integer)");
        using var folder = new MigrationFolder().AddLedger(1);

        var report = await GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path));

        report.Findings.Single().Code.ShouldBe(FindingCodes.ForeignHistory);
    }

    /// <summary>Starts once, and says whether the start had to look at the catalog; it then stamps what it found.</summary>
    private static async Task<bool> SeenAsync(PostgreSqlTestDatabase database, MigrationFolder folder) =>
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).CatalogRead;
}
