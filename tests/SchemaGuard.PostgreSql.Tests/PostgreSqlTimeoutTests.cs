using Npgsql;
using SchemaGuard.PostgreSql.Errors;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says that the time-outs which a role or a database gives its sessions end no migration, and what is told of those that do.</summary>
public sealed class PostgreSqlTimeoutTests(PostgreSqlServers servers)
{
    [Theory]
    [InlineData(PostgreSqlServers.Oldest, PostgreSqlLockMode.Session)]
    [InlineData(PostgreSqlServers.Newest, PostgreSqlLockMode.Session)]
    [InlineData(PostgreSqlServers.Newest, PostgreSqlLockMode.Lease)]
    public async Task Those_of_role_and_database_end_neither_a_transaction_nor_a_concurrent_build_nor_a_pause(
        string version,
        PostgreSqlLockMode mode
    )
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        var user = await CreateHurriedAsync(database, version);
        using var folder = new MigrationFolder()
            .Add("1_a.sql", "create table a (id integer);\nselect pg_sleep(0.7);\nset search_path = public;\nselect pg_sleep(0.7);")
            .Add("2_none.sql", "-- schemaguard: transaction=none\nselect pg_sleep(0.7);\ncreate index concurrently a_ix on a (id);");
        var hurried = new GivenDatabase(
            database.At(database.Server.Port, user),
            options => (options.Lock, options.LeaseDuration) = (mode, TimeSpan.FromSeconds(3))
        );
        await using var subject = new GuardUnderTest(
            hurried,
            guard =>
                guard
                    .AddMigrations(folder.Path)
                    .AddMigration(
                        "3_code",
                        async (context, ct) =>
                        {
                            await using var command = context.Connection.CreateCommand();
                            command.Transaction = context.Transaction;
                            command.CommandText = "create table c (id integer)";
                            await command.ExecuteNonQueryAsync(ct);
                            await Task.Delay(TimeSpan.FromSeconds(1), ct);
                            command.CommandText = "select pg_sleep(0.7)";
                            await command.ExecuteNonQueryAsync(ct);
                        }
                    )
        );

        // The build waits for this transaction.
        await using var reader = await database.OpenAsync();
        await using var reading = await reader.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var read = reader.CreateCommand();
        read.CommandText = "select txid_current()";
        await read.ExecuteScalarAsync(TestContext.Current.CancellationToken);
        var migrating = subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken);
        while (
            await database.NumberAsync(
                "select count(*) from pg_stat_activity where query like 'create index%' "
                    + "and state = 'active' and clock_timestamp() - query_start > interval '1 second'"
            ) == 0
        )
        {
            migrating.IsFaulted.ShouldBeFalse(migrating.Exception?.ToString());
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await reading.RollbackAsync(TestContext.Current.CancellationToken);
        var report = await migrating;

        report.State.ShouldBe(SchemaState.Healthy);
        report.Applied.Count.ShouldBe(3);
        await DropAsync(database, user);
    }

    [Fact]
    public async Task One_that_a_script_sets_itself_is_respected_and_told()
    {
        await using var database = await servers.CreateDatabaseAsync(PostgreSqlServers.Newest);
        using var folder = new MigrationFolder().Add("1_x.sql", "set statement_timeout = '200ms';\nselect pg_sleep(5);");

        var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Failure.ErrorCode.ShouldBe("57014");
        exception.Failure.Location.ShouldEndWith("1_x.sql:2:1");
        exception.Failure.Remedy.ShouldContain("SET statement_timeout");
    }

    [Theory]
    [InlineData(
        "57014",
        "canceling statement due to statement timeout",
        "SET statement_timeout",
        Providers.Errors.DatabaseErrorKind.Interrupted
    )]
    [InlineData("57014", "canceling statement due to user request", "pg_cancel_backend", Providers.Errors.DatabaseErrorKind.Interrupted)]
    [InlineData("57014", "Anweisung wird abgebrochen", "statement_timeout", Providers.Errors.DatabaseErrorKind.Interrupted)]
    [InlineData(
        "25P03",
        "terminating connection due to idle-in-transaction timeout",
        "idle_in_transaction",
        Providers.Errors.DatabaseErrorKind.Statement
    )]
    [InlineData(
        "25P04",
        "terminating connection due to transaction timeout",
        "SET transaction_timeout",
        Providers.Errors.DatabaseErrorKind.Statement
    )]
    [InlineData(
        "57P05",
        "terminating connection due to idle-session timeout",
        "idle_session_timeout",
        Providers.Errors.DatabaseErrorKind.Unavailable
    )]
    public void Each_has_its_own_remedy(string state, string text, string remedy, Providers.Errors.DatabaseErrorKind kind)
    {
        var error = new PostgreSqlErrors("reader", "migrator").Classify(
            new PostgresException(text, "FATAL", "FATAL", state),
            statement: null
        );

        error.Kind.ShouldBe(kind);
        error.Remedy.ShouldNotBeNull().ShouldContain(remedy);
    }

    /// <summary>Makes a role, and settings of role and database, by which nothing may take longer than half a second.</summary>
    private static async Task<string> CreateHurriedAsync(PostgreSqlTestDatabase database, string version)
    {
        var user = "hurried_" + database.Name;
        await database.ExecuteAsync(
            $"create role {user} login; grant create on schema public to {user};"
                + $"alter role {user} set statement_timeout = '500ms'; alter role {user} set idle_session_timeout = '500ms';"
                + $"alter database {database.Name} set idle_in_transaction_session_timeout = '500ms';"
                + (version == PostgreSqlServers.Newest ? $"alter database {database.Name} set transaction_timeout = '500ms';" : "")
        );
        await database.ExecuteAsync($"alter role postgres in database {database.Name} set idle_in_transaction_session_timeout = 0;");
        if (version == PostgreSqlServers.Newest)
        {
            await database.ExecuteAsync($"alter role postgres in database {database.Name} set transaction_timeout = 0;");
        }

        return user;
    }

    private static Task DropAsync(PostgreSqlTestDatabase database, string user) =>
        database.ExecuteAsync($"drop owned by {user}; drop role {user};");
}
