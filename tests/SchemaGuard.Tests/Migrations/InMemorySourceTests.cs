using SchemaGuard.Migrations.Sources;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Migrations;

public sealed class InMemorySourceTests
{
    private static readonly Func<MigrationContext, CancellationToken, Task> Nothing = (_, _) => Task.CompletedTask;

    [Fact]
    public void A_string_is_a_script()
    {
        var migration = TestMigrations.Collect(new InMemorySource("001_a", "select 'ü';")).Migrations.ShouldHaveSingleItem();

        migration.Name.ShouldBe("001_a");
        migration.Kind.ShouldBe(MigrationKind.Sql);
        migration.ReadText().ShouldBe("select 'ü';");
        migration.Key.ShouldBe("1");
    }

    [Fact]
    public void A_string_may_be_repeatable() =>
        TestMigrations
            .Collect(new InMemorySource("R__view", "select 1;"))
            .Migrations.ShouldHaveSingleItem()
            .Kind.ShouldBe(MigrationKind.Repeatable);

    [Fact]
    public void Code_counts_by_its_name()
    {
        var one = TestMigrations.Collect(new InMemorySource("001_a", Nothing)).Migrations.ShouldHaveSingleItem();
        var same = TestMigrations
            .Collect(new InMemorySource("001_a", (_, _) => throw new NotSupportedException()))
            .Migrations.ShouldHaveSingleItem();
        var other = TestMigrations.Collect(new InMemorySource("001_b", Nothing)).Migrations.ShouldHaveSingleItem();

        one.Kind.ShouldBe(MigrationKind.Code);
        one.Code.ShouldNotBeNull().Run.ShouldBe(Nothing);
        one.Origin.ShouldBe("code");
        one.Checksum.ShouldBe(same.Checksum);
        one.Checksum.ShouldNotBe(other.Checksum);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("U1__a")]
    [InlineData("")]
    public void A_name_without_a_version_is_refused(string name)
    {
        var problem = $"Migration '{name}' has no version in its name. Name it like '001_add_x' or '20251111_add_x'.";

        TestMigrations.Collect(new InMemorySource(name, "select 1")).Problems.ShouldBe([problem]);
        TestMigrations.Collect(new InMemorySource(name, Nothing)).Problems.ShouldBe([problem]);
    }

    [Fact]
    public void Code_cannot_be_repeatable() =>
        TestMigrations.Collect(new InMemorySource("R__view", Nothing)).Problems.ShouldHaveSingleItem();

    [Fact]
    public void A_name_with_the_ending_of_a_file_is_understood_like_the_file() =>
        TestMigrations.Collect(new InMemorySource("001_a.up.sql", "select 1")).Migrations.ShouldHaveSingleItem().Name.ShouldBe("001_a");

    [Fact]
    public void A_script_that_undoes_is_refused_and_not_dropped_without_a_word() =>
        TestMigrations.Collect(new InMemorySource("001_a.down", "select 1")).Problems.ShouldHaveSingleItem().ShouldContain("'001_a.down'");
}
