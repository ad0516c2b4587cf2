using Microsoft.Extensions.Logging;
using Npgsql;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what the application's own data source notices of the guard.</summary>
public sealed class PostgreSqlDataSourceTests(PostgreSqlServers servers)
{
    [Theory]
    [InlineData(StartupMode.Migrate)]
    [InlineData(StartupMode.Wait)]
    public async Task After_a_migration_or_a_wait_it_knows_the_new_types(StartupMode mode)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", "create type mood as enum ('sad', 'glad');");
        var builder = new NpgsqlDataSourceBuilder(
            database.ConnectionString.Replace("Pooling=false", "Pooling=true", StringComparison.Ordinal)
        );
        builder.MapEnum<Mood>("mood");
        await using var source = builder.Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSchemaGuard(options => options.Startup = mode).UsePostgreSql(source).AddMigrations(folder.Path);
        await using var container = services.BuildServiceProvider();
        var gate = container
            .GetServices<Microsoft.Extensions.Hosting.IHostedService>()
            .OfType<Microsoft.Extensions.Hosting.IHostedLifecycleService>()
            .First();

        var starting = gate.StartingAsync(TestContext.Current.CancellationToken);
        if (mode == StartupMode.Wait)
        {
            await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        }

        await starting;

        await using var command = source.CreateCommand("select 'glad'::mood");
        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(Mood.Glad);
    }

    [Fact]
    public async Task What_its_initialiser_does_to_a_session_holds_for_migrations_too_and_after_scripts_that_change_it()
    {
        await using var database = await servers.CreateDatabaseAsync();
        var (owner, login) = ("owner_" + database.Name, "login_" + database.Name);
        await database.ExecuteAsync($"create role {owner}");
        await database.ExecuteAsync($"create role {login} login in role {owner}");
        await database.ExecuteAsync($"create schema app authorization {owner}");
        using var folder = new MigrationFolder()
            .Add("1_a.sql", "create table a (id integer);")
            .Add("2_b.sql", "set search_path = pg_catalog;\nselect set_config('role', 'none', false);")
            .Add("3_c.sql", "create table c (id integer);")
            .Add("4_d.sql", "create table d (id integer);\ncreate index concurrently d_ix on d (id);")
            .Add("5_e.sql", "create table e (id integer);");
        var settings = database
            .At(database.Server.Port, login)
            .Replace("Pooling=false", "No Reset On Close=true", StringComparison.Ordinal);
        var builder = new NpgsqlDataSourceBuilder(settings);
        var initialise = $"set role {owner}; set search_path = app";
        builder.UsePhysicalConnectionInitializer(
            connection =>
            {
                using var command = new NpgsqlCommand(initialise, connection);
                command.ExecuteNonQuery();
            },
            async connection =>
            {
                await using var command = new NpgsqlCommand(initialise, connection);
                await command.ExecuteNonQueryAsync();
            }
        );
        await using (var source = builder.Build())
        {
            var services = new ServiceCollection();
            services.AddSchemaGuard().UsePostgreSql(source).AddMigrations(folder.Path);
            await using var container = services.BuildServiceProvider();

            var guard = container.GetRequiredService<ISchemaGuard>();
            (await guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)).State.ShouldBe(SchemaState.Healthy);
        }

        var owned = $"select count(*) from pg_tables where schemaname = 'app' and tableowner = '{owner}'";
        (await database.NumberAsync(owned)).ShouldBe(6);
        await database.ExecuteAsync($"drop owned by {owner} cascade");
        await database.ExecuteAsync($"drop role {login}; drop role {owner}");
    }

    /// <summary>A data source as AddNpgsqlDataSource registers it writes its commands to the host's log.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData(LogLevel.Information, true)]
    [InlineData(LogLevel.Debug, true)]
    [InlineData(LogLevel.Warning, false)]
    public async Task Its_log_shows_the_applications_commands_and_nothing_that_the_guard_reads(LogLevel? ofNpgsql, bool isShown)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var lines = new LogLines();
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            logging.AddProvider(lines);
            if (ofNpgsql is { } level)
            {
                logging.AddFilter("Npgsql", level);
            }
        });
        services.AddSingleton(provider =>
            new NpgsqlDataSourceBuilder(database.ConnectionString).UseLoggerFactory(provider.GetRequiredService<ILoggerFactory>()).Build()
        );
        services
            .AddSchemaGuard()
            .UsePostgreSql()
            .AddMigrations(folder.Path)
            .RequirePrivileges(TablePrivileges.Select, "ledger")
            .AddInvariant("two steps", "select count(*) from ledger", 2);
        await using var container = services.BuildServiceProvider();
        var guard = container.GetRequiredService<ISchemaGuard>();

        await guard.CheckAsync(TestContext.Current.CancellationToken);
        await guard.GetStatusAsync(TestContext.Current.CancellationToken);
        await guard.PlanAsync(TestContext.Current.CancellationToken);
        await guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        lines.Of("Npgsql.Command", LogLevel.Information).ShouldBeEmpty();
        await using var command = container.GetRequiredService<NpgsqlDataSource>().CreateCommand("select 42 as answer");
        await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);

        var shown = lines.Of("Npgsql.Command", LogLevel.Information);
        shown.Count.ShouldBe(isShown ? 1 : 0);
        shown.ShouldAllBe(line => line.Contains("select 42 as answer", StringComparison.Ordinal));
    }

    /// <summary>What fails in a read for another reason says nothing of whose table it is.</summary>
    [Fact]
    public async Task A_history_that_cannot_be_read_is_not_taken_for_somebody_elses()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(1);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await database.ExecuteAsync(
            """
            alter table schemaguard_history rename to damaged;
            create function boom(text) returns text language plpgsql as $$ begin raise exception 'invalid page in block 0' using errcode = 'XX001'; end $$;
            create view schemaguard_history as select sequence, module, version, name, kind, checksum, token_hash,
                chain, state, statements_total, statements_done, done_hash,
                intent, intent_state, baseline, started_at, finished_at, duration_ms, database_user, host, application,
                    application_version, boom(error) as error, compatible_from from damaged;
            """
        );

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            GuardUnderTest.CheckAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Message.ShouldContain("invalid page in block 0");
    }

    private enum Mood
    {
        Sad,
        Glad,
    }
}
