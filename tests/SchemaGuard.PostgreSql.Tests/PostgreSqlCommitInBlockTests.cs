using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what becomes of blocks and procedures that commit what they do in parts.</summary>
public sealed class PostgreSqlCommitInBlockTests(PostgreSqlServers servers)
{
    private const string Tables =
        "create table ctr (n integer); insert into ctr values (0); create table other (id integer); insert into other values (1);";

    private const string Block = "begin update ctr set n = n + 1; commit; update other set id = id + 1; end";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("do $$ " + Block + " $$;")]
    [InlineData("create procedure fill() language plpgsql as $$ " + Block + " $$;\ncall fill();")]
    public async Task A_block_that_commits_waits_for_a_lock_and_is_not_run_again(string script)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = Folder(script);
        await using var holder = await HoldAsync(database);
        var migrating = GuardUnderTest.MigrateAsync(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => (options.StatementLockTimeout, options.LockTimeout) = (TimeSpan.FromMilliseconds(300), TimeSpan.FromMinutes(1))
        );
        await Task.Delay(TimeSpan.FromSeconds(3), Cancelled);
        await holder.DisposeAsync();

        (await migrating).State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select n from ctr")).ShouldBe(1);
        (await database.NumberAsync("select id from other")).ShouldBe(2);
    }

    [Theory]
    [InlineData("do $$ " + Block + " $$;")]
    [InlineData("create procedure fill() language plpgsql as $$ " + Block + " $$;\ncall fill();")]
    public async Task A_block_that_commits_and_does_not_get_a_lock_in_time_is_in_doubt_and_not_run_again(string script)
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = Folder(script);
        var holder = await HoldAsync(database);

        var first = await RefusedAsync(database, folder);
        await holder.DisposeAsync();
        var second = await RefusedAsync(database, folder);

        first.Failure.IsStatementInDoubt.ShouldBeTrue();
        first.Message.ShouldContain("before that, it may have committed something by itself, which then stays");
        first.Message.ShouldContain("it is unknown how much of statement", Case.Insensitive);
        first.Message.ShouldNotContain("None of it was applied");
        second.Message.ShouldContain("the database cannot tell whether it took effect");
        second.Message.ShouldNotContain("None of it was applied");
        (await database.NumberAsync("select n from ctr")).ShouldBe(1);
        (await database.NumberAsync("select id from other")).ShouldBe(1);
    }

    [Fact]
    public async Task A_block_that_commits_and_fails_is_in_doubt_until_somebody_has_decided()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = Folder("do $$ begin update ctr set n = n + 1; commit; perform 1 / (n - 1) from ctr; end $$;");

        var failure = (await RefusedAsync(database, folder)).Failure;

        failure.ErrorCode.ShouldBe("22012");
        failure.Location.ShouldEndWith("2_block.sql:2:1");
        failure.IsStatementInDoubt.ShouldBeTrue();
        (await RefusedAsync(database, folder)).Failure.IsStatementInDoubt.ShouldBeTrue();
        (await database.NumberAsync("select n from ctr")).ShouldBe(1);
        var done = failure.Remedy[failure.Remedy.IndexOf("UPDATE", StringComparison.Ordinal)..];
        await database.ExecuteAsync(done[..(done.IndexOf(';', StringComparison.Ordinal) + 1)]);
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select n from ctr")).ShouldBe(1);
    }

    private static MigrationFolder Folder(string script) =>
        new MigrationFolder().Add("1_tables.sql", Tables).Add("2_block.sql", "-- schemaguard: transaction=none\n" + script);

    private static async Task<MigrationFailedException> RefusedAsync(TestDatabase database, MigrationFolder folder) =>
        await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(
                database,
                guard => guard.AddMigrations(folder.Path),
                options => (options.StatementLockTimeout, options.LockTimeout) = (TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(1))
            )
        );

    /// <summary>Applies the first migration, and locks the row that the second one changes after its commit.</summary>
    private static async Task<IAsyncDisposable> HoldAsync(PostgreSqlTestDatabase database)
    {
        using var tables = new MigrationFolder().Add("1_tables.sql", Tables);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(tables.Path));
        var holder = await database.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = "begin; select id from other for update";
        await command.ExecuteNonQueryAsync(Cancelled);
        return holder;
    }
}
