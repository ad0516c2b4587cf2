using System.Globalization;
using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.Specification;

/// <summary>
/// The specification of a statement whose IF NOT EXISTS finds something: it is compared with what the statement would have created.
/// </summary>
public abstract class SkippedSpecification : ProviderSpecification
{
    /// <summary>Gets the statements with what they may find.</summary>
    protected abstract IReadOnlyList<SkippedCase> Cases { get; }

    /// <summary>Gets a query that counts what the comparison has left in the database.</summary>
    protected abstract string Remains { get; }

    [Fact]
    public async Task What_has_the_same_shape_or_more_is_noted()
    {
        await using var database = await CreateDatabaseAsync();
        await MakeAsync(database, skipped => [skipped.Before, skipped.Same]);

        var report = await MigrateAllAsync(database, ExistingObjectPolicy.Verify);

        OfCases(report).Select(Told).ShouldBe(Cases.Select((_, number) => $"{number} SG1012 Information"));
        (report.State, report.Applied.Count).ShouldBe((SchemaState.Healthy, Cases.Count));
        await HasNoRemainsAsync(database);
    }

    [Fact]
    public async Task What_has_another_shape_is_told_and_left_as_it_is()
    {
        await using var database = await CreateDatabaseAsync();
        await MakeAsync(database, skipped => [skipped.Before, skipped.Other]);

        var report = await MigrateAllAsync(database, ExistingObjectPolicy.Refuse);

        OfCases(report)
            .Select(finding => $"{Told(finding)} {DifferenceOf(finding)}")
            .ShouldBe(Cases.Select((skipped, number) => $"{number} SG1015 Warning {Numbered(skipped.Difference, number)}"));
        (report.State, report.Applied.Count).ShouldBe((SchemaState.Degraded, Cases.Count));
        await HasNoRemainsAsync(database);
    }

    [Fact]
    public async Task What_has_another_shape_fails_the_migration_where_that_is_asked_for()
    {
        await using var database = await CreateDatabaseAsync();
        await MakeAsync(database, skipped => [skipped.Before, skipped.Other]);

        for (var number = 0; number < Cases.Count; number++)
        {
            var skipped = Cases[number];
            using var folder = new MigrationFolder().Add($"{number}_x.sql", Numbered(skipped.Statement, number) + ";");
            var exception = await Should.ThrowAsync<MigrationFailedException>(() =>
                MigrateAsync(database, folder, ExistingObjectPolicy.Verify)
            );

            exception.Failure.DatabaseText.ShouldContain(Numbered(skipped.Difference, number));
            (exception.Failure.Statement, exception.Failure.StatementsDone, exception.Failure.AppliedBefore.Count).ShouldBe((1, 0, 0));
        }

        await HasNoRemainsAsync(database);
    }

    [Fact]
    public async Task What_is_not_there_is_made_and_only_found_the_next_time()
    {
        await using var database = await CreateDatabaseAsync();
        await MakeAsync(database, skipped => [skipped.Before]);

        var first = await MigrateAllAsync(database, ExistingObjectPolicy.Verify);
        var second = await MigrateAllAsync(database, ExistingObjectPolicy.Verify, from: Cases.Count);

        OfCases(first).ShouldBeEmpty();
        OfCases(second).Select(Told).ShouldBe(Cases.Select((_, number) => $"{Cases.Count + number} SG1012 Information"));
        await HasNoRemainsAsync(database);
    }

    [Fact]
    public async Task Statements_of_one_script_see_what_those_before_them_have_made()
    {
        await using var database = await CreateDatabaseAsync();
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            """
            create table if not exists people (id int primary key, name text);
            create table if not exists pets (id int primary key, owner int references people (id));
            create index if not exists pets_owner on pets (owner);
            create table if not exists people (id int primary key, name text);
            create index if not exists pets_owner on pets (id);
            create table if not exists pets (id int primary key, owner int references people (id), name text not null);
            insert into pets values (1, null);
            """
        );

        var report = await MigrateAsync(database, folder, ExistingObjectPolicy.Refuse);

        report
            .Findings.Select(finding => $"{finding.Code} {finding.Location!.Split("1_x.sql:")[1]}")
            .ShouldBe(["SG1012 4:1", "SG1015 5:1", "SG1015 6:1"], ignoreOrder: true);
        (await database.NumberAsync("select count(*) from pets")).ShouldBe(1);
        await HasNoRemainsAsync(database);
    }

    [Theory]
    [InlineData("alter table t rename column a to b", "id int, b text", null)]
    [InlineData("alter table t add column b text", "id int, a text, b text", "SG1012")]
    [InlineData("alter table t add column a_too text", "id int, a_too text", "SG1015")]
    [InlineData("alter table u rename column a to b", "id int, b text", "SG1015")]
    [InlineData("drop table t", "id text", null)]
    [InlineData("alter table u rename to t", "id text", null)]
    public async Task What_statements_to_come_change_is_no_difference(string later, string there, string? expected)
    {
        await using var database = await CreateDatabaseAsync();
        await database.ExecuteAsync($"create table t ({there}); create table u (id int, a int)");
        using var folder = new MigrationFolder().Add("1_x.sql", "create table if not exists t (id int, a text);");

        // A later statement fails if it was already done; only the report of a successful run shows it.
        folder.Add("2_x.sql", $"{later};");
        await using var subject = new GuardUnderTest(
            database,
            guard => guard.AddMigrations(folder.Path),
            options => options.OnExisting = ExistingObjectPolicy.Verify
        );
        var outcome = await Record.ExceptionAsync(() =>
            subject.Guard.MigrateAsync(cancellationToken: TestContext.Current.CancellationToken)
        );

        (outcome is MigrationFailedException { Failure.Migration: "1_x" } ? "SG1015" : null).ShouldBe(
            expected == "SG1015" ? expected : null
        );
    }

    [Fact]
    public async Task Of_what_cannot_be_made_nothing_is_said_and_the_migration_goes_on()
    {
        await using var database = await CreateDatabaseAsync();
        await database.ExecuteAsync("create table t (id int primary key); create table u (id int)");
        using var folder = new MigrationFolder().Add(
            "1_x.sql",
            "create table if not exists t as select 1 as one;\n"
                + "create table if not exists u (id int, check (no_such_function(id) > 0));\ninsert into t values (1);"
        );

        var report = await MigrateAsync(database, folder, ExistingObjectPolicy.Verify);

        report.Findings.ShouldBeEmpty();
        (await database.NumberAsync("select count(*) from t")).ShouldBe(1);
        await HasNoRemainsAsync(database);
    }

    /// <summary>Migrates.</summary>
    protected static Task<SchemaReport> MigrateAsync(TestDatabase database, MigrationFolder folder, ExistingObjectPolicy onExisting) =>
        GuardUnderTest.MigrateAsync(database, guard => guard.AddMigrations(folder.Path), options => options.OnExisting = onExisting);

    /// <summary>Asserts that nothing is left of the comparison.</summary>
    protected async Task HasNoRemainsAsync(TestDatabase database) => (await database.NumberAsync(Remains)).ShouldBe(0);

    private async Task<SchemaReport> MigrateAllAsync(TestDatabase database, ExistingObjectPolicy onExisting, int from = 0)
    {
        using var folder = new MigrationFolder();
        for (var number = 0; number < Cases.Count; number++)
        {
            var script = Numbered(Cases[number].Statement, number) + ";";
            folder.Add($"{number:0000}_x.sql", script);
            if (from > 0)
            {
                folder.Add($"{from + number:0000}_x.sql", script);
            }
        }

        return await MigrateAsync(database, folder, onExisting);
    }

    private async Task MakeAsync(TestDatabase database, Func<SkippedCase, IReadOnlyList<string>> of)
    {
        var statements = Cases.SelectMany((skipped, number) => of(skipped).Select(statement => Numbered(statement, number)));
        await database.ExecuteAsync(string.Join(";\n", statements.Where(statement => statement.Length > 0)));
    }

    private static string Numbered(string text, int number) =>
        text.Replace("§", number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private static IEnumerable<Finding> OfCases(SchemaReport report) =>
        report.Findings.Where(finding => finding.Code is FindingCodes.Adopted or FindingCodes.SkippedDifferently).OrderBy(NumberOf);

    private static string Told(Finding finding) => $"{NumberOf(finding)} {finding.Code} {finding.Severity}";

    private static int NumberOf(Finding finding) => int.Parse(finding.Target!.Split('_')[0], CultureInfo.InvariantCulture);

    private static string DifferenceOf(Finding finding) => finding.Message.Split("would have created: ")[^1].TrimEnd('.');
}
