using System.Globalization;
using SchemaGuard.PostgreSql.Connecting;
using SchemaGuard.Servers;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what each failure of server and connection is told as.</summary>
public sealed class PostgreSqlErrorTests(PostgreSqlServers servers)
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=x;Username=x", "nothing is listening", "Check that the server is running")]
    [InlineData("Host=/nonexistent;Database=x;Username=x", "Unix socket is a file", "Check that the server is running")]
    [InlineData("Host=no-such-host.invalid;Database=x;Username=x", "host name cannot be resolved", "Correct Host")]
    public async Task A_server_that_is_not_there_is_waited_for_and_then_named(string connectionString, string message, string remedy)
    {
        var exception = await RefusedAsync(connectionString);

        exception.Message.ShouldContain(message);
        exception.Findings[0].Code.ShouldBe(FindingCodes.Unreachable);
        exception.Findings[0].Remedy.ShouldContain(remedy);
        exception.ExitCode.ShouldBe(ExitCodes.TryAgain);
    }

    [Theory]
    [InlineData("insert into child values (1);")]
    [InlineData("insert into child values (1);\ncreate table more (id integer);\ninsert into child values (2);")]
    public async Task A_deferred_constraint_that_is_violated_is_told_as_the_commits(string script)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add(
                "1_tables.sql",
                "create table parent (id integer primary key);\ncreate table child (parent integer references parent (id) deferrable initially deferred);"
            )
            .Add("2_rows.sql", script);

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.DatabaseText.ShouldStartWith("its commit, at which deferred constraints are checked, was refused: ");
        exception.Failure.ErrorCode.ShouldBe("23503");
        exception.Message.ShouldContain("None of it was applied.");
        (await database.HasTableAsync("more")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_without_tls_is_told_as_that_and_not_waited_for()
    {
        await using var database = await servers.CreateDatabaseAsync();

        var exception = await RefusedAsync(database.ConnectionString + ";SSL Mode=Require", TimeSpan.FromMinutes(5));

        exception.Message.ShouldContain("TLS");
        exception.Findings[0].Remedy.ShouldContain("ssl = on");
        exception.ExitCode.ShouldBe(ExitCodes.Configuration);
    }

    [Fact]
    public async Task An_invariant_that_loses_its_connection_is_an_outage_and_no_verdict()
    {
        await using var database = await servers.CreateDatabaseAsync();

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            GuardUnderTest.CheckAsync(
                database,
                guard => guard.AddInvariant("lost", "select count(*) from pg_terminate_backend(pg_backend_pid())", expected: 0),
                options => options.ConnectTimeout = TimeSpan.Zero
            )
        );

        exception.ExitCode.ShouldBe(ExitCodes.TryAgain);
    }

    [Fact]
    public async Task No_time_out_of_the_driver_ends_an_invariant_or_a_probe_before_its_own()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var services = new ServiceCollection()
            .AddSchemaGuard()
            .UsePostgreSql(database.ConnectionString + ";Command Timeout=1")
            .AddInvariant("slow", "select count(*) from pg_sleep(1.5)", expected: 1)
            .AddWriteProbe("slow", "select 1 from pg_sleep(1.5)")
            .Services.BuildServiceProvider();

        var report = await services.GetRequiredService<ISchemaGuard>().CheckAsync(TestContext.Current.CancellationToken);

        report.Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bad_password_is_refused_at_once_and_never_shown()
    {
        await using var server = await StartWithPasswordsAsync();

        var exception = await RefusedAsync(At(server, "app") + ";Password=hunter2", TimeSpan.FromMinutes(5));
        var none = await RefusedAsync(At(server, "app"), TimeSpan.FromMinutes(5));

        exception.Message.ShouldContain("refuses the user's password [28P01]");
        exception.ToString().ShouldNotContain("hunter2");
        exception.ExitCode.ShouldBe(ExitCodes.Configuration);
        none.Message.ShouldContain("asks for a password");
    }

    [Fact]
    public async Task The_password_of_the_applications_data_source_serves_for_migrating_too()
    {
        await using var server = await StartWithPasswordsAsync();
        await server.RunAsync("psql", ["-c", "grant create on schema public to app"]);
        using var folder = new MigrationFolder().AddLedger(1);
        await using var source = Npgsql.NpgsqlDataSource.Create(At(server, "app") + ";Password=right");
        var services = new ServiceCollection();
        services.AddSchemaGuard().UsePostgreSql(source).AddMigrations(folder.Path);
        await using var container = services.BuildServiceProvider();

        var report = await container
            .GetRequiredService<ISchemaGuard>()
            .MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);

        report.Applied.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_missing_database_is_named_and_created_only_where_the_option_says_so()
    {
        await using var database = await servers.CreateDatabaseAsync();
        var name = database.Name + "_new";
        var missing = database.ConnectionString.Replace(database.Name, name, StringComparison.Ordinal);
        using var folder = new MigrationFolder().AddLedger(1);

        var exception = await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            GuardUnderTest.MigrateAsync(new GivenDatabase(missing), guard => guard.AddMigrations(folder.Path))
        );
        exception.Message.ShouldContain("does not exist");
        exception.Findings[0].Remedy.ShouldContain("CreateDatabase");

        var creating = new GivenDatabase(missing, options => options.CreateDatabase = true);
        var reports = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => GuardUnderTest.MigrateAsync(creating, guard => guard.AddMigrations(folder.Path)))
        );
        reports.Sum(report => report.Applied.Count).ShouldBe(2);
        await database.ExecuteAsync($"drop database {name} with (force)");
    }

    [Fact]
    public async Task A_database_is_created_on_a_server_without_one_called_postgres()
    {
        await using var server = await PostgreSqlServer.StartInMemoryAsync(PostgreSqlServers.Find(PostgreSqlServers.Newest));
        (await server.RunAsync("psql", ["-d", "template1", "-c", "drop database postgres"])).Exit.ShouldBe(0);
        using var folder = new MigrationFolder().AddLedger(1);
        var given = At(server, "postgres").Replace("Database=postgres", "Database=fresh", StringComparison.Ordinal);

        var report = await GuardUnderTest.MigrateAsync(
            new GivenDatabase(given, options => options.CreateDatabase = true),
            guard => guard.AddMigrations(folder.Path)
        );

        report.Applied.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_missing_right_comes_with_the_grant_that_gives_it()
    {
        await using var database = await servers.CreateDatabaseAsync();
        var user = "poor_" + database.Name;
        await database.ExecuteAsync(
            $"create role {user} login; create table jobs (id integer); create schema \"Sales\";revoke create on schema public from public;"
        );
        using var folder = new MigrationFolder().Add("1_x.sql", "create table a (id integer);");
        var poor = new GivenDatabase(database.At(database.Server.Port, user));

        var history = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(poor, guard => guard.AddMigrations(folder.Path))
        );
        history.Failure.Remedy.ShouldContain($"GRANT USAGE, CREATE ON SCHEMA public TO {user};");

        await database.ExecuteAsync($"grant create on schema public to {user}");
        await GuardUnderTest.MigrateAsync(poor, guard => guard.AddMigrations(folder.Path));
        (string Script, string Grant)[] cases =
        [
            ("insert into jobs values (1)", $"GRANT SELECT, INSERT ON TABLE public.jobs TO {user};"),
            ("update jobs set id = 2", $"GRANT SELECT, UPDATE ON TABLE public.jobs TO {user};"),
            ("create table \"Sales\".x (id integer)", $"GRANT USAGE, CREATE ON SCHEMA \"Sales\" TO {user};"),
            ("create schema other", $"GRANT CREATE ON DATABASE {database.Name} TO {user};"),
            ("alter table jobs add column x integer", $"ALTER TABLE public.jobs OWNER TO {user};"),
        ];
        foreach (var (script, grant) in cases)
        {
            folder.Add("2_x.sql", script);
            var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
                GuardUnderTest.MigrateAsync(poor, guard => guard.AddMigrations(folder.Path))
            );
            exception.Failure.Remedy.ShouldContain(grant);
            exception.Failure.ErrorCode.ShouldBe("42501");
        }

        await database.ExecuteAsync($"drop owned by {user}; drop role {user};");
    }

    [Fact]
    public async Task A_role_that_may_only_select_can_verify()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().AddLedger(2);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        var user = "reader_" + database.Name;
        await database.ExecuteAsync(
            $"create role {user} login; grant select on all tables in schema public to {user}; alter role {user} set default_transaction_read_only = on;"
        );

        await using var subject = new GuardUnderTest(
            new GivenDatabase(database.At(database.Server.Port, user)),
            guard => guard.AddMigrations(folder.Path).RequireTables("ledger").AddInvariant("two", "select count(*) from ledger", 2)
        );
        var report = await subject.Guard.CheckAsync(TestContext.Current.CancellationToken);
        await using var app = TestProcess.StartApp(
            new GivenDatabase(database.At(database.Server.Port, user)),
            folder,
            ("SchemaGuard__Startup", "Verify"),
            ("StopWhenStarted", "true")
        );

        report.State.ShouldBe(SchemaState.Healthy);
        (await app.ExitAsync()).ShouldBe(ExitCodes.Ok, app.Error);
        await database.ExecuteAsync($"drop owned by {user}; drop role {user};");
    }

    [Fact]
    public async Task Too_many_connections_are_waited_for_and_then_named()
    {
        await using var database = await servers.CreateDatabaseAsync();
        var user = "crowd_" + database.Name;
        await database.ExecuteAsync($"create role {user} login connection limit 0");

        var exception = await RefusedAsync(database.At(database.Server.Port, user));

        exception.Message.ShouldContain("no connection left [53300]");
        exception.Findings[0].Remedy.ShouldContain("max_connections");
        await database.ExecuteAsync($"drop role {user}");
    }

    [Fact]
    public async Task A_server_that_is_starting_up_is_waited_for()
    {
        await using var server = await PostgreSqlServer.StartInMemoryAsync(PostgreSqlServers.Find(PostgreSqlServers.Oldest));
        await using var database = await PostgreSqlTestDatabase.CreateAsync(server);
        using var folder = new MigrationFolder().AddLedger(1);
        await server.CrashAsync();

        var migrating = GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.ConnectTimeout = TimeSpan.FromSeconds(60)
        );
        await Task.Delay(300, TestContext.Current.CancellationToken);
        await server.StartAgainAsync();

        (await migrating).Applied.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_error_after_which_the_driver_gives_up_the_session_is_told_as_the_statements()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create table u (id integer)");
        await using var source = Npgsql.NpgsqlDataSource.Create(database.ConnectionString);
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var batch = connection.CreateBatch();
        batch.BatchCommands.Add(new Npgsql.NpgsqlBatchCommand("select 1"));
        var failing = new Npgsql.NpgsqlBatchCommand("copy u from '/nonexistent'");
        batch.BatchCommands.Add(failing);
        batch.BatchCommands.Add(new Npgsql.NpgsqlBatchCommand("select 2"));
        var connections = PostgreSqlConnections.Create(source, migrating: null, "test", _ => { });
        using var provider = new PostgreSqlProvider(
            connections,
            new PostgreSqlGuardOptions(),
            TimeSpan.FromSeconds(2),
            TimeProvider.System
        );

        var exception = await Should.ThrowAsync<Npgsql.PostgresException>(() =>
            batch.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)
        );

        connection.State.ShouldNotBe(System.Data.ConnectionState.Open);
        var error = provider.Classify(exception);
        (error.Kind, error.Code).ShouldBe((Providers.Errors.DatabaseErrorKind.Statement, "58P01"));
        error.Remedy.ShouldNotBeNull().ShouldContain("COPY … FROM stdin");
        provider.FindFailed(batch, exception).ShouldBeSameAs(failing);
    }

    private static async Task<DatabaseUnreachableException> RefusedAsync(string connectionString, TimeSpan? patience = null)
    {
        using var folder = new MigrationFolder().AddLedger(1);
        return await Should.ThrowAsync<DatabaseUnreachableException>(() =>
            GuardUnderTest.MigrateAsync(
                new GivenDatabase(connectionString),
                guard => guard.AddMigrations(folder.Path),
                options => options.ConnectTimeout = patience ?? TimeSpan.FromMilliseconds(300)
            )
        );
    }

    private static string At(PostgreSqlServer server, string user) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Host={server.Host};Port={server.Port};Database=postgres;Username={user};Pooling=false"
        );

    private static async Task<PostgreSqlServer> StartWithPasswordsAsync()
    {
        var server = await PostgreSqlServer.StartInMemoryAsync(PostgreSqlServers.Find(PostgreSqlServers.Oldest));
        await server.RunAsync("psql", ["-c", "create role app login password 'right'"]);
        var rules = Path.Combine(server.DataDirectory, "pg_hba.conf");
        await File.WriteAllTextAsync(
            rules,
            "host all app 127.0.0.1/32 scram-sha-256\nlocal all all trust\nhost all all 127.0.0.1/32 trust\n"
        );
        await server.RunAsync("psql", ["-c", "select pg_reload_conf()"]);
        return server;
    }
}
