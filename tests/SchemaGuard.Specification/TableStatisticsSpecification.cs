using System.Diagnostics;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>The specification of how large the tables of a database are said to be, for every database.</summary>
public abstract class TableStatisticsSpecification : ProviderSpecification
{
    private const int Rows = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>Gets the statement that makes the server estimate the rows of the table <c>counted</c>.</summary>
    protected abstract string Analyze { get; }

    /// <summary>
    /// Gets the statements that keep others from reading the table <c>counted</c> until the connection is closed; <see langword="null"/> where nothing
    /// locks a single table.
    /// </summary>
    protected virtual string? Lock => null;

    /// <summary>Gets whether the size of a table can be told.</summary>
    protected virtual bool HasSizes => true;

    [Fact]
    public async Task A_table_has_the_rows_and_the_size_that_the_server_estimates()
    {
        await using var database = await CreateDatabaseAsync();
        await using var subject = await MigratedAsync(database);

        var tables = await ReadAsync(subject);

        var counted = tables.Single(table => table.Table == "counted");
        counted.Exists.ShouldBeTrue();
        counted.IsRequired.ShouldBeFalse();
        counted.EstimatedRows.ShouldNotBeNull().ShouldBeInRange(Rows * 9 / 10, Rows * 11 / 10);
        if (HasSizes)
        {
            counted.SizeInBytes.ShouldNotBeNull().ShouldBeGreaterThan(Rows * 40);
        }
    }

    [Fact]
    public async Task The_guards_own_tables_are_left_out_and_a_missing_required_table_is_listed()
    {
        await using var database = await CreateDatabaseAsync();
        await using var subject = await MigratedAsync(database, guard => guard.RequireTables("nowhere", "counted"));

        var tables = await ReadAsync(subject);

        tables
            .Select(table => (table.Table, table.IsRequired, table.Exists))
            .ShouldBe([("counted", true, true), ("nowhere", true, false), ("other", false, true)]);
        var missing = tables.Single(table => !table.Exists);
        (missing.EstimatedRows, missing.SizeInBytes).ShouldBe((null, null));
    }

    [Fact]
    public async Task A_table_that_another_session_has_locked_is_listed_without_waiting_for_it()
    {
        Assert.SkipWhen(Lock is null, "Nothing locks a single table of this database.");
        await using var database = await CreateDatabaseAsync();
        await using var subject = await MigratedAsync(database, guard => guard.RequireTables("counted"));
        await using var holder = await database.OpenAsync();
        await using var command = holder.CreateCommand();
        command.CommandText = Lock;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var watch = Stopwatch.StartNew();
        var tables = await ReadAsync(subject);

        watch.Elapsed.ShouldBeLessThan(Longest);
        tables.Select(table => (table.Table, table.Exists)).ShouldBe([("counted", true), ("other", true)]);
    }

    [Fact]
    public async Task Nothing_that_runs_has_no_progress()
    {
        await using var database = await CreateDatabaseAsync();
        await using var subject = await MigratedAsync(database);

        (await subject.Guard.ReadProgressAsync(TestContext.Current.CancellationToken)).ShouldBeNull();
    }

    private static Task<IReadOnlyList<TableStatistics>> ReadAsync(GuardUnderTest subject) =>
        subject.Guard.ReadTableStatisticsAsync(TestContext.Current.CancellationToken);

    private async Task<GuardUnderTest> MigratedAsync(TestDatabase database, Action<SchemaGuardBuilder>? require = null)
    {
        await GuardUnderTest.MigrateAsync(
            database,
            guard =>
                guard
                    .AddMigration("1_counted", "create table counted (id integer primary key, note varchar(100) not null);")
                    .AddMigration("2_other", "create table other (id integer);")
        );
        var rows = Enumerable.Range(1, Rows).Select(number => $"({number}, 'a note that takes some forty bytes of space')");
        await database.ExecuteAsync($"insert into counted (id, note) values {string.Join(", ", rows)}");
        await database.ExecuteAsync(Analyze);
        return new GuardUnderTest(database, guard => require?.Invoke(guard));
    }
}
