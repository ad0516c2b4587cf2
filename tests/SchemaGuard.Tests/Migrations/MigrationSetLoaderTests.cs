using System.Security.Cryptography;
using SchemaGuard.Migrations;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Migrations;

public sealed class MigrationSetLoaderTests
{
    [Theory]
    [InlineData("10_b,9_a", "9_a,10_b")]
    [InlineData("V13.2__c,V13.1__b,V9__a", "V9__a,V13.1__b,V13.2__c")]
    [InlineData("20251111143000001_c,20251111143000_b,20251111_a", "20251111_a,20251111143000_b,20251111143000001_c")]
    [InlineData("20251111_b,20251111_a,20251110_z", "20251110_z,20251111_a,20251111_b")]
    [InlineData("2025-11-11_b,20251111_a", "2025-11-11_b,20251111_a")]
    [InlineData("20251111_143000_b,20251111_a,20251112_c", "20251111_a,20251111_143000_b,20251112_c")]
    [InlineData("R__b,001_a,R__a,20251111_z", "001_a,20251111_z,R__a,R__b")]
    public void Migrations_are_ordered_by_version_then_name_and_repeatable_ones_come_last(string added, string expected)
    {
        var set = TestMigrations.Set([.. added.Split(',').Select(name => (name, "select 1"))]);

        set.Migrations.Select(migration => migration.Name).ShouldBe(expected.Split(','));
    }

    [Fact]
    public void Modules_keep_their_order_and_their_own_versions()
    {
        var set = TestMigrations.Set(
            TestMigrations.Module("b", ("002_x", ""), ("001_x", "")),
            TestMigrations.Module("empty"),
            TestMigrations.Module("a", ("001_x", ""))
        );

        set.Modules.ShouldBe(["b", "a"]);
        set.Migrations.Select(migration => $"{migration.Module}/{migration.Name}").ShouldBe(["b/001_x", "b/002_x", "a/001_x"]);
    }

    [Theory]
    [InlineData("1_a", "001_b", "Two migrations of module 'default' have version 1: '001_b' and '1_a'. Give one of them another version.")]
    [InlineData(
        "V1.0__a",
        "V1__b",
        "Two migrations of module 'default' have version 1: 'V1.0__a' and 'V1__b'. Give one of them another version."
    )]
    [InlineData(
        "20251111000000_a",
        "20251111_b",
        "Two migrations of module 'default' have version 20251111000000000: '20251111000000_a' and '20251111_b'. Give one of them another version."
    )]
    [InlineData("R__a", "R__a", "Two migrations of module 'default' are named 'R__a': 'R__a' and 'R__a'. Rename or remove one of them.")]
    [InlineData(
        "20251111_a",
        "20251111_a",
        "Two migrations of module 'default' are named '20251111_a': '20251111_a' and '20251111_a'. Rename or remove one of them."
    )]
    public void Two_migrations_of_the_same_version_or_name_are_refused(string first, string second, string problem) =>
        Should
            .Throw<SchemaGuardConfigurationException>(() => TestMigrations.Set((first, "select 1"), (second, "select 2")))
            .Problems.ShouldBe([problem]);

    [Fact]
    public void Several_migrations_may_share_a_day() =>
        TestMigrations.Set(("20251111_a", ""), ("20251111_b", ""), ("20251111_2_c", "")).Migrations.Count.ShouldBe(3);

    [Fact]
    public void All_problems_of_all_modules_are_reported_at_once()
    {
        var exception = Should.Throw<SchemaGuardConfigurationException>(() =>
            TestMigrations.Set(
                TestMigrations.Module("a", ("x", ""), ("y", ""), ("1_a", ""), ("1_b", "")),
                TestMigrations.Module("b", ("z", ""))
            )
        );

        exception.Guard.ShouldBe(TestMigrations.Guard);
        exception.Problems.Count.ShouldBe(4);
        exception.ExitCode.ShouldBe(ExitCodes.Configuration);
    }

    [Fact]
    public void The_digest_changes_with_everything_that_identifies_the_set()
    {
        MigrationSet[] sets =
        [
            TestMigrations.Set(TestMigrations.Module("default")),
            TestMigrations.Set(("001_a", "select 1")),
            TestMigrations.Set(("001_a", "select 2")),
            TestMigrations.Set(("001_b", "select 1")),
            TestMigrations.Set(("001_a", "select 1"), ("002_a", "select 1")),
            TestMigrations.Set(TestMigrations.Module("m", ("001_a", "select 1"))),
            TestMigrations.Set(("001_" + new string('x', 2000), "select 1")),
        ];

        sets.Select(Digest).ShouldBeUnique(StringComparer.Ordinal);
        Digest(TestMigrations.Set(("001_a", "select 1"))).ShouldBe(Digest(sets[1]));
    }

    private static string Digest(MigrationSet set)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        set.AppendTo(digest);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }
}
