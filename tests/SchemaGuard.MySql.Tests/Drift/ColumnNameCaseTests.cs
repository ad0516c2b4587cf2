using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>
/// Says that names of columns have no case, wherever they stand: in keys, targets of foreign keys, conditions, generated columns, views, triggers.
/// </summary>
public sealed class ColumnNameCaseTests(MySqlServers servers)
{
    private const string Script = """
        create table a (ID int primary key, Amount int, Label varchar(20), Kind varchar(20) default 'Kind',
            unique key a_amount (Amount), key a_label (Label, Amount));
        create table b (id int primary key, Owner int, constraint b_a foreign key (Owner) references a (ID));
        create table c (id int primary key, Amount int, doubled int generated always as (Amount * 2) stored,
            constraint c_amount check (Amount > 0), key c_amount_ix (Amount));
        create table d (Day int not null, line text, primary key (Day))
            partition by range (Day) (partition p0 values less than (10), partition p1 values less than (20));
        create view v as select ID, Label from a where Amount > 1;
        create trigger b_before before insert on b for each row set new.Owner = new.Owner + 1;

        """;

    public static TheoryData<string> Products { get; } = new(MySqlServers.MariaDb, MySqlServers.MySql);

    [Theory]
    [MemberData(nameof(Products))]
    public async Task A_schema_whose_columns_are_written_in_another_case_is_the_same(string product)
    {
        var lower = Script;
        foreach (var column in new[] { "ID", "Amount", "Label", "Owner", "Day" })
        {
            lower = lower.Replace(column, column.ToLowerInvariant(), StringComparison.Ordinal);
        }

        var found = await FindAsync(product, lower);

        found.ShouldBeEmpty(ManifestOf.Show(found));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task Columns_that_are_renamed_in_case_alone_give_no_finding(string product)
    {
        var found = await FindAsync(
            product,
            Script,
            "alter table a rename column ID to id",
            "alter table a rename column Label to LABEL",
            "alter table b rename column Owner to owner"
        );

        found.ShouldBeEmpty(ManifestOf.Show(found));
    }

    [Theory]
    [MemberData(nameof(Products))]
    public async Task The_case_of_literals_and_of_tables_counts_as_before(string product)
    {
        var found = await FindAsync(
            product,
            Script
                .Replace("default 'Kind'", "default 'kind'", StringComparison.Ordinal)
                .Replace("create table d (", "create table D (", StringComparison.Ordinal)
        );

        found
            .Where(finding => finding.Severity != FindingSeverity.Information)
            .Select(finding => finding.Target)
            .Order(StringComparer.Ordinal)
            .ShouldBe(["a.Kind", "d"]);
    }

    private async Task<IReadOnlyList<Finding>> FindAsync(string product, string script, params string[] changes)
    {
        await using var source = await servers.CreateDatabaseAsync(product);
        await using var target = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("1.sql", Script);
        var manifest = await ManifestOf.MigratedAsync(source, folder);
        using var other = new MigrationFolder().Add("1.sql", script);
        await GuardUnderTest.MigrateAsync(target, guard => guard.AddMigrations(other.Path));
        foreach (var change in changes)
        {
            await target.ExecuteAsync(change);
        }

        return await ManifestOf.FindingsAsync(target, other, manifest);
    }
}
