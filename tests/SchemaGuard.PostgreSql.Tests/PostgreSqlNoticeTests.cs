using Microsoft.Extensions.Logging;
using Npgsql;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.PostgreSql.Tests;

/// <summary>Says what becomes of what the server says of a statement: of its warnings, and of its notices about what a statement has left as it was.</summary>
public sealed class PostgreSqlNoticeTests(PostgreSqlServers servers)
{
    /// <summary>A statement that the server itself warns of: there is no such process.</summary>
    private const string Warned = "select pg_cancel_backend(2147483647);";

    [Theory]
    [InlineData(PostgreSqlServers.Oldest)]
    [InlineData(PostgreSqlServers.Newest)]
    public async Task A_warning_is_told_at_its_statement_though_all_go_in_one_round_trip(string version)
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "create table t (id integer);\n  " + Warned + "\ninsert into t values (1);\n" + Warned + "\ncreate table u (id integer);"
        );
        using var log = new LogEntries();

        var report = await MigrateAsync(database, folder, log);

        report.State.ShouldBe(SchemaState.Degraded);
        report
            .Findings.Select(finding => (finding.Code, finding.Severity, finding.Location![^3..]))
            .ShouldBe([
                (FindingCodes.ServerWarning, FindingSeverity.Warning, "2:3"),
                (FindingCodes.ServerWarning, FindingSeverity.Warning, "4:1"),
            ]);
        report.Findings[0].Message.ShouldContain("(01000): PID 2147483647 is not a PostgreSQL backend process.");
        log.Of(PostgreSqlEventIds.ServerWarning).Count.ShouldBe(2);
        log.Of(SchemaGuardEventIds.StatementWarning).ShouldBeEmpty("The package has logged them already.");
    }

    [Theory]
    [InlineData(PostgreSqlServers.Oldest)]
    [InlineData(PostgreSqlServers.Newest)]
    public async Task A_warning_outside_a_transaction_is_told_at_its_statement(string version)
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "create table t (id integer);\ncreate index concurrently i on t (id);\n" + Warned
        );
        using var log = new LogEntries();

        var report = await MigrateAsync(database, folder, log);

        report.Findings.ShouldHaveSingleItem().Location.ShouldEndWith("1_x.sql:3:1");
    }

    [Theory]
    [InlineData(PostgreSqlServers.Oldest)]
    [InlineData(PostgreSqlServers.Newest)]
    public async Task What_a_script_raises_itself_is_told_without_its_text_which_is_logged_for_those_who_read_closely(string version)
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "do $$ begin raise warning 'Top-Secret'; raise notice 'Top-Secret'; end $$;\nselect 1;"
        );
        using var log = new LogEntries();

        var report = await MigrateAsync(database, folder, log);

        var finding = report.Findings.ShouldHaveSingleItem();
        finding.Location.ShouldEndWith("1_x.sql:1:1");
        finding.Message.ShouldNotContain("Secret");
        log.Of(PostgreSqlEventIds.ServerWarning).ShouldHaveSingleItem().Text.ShouldNotContain("Secret");
        log.Of(PostgreSqlEventIds.Notice).Count(entry => entry.Text.Contains("Top-Secret")).ShouldBe(2);
        log.All.Count(entry => entry.Text.Contains("Secret")).ShouldBe(2);
    }

    [Theory]
    [InlineData(PostgreSqlServers.Oldest)]
    [InlineData(PostgreSqlServers.Newest)]
    public async Task A_statement_that_has_left_something_as_it_was_or_taken_more_with_it_is_logged_with_its_place(string version)
    {
        await using var database = await servers.CreateDatabaseAsync(version);
        await database.ExecuteAsync("create table t (id integer); create table gone (id integer); create view v as select * from gone;");
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "create table if not exists t (id integer);\nalter table t add column if not exists id integer;\ndrop table if exists nope;\n"
                + "drop table gone cascade;\ncreate schema if not exists public;"
        );
        using var log = new LogEntries();

        var report = await MigrateAsync(database, folder, log);

        report.Findings.ShouldNotContain(finding => finding.Code == FindingCodes.ServerWarning);
        var told = log.Of(SchemaGuardEventIds.StatementNotice).Select(entry => entry.Text).ToList();
        told.Count.ShouldBe(4);
        told[0]
            .ShouldContain("1_x.sql:1:1: the server issued a notice on 'CREATE TABLE t' (42P07): relation \"t\" already exists, skipping");
        told[1].ShouldContain("1_x.sql:2:1");
        told[2].ShouldContain("1_x.sql:4:1");
        told[2].ShouldContain("drop cascades to view v");
        told[3].ShouldContain("1_x.sql:5:1");
    }

    [Fact]
    public async Task What_was_said_of_an_attempt_that_was_made_again_counts_for_nothing()
    {
        await using var database = await servers.CreateDatabaseAsync();
        await database.ExecuteAsync("create table jobs (id integer)");
        using var folder = new MigrationFolder().Add("1_x.sql", Warned + "\nalter table jobs add column name text;");
        using var log = new LogEntries();
        await using var holder = (NpgsqlConnection)await database.OpenAsync();
        await using var transaction = await holder.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using (var hold = new NpgsqlCommand("lock table jobs", holder, transaction))
        {
            await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var migrating = MigrateAsync(database, folder, log, options => options.StatementLockTimeout = TimeSpan.FromMilliseconds(300));
        while (log.Of(PostgreSqlEventIds.ServerWarning).Count < 2)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }

        await transaction.RollbackAsync(TestContext.Current.CancellationToken);

        var finding = (await migrating).Findings.ShouldHaveSingleItem();
        finding.Message.ShouldContain("(01000): PID");
        finding.Location.ShouldEndWith("1_x.sql:1:1");
    }

    [Fact]
    public async Task Many_statements_of_one_migration_with_the_same_warning_are_told_of_the_first_ten()
    {
        await using var database = await servers.CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add("1_x.sql", string.Join('\n', Enumerable.Repeat(Warned, 13)));
        using var log = new LogEntries();

        var report = await MigrateAsync(database, folder, log);

        report.Findings.Count.ShouldBe(10);
        report.Findings[9].Message.ShouldEndWith("It warned the same of 3 further statements.");
        report.Findings[8].Message.ShouldNotContain("further");
    }

    private static Task<SchemaReport> MigrateAsync(
        TestDatabase database,
        MigrationFolder folder,
        LogEntries log,
        Action<SchemaGuardOptions>? options = null
    ) =>
        GuardUnderTest.MigrateAsync(
            database,
            guard =>
            {
                guard.AddMigrations(folder.Path);
                log.AddTo(guard.Services);
                guard.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Debug));
            },
            options
        );
}
