using SchemaGuard.Specification.Infrastructure;
using Shouldly;
using Xunit;

namespace SchemaGuard.MySql.Tests.Drift;

/// <summary>Says that conditions which are grouped in another way are differences, although MariaDB writes few parentheses and MySQL all.</summary>
public sealed class SameMeaningTests(MySqlServers servers)
{
    private const string Schema = """
        create table q (id int primary key, a int, b int, e varchar(9), total int as ((a + 1) * 2) stored,
          constraint q_group check (a > 1 and (b > 2 or id > 3)), constraint q_e check (e in ('a', 'b', 'c')));
        create view w as select id from q where a > 1 and (b > 2 or id > 3);
        """;

    /// <summary>Gets servers, changes, what they are told of, and whether it is an error.</summary>
    public static TheoryData<string, string, string, FindingSeverity> Changes
    {
        get
        {
            var changes = new TheoryData<string, string, string, FindingSeverity>();
            foreach (var product in (string[])[MySqlServers.MariaDb, MySqlServers.MySql])
            {
                changes.Add(product, Check("q_group", "(a > 1 and b > 2) or id > 3"), "q.q_group", FindingSeverity.Error);
                changes.Add(product, Check("q_e", "e in ('c', 'a', 'b')"), "q.q_e", FindingSeverity.Information);
                changes.Add(
                    product,
                    "drop view w; create view w as select id from q where (a > 1 and b > 2) or id > 3",
                    "w",
                    FindingSeverity.Error
                );
                changes.Add(product, "alter table q modify total int as (a + 1 * 2) stored", "q.total", FindingSeverity.Error);
            }

            return changes;
        }
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Another_grouping_is_a_difference_and_another_order_of_a_list_is_information(
        string product,
        string change,
        string target,
        FindingSeverity severity
    )
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add("001_schema.sql", Schema);
        var manifest = await ManifestOf.MigratedAsync(database, folder);

        await database.ExecuteAsync(change);
        var finding = (await ManifestOf.FindingsAsync(database, folder, manifest)).ShouldHaveSingleItem();

        (finding.Target, finding.Severity).ShouldBe((target, severity), finding.Message);
    }

    [Theory]
    [InlineData(MySqlServers.MariaDb)]
    [InlineData(MySqlServers.MySql)]
    public async Task The_case_of_a_column_is_no_finding_where_a_key_or_an_index_names_it(string product)
    {
        await using var database = await servers.CreateDatabaseAsync(product);
        using var folder = new MigrationFolder().Add(
            "001_schema.sql",
            """
            create table a (ID int primary key, Kind int, key a_kind (Kind));
            create table b (x int, constraint b_a foreign key (x) references a (ID));
            """
        );
        var manifest = await ManifestOf.MigratedAsync(database, folder);

        await database.ExecuteAsync("alter table a rename column ID to id, rename column Kind to kind");
        var findings = await ManifestOf.FindingsAsync(database, folder, manifest);

        findings.ShouldBeEmpty(ManifestOf.Show(findings));
    }

    private static string Check(string name, string condition) =>
        $"alter table q drop constraint {name}; alter table q add constraint {name} check ({condition})";
}
