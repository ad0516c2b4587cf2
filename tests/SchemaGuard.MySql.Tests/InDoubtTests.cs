using System.Globalization;
using System.Text.RegularExpressions;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests;

/// <summary>Says what people are told of a statement that nothing settles, and that what they are told to do lets the next start go on.</summary>
public sealed partial class InDoubtTests(MySqlServers servers)
{
    private const string Procedure =
        "create procedure fill() begin insert into ledger values (1); /* commit */ do sleep((select seconds from pace)); insert into ledger values (2); end;";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(MySqlServers.MariaDb, true)]
    [InlineData(MySqlServers.MariaDb, false)]
    [InlineData(MySqlServers.MySql, true)]
    [InlineData(MySqlServers.MySql, false)]
    public async Task A_statement_that_the_catalog_cannot_settle_ends_the_start_until_somebody_has_decided(string product, bool isDone)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_t.sql", "create table t (id int primary key);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Add("2_c.sql", "alter table t add column c int null;\ninsert into t (id, c) values (1, 7);");
        await KillWithinAlterAsync(database, folder);
        await database.ExecuteAsync("alter table t add column c bigint null");

        var told = await RefusedAsync(database, folder);

        told.ShouldContain($"table `t` now has `c` bigint{(product == MySqlServers.MySql ? "" : "(20)")} DEFAULT NULL");
        told.ShouldContain("before the statement it had nothing else; it would have given it `c` int");
        var commands = Repair().Matches(told).Select(match => match.Value).ToList();
        commands.Count.ShouldBe(2, told);
        (await RefusedAsync(database, folder)).ShouldBe(told);
        if (!isDone)
        {
            await database.ExecuteAsync("alter table t drop column c");
        }

        await database.ExecuteAsync(commands[isDone ? 0 : 1]);
        (await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))).State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select c from t")).ShouldBe(7);
    }

    /// <summary>
    /// Seen on MariaDB 10.11, whose process was killed within an ALTER TABLE: the table was as the statement makes it, or as it was, and without a
    /// key that was there before.
    /// </summary>
    [Theory]
    [InlineData("add column c int null, drop foreign key t_parent")]
    [InlineData("drop foreign key t_parent")]
    public async Task A_foreign_key_that_the_server_has_lost_within_a_statement_is_made_again(string crash)
    {
        await using var database = await servers.CreateDatabaseAsync(MySqlServers.MariaDb);
        using var folder = new MigrationFolder().Add(
            "1_t.sql",
            """
            create table parents (id int primary key);
            create table t (id int primary key, parent int, constraint t_parent foreign key (parent) references parents (id) on delete cascade);
            """
        );
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Add("2_c.sql", "alter table t add column c int null;\ninsert into t (id, c) values (1, 7);");
        await KillWithinAlterAsync(database, folder);
        await database.ExecuteAsync("alter table t " + crash);

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select c from t")).ShouldBe(7);
        (
            await database.NumberAsync(
                "select count(*) from information_schema.referential_constraints "
                    + "where constraint_schema = database() and constraint_name = 't_parent' and delete_rule = 'CASCADE'"
            )
        ).ShouldBe(1);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_statement_that_was_only_announced_runs_where_the_driver_counts_the_rows_that_change(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1_t.sql", "create table t (id int primary key);");
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        folder.Add("2_c.sql", "alter table t add column c int null;\ninsert into t (id, c) values (1, 7);");
        await KillWithinAlterAsync(database, folder);

        // What announces it again writes what is there already, which this driver then counts for no row.
        await using var counting = new GivenDatabase(database.ConnectionString + ";UseAffectedRows=true");
        var report = await GuardUnderTest.MigrateAsync(counting, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select c from t")).ShouldBe(7);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_call_that_only_changes_data_and_is_killed_within_is_undone_and_runs_again(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = AddCall(commit: "");
        await KillWithinCallAsync(database, folder);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(0);

        var report = await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));

        report.State.ShouldBe(SchemaState.Healthy);
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(2);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task A_call_that_has_committed_by_itself_and_is_killed_within_is_reported_and_not_repeated(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = AddCall(commit: "commit;");
        await KillWithinCallAsync(database, folder);

        var told = await RefusedAsync(database, folder);

        told.ShouldContain("it had committed something by itself");
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
        await database.ExecuteAsync(Repair().Match(told).Value);
        await GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path));
        (await database.NumberAsync("select count(*) from ledger")).ShouldBe(1);
    }

    private static MigrationFolder AddCall(string commit) =>
        new MigrationFolder()
            .Add("1_tables.sql", "create table ledger (number int); create table pace (seconds int); insert into pace values (600);")
            .Add("2_procedure.sql", Procedure.Replace("/* commit */", commit, StringComparison.Ordinal))
            .Add("3_call.sql", "call fill();");

    /// <summary>Kills a process and its session while the procedure sleeps, and lets it sleep no more.</summary>
    private static async Task KillWithinCallAsync(MySqlTestDatabase database, MigrationFolder folder)
    {
        await using var process = TestProcess.StartApp(database, folder);
        await KillWithinAsync(process, database, "User sleep");
        await database.ExecuteAsync("update pace set seconds = 0");
    }

    /// <summary>Kills a process and its session while its ALTER TABLE waits for somebody who reads the table.</summary>
    private static async Task KillWithinAlterAsync(MySqlTestDatabase database, MigrationFolder folder)
    {
        await using var reader = await database.OpenAsync();
        await using var transaction = await reader.BeginTransactionAsync(Cancelled);
        await using var read = reader.CreateCommand();
        read.CommandText = "select count(*) from t";
        read.Transaction = transaction;
        await read.ExecuteScalarAsync(Cancelled);
        await using var process = TestProcess.StartApp(database, folder);
        await KillWithinAsync(process, database, "Waiting for table metadata lock");
    }

    private static async Task KillWithinAsync(TestProcess process, MySqlTestDatabase database, string state)
    {
        var session = 0L;
        for (var waited = TimeProvider.System.GetTimestamp(); session == 0; await Task.Delay(20, Cancelled))
        {
            process.HasEnded.ShouldBeFalse(process.Output + process.Error);
            TimeProvider.System.GetElapsedTime(waited).ShouldBeLessThan(Patience);
            session = await database.NumberAsync(
                $"select coalesce(max(id), 0) from {Watching.Sessions} where db = database() and state = '{state}'"
            );
        }

        await process.KillAsync();
        await database.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"kill {session}"));
        while (
            await database.NumberAsync(
                string.Create(CultureInfo.InvariantCulture, $"select count(*) from {Watching.Sessions} where id = {session}")
            ) > 0
        )
        {
            await Task.Delay(20, Cancelled);
        }
    }

    private static async Task<string> RefusedAsync(MySqlTestDatabase database, MigrationFolder folder)
    {
        var failure = await Should.ThrowAsync<MigrationFailedException>(() =>
            GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path))
        );
        return failure.Message;
    }

    [GeneratedRegex("UPDATE [^;]* WHERE sequence = [0-9]+;", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Repair();
}
