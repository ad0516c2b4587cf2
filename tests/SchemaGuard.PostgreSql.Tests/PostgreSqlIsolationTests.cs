using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says at which isolation level a migration runs that asks for one.</summary>
public sealed class PostgreSqlIsolationTests(PostgreSqlServers servers)
{
    private const string Note = "insert into seen select current_setting('transaction_isolation');";

    [Theory]
    [InlineData("begin isolation level serializable; {0} commit;", "serializable")]
    [InlineData("START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ WRITE; {0} COMMIT;", "repeatable read")]
    [InlineData("begin transaction not deferrable isolation level serializable; {0} end;", "serializable")]
    [InlineData("set transaction isolation level serializable; {0}", "serializable")]
    [InlineData("begin; set transaction isolation level repeatable read; {0} commit;", "repeatable read")]
    [InlineData("set session characteristics as transaction isolation level serializable; {0}", "serializable")]
    [InlineData("set local transaction_isolation = 'repeatable read'; {0}", "repeatable read")]
    [InlineData("begin; {0} commit; begin isolation level serializable; create table more (id integer); commit;", "serializable")]
    [InlineData("begin read write; {0} commit;", "read committed")]
    [InlineData("{0}", "read committed")]
    public async Task The_modes_that_a_script_gives_its_transaction_are_those_of_the_migrations(string script, string level)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_seen.sql", "create table seen (level text);")
            .Add("2_level.sql", string.Format(System.Globalization.CultureInfo.InvariantCulture, script, Note))
            .Add("3_next.sql", Note);

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await database.NumberAsync($"select count(*) from seen where level = '{level}'")).ShouldBe(level == "read committed" ? 2 : 1);
        (await database.NumberAsync("select count(*) from seen")).ShouldBe(2);
        (await database.NumberAsync("select count(*) from seen where level = 'read committed'")).ShouldBeGreaterThan(0);
    }

    /// <summary>A script too large for one batch goes another way.</summary>
    [Fact]
    public async Task So_are_those_of_a_long_script()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_seen.sql", "create table seen (level text);")
            .Add("2_level.sql", "begin isolation level serializable;\n" + string.Concat(Enumerable.Repeat(Note + "\n", 300)) + "commit;");

        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        (await database.NumberAsync("select count(*) from seen where level = 'serializable'")).ShouldBe(300);
    }

    /// <summary>As in psql, and whichever way a script goes.</summary>
    [Fact]
    public async Task Without_a_word_it_is_the_level_that_the_database_gives_its_sessions()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync($"alter database {database.Name} set default_transaction_isolation = 'serializable'");
        using var folder = new MigrationFolder()
            .Add("1_seen.sql", "create table seen (level text);")
            .Add("2_short.sql", Note)
            .Add("3_long.sql", string.Concat(Enumerable.Repeat(Note + "\n", 300)))
            .Add("4_committed.sql", "begin isolation level read committed; " + Note + " commit;")
            .Add("5_concurrent.sql", Note + "\ncreate index concurrently seen_ix on seen (level);\n" + Note);

        await GuardUnderTest.MigrateAsync(
            database,
            guard =>
                guard
                    .AddMigrations(folder.Path)
                    .AddMigration(
                        "6_code",
                        async (context, token) =>
                        {
                            await using var command = context.Connection.CreateCommand();
                            (command.CommandText, command.Transaction) = (Note, context.Transaction);
                            await command.ExecuteNonQueryAsync(token);
                        }
                    )
        );

        (await database.NumberAsync("select count(*) from seen where level = 'serializable'")).ShouldBe(304);
        (await database.NumberAsync("select count(*) from seen where level = 'read committed'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_transaction_that_only_reads_is_refused_before_anything_is_applied()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder()
            .Add("1_seen.sql", "create table seen (level text);")
            .Add("2_reads.sql", "begin isolation level repeatable read, read only; select 1; commit;");

        var exception = await Should.ThrowAsync<SchemaUnhealthyException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );

        exception.Message.ShouldContain("'2_reads' asks for a read-only transaction");
        (await database.HasTableAsync("seen")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_serialization_failure_at_that_level_is_tried_again_from_the_beginning()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_t.sql", "create table t (id integer, n integer); insert into t values (1, 0);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        await using var other = await database.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = "begin; update t set n = n + 10";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        folder.Add("2_u.sql", "begin isolation level serializable; update t set n = n + 1; commit;");
        var migrating = GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        while (
            await database.NumberAsync(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            ) == 0
        )
        {
            migrating.IsCompleted.ShouldBeFalse();
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        command.CommandText = "commit";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        (await migrating).Applied.Count.ShouldBe(1);
        (await database.NumberAsync("select n from t")).ShouldBe(11);
    }
}
