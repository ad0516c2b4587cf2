using SchemaGuard.Migrations;
using SchemaGuard.Migrations.Sources;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Migrations;

public sealed class AssemblySourceTests
{
    private const string Prefix = "SchemaGuard.Tests.Migrations.Embedded.";

    [Fact]
    public void Names_are_found_in_resource_names_whatever_dots_they_hold()
    {
        var collected = TestMigrations.Collect(new AssemblySource(typeof(AssemblySourceTests).Assembly, prefix: null));

        collected.Problems.ShouldBeEmpty();
        collected
            .Migrations.Select(migration => (migration.Name, migration.Version?.ToString()))
            .ShouldBe(
                [
                    ("001_first", "1"),
                    ("1.2_second", "1.2"),
                    ("V13.1__third", "13.1"),
                    ("20251111_day", "20251111"),
                    ("R__view", null),
                    ("002_deep", "2"),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void A_prefix_chooses_a_folder_and_is_not_part_of_the_names()
    {
        var collected = TestMigrations.Collect(new AssemblySource(typeof(AssemblySourceTests).Assembly, Prefix + "nested.deeper"));

        collected.Problems.ShouldBeEmpty();
        var migration = collected.Migrations.ShouldHaveSingleItem();
        migration.Name.ShouldBe("002_deep");
        migration.Origin.ShouldBe($"SchemaGuard.Tests:{Prefix}nested.deeper.002_deep.up.sql");
        migration.ReadText().ShouldBe("select 1;\n");
    }

    [Fact]
    public void A_prefix_that_finds_nothing_is_refused() =>
        TestMigrations
            .Collect(new AssemblySource(typeof(AssemblySourceTests).Assembly, "Wrong."))
            .Problems.ShouldHaveSingleItem()
            .ShouldBe(
                "Assembly 'SchemaGuard.Tests' has no embedded .sql resource under 'Wrong.'. "
                    + "Correct the prefix (the beginning of the resource name, with dots), or embed the scripts."
            );

    [Fact]
    public void An_assembly_without_scripts_is_refused() =>
        TestMigrations
            .Collect(new AssemblySource(typeof(Migration).Assembly, prefix: null))
            .Problems.ShouldHaveSingleItem()
            .ShouldBe(
                "Assembly 'SchemaGuard' has no embedded .sql resource. Add <EmbeddedResource Include=\"migrations/**/*.sql\" /> to its project."
            );
}
