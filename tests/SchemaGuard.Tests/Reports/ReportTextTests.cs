using SchemaGuard.Reports;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Reports;

public sealed class ReportTextTests
{
    private static readonly SchemaReport Report = new()
    {
        Guard = "default",
        Product = "SQLite",
        ServerVersion = "3.46.1",
        Target = "/data/shop.db",
        Look = SchemaLook.Complete,
        AppliedCount = 3,
        Duration = TimeSpan.FromMilliseconds(11.2),
        RequiredTables = ["authors", "posts"],
        ForbiddenTables = ["old"],
        Invariants = ["every post has an author"],
    };

    [Fact]
    public void A_start_with_nothing_to_do_is_one_sentence()
    {
        ReportText.Summary(Report).ShouldBe("nothing to do. 3 migrations, 2 required tables and 1 invariant checked in 12 ms.");
        ReportText.Details(Report).ShouldBe("");
    }

    [Theory]
    [InlineData(0, 0, "nothing to do. 1 migration checked in 2.5 s.")]
    [InlineData(1, 0, "nothing to do. 1 migration and 1 required table checked in 2.5 s.")]
    [InlineData(0, 2, "nothing to do. 1 migration and 2 invariants checked in 2.5 s.")]
    public void The_summary_counts_only_what_there_is(int tables, int invariants, string summary) =>
        ReportText
            .Summary(
                Report with
                {
                    AppliedCount = 1,
                    RequiredTables = [.. Enumerable.Repeat("t", tables)],
                    Invariants = [.. Enumerable.Repeat("i", invariants)],
                    Duration = TimeSpan.FromSeconds(2.5),
                }
            )
            .ShouldBe(summary);

    [Fact]
    public void What_was_applied_is_listed_with_its_time()
    {
        var report = Report with
        {
            Applied =
            [
                new AppliedMigration("default", "001_create_authors", MigrationKind.Sql, 1, TimeSpan.FromMilliseconds(1.2)),
                new AppliedMigration("default", "002_backfill", MigrationKind.Code, 0, TimeSpan.FromSeconds(61.25)),
            ],
        };

        ReportText.Summary(report).ShouldBe("2 migrations applied in 12 ms.");
        ReportText
            .Details(report)
            .ShouldBe(
                """


                  Database    SQLite 3.46.1, /data/shop.db
                  Migrations  3 of 3 applied
                    ✓ 001_create_authors  1 statement         2 ms
                    ✓ 002_backfill        code              61.3 s
                  Tables      2 required
                    ✓ authors
                    ✓ posts
                  Absent      1 forbidden
                    ✓ old
                  Invariants  1 that must hold
                    ✓ every post has an author

                """
            );
    }

    [Fact]
    public void What_was_found_is_marked_and_explained()
    {
        var report = Report with
        {
            AppliedCount = 2,
            Pending = [new PendingMigration("default", "003_x")],
            Findings =
            [
                CatalogFindings.RequiredTableMissing("posts"),
                CatalogFindings.ForbiddenTablePresent("old"),
                CatalogFindings.InvariantViolated(new Invariant("every post has an author", "select 1", 0), "3"),
                new Finding(FindingCodes.BrokenChain, FindingSeverity.Warning, "001_a", "Edited.", "Compare."),
                new Finding(FindingCodes.Renamed, FindingSeverity.Information, "001_a", "Renamed.", "Nothing."),
            ],
        };

        const string Unneeded = "If it is no longer needed, remove the requirement.";
        ReportText
            .Details(report)
            .ShouldBe(
                $"""


                  Database    SQLite 3.46.1, /data/shop.db
                  Migrations  2 of 3 applied
                  Tables      2 required
                    ✓ authors
                    ✗ posts
                  Absent      1 forbidden
                    ✗ old
                  Invariants  1 that must hold
                    ✗ every post has an author

                  SG2001 error: Table 'posts' is required and does not exist.
                         If it was dropped by hand, restore it from a backup, or create it again in a new migration. {Unneeded}

                  SG2002 error: Table 'old' must no longer exist but is still there.
                         Save its contents if they are still needed, then drop it in a new migration.

                  SG3001 error: Invariant 'every post has an author' does not hold: its query gives 3, expected 0.
                         Run the invariant's query without its aggregate to see the rows, and correct the data or the invariant.

                  SG1008 warning: Edited.
                         Compare.

                  SG1010 information: Renamed.
                         Nothing.

                """
            );
    }

    [Fact]
    public void A_long_list_of_migrations_is_cut()
    {
        var applied = Enumerable
            .Range(1, 25)
            .Select(number => new AppliedMigration("default", $"{number:000}_x", MigrationKind.Sql, 2, TimeSpan.Zero));

        var details = ReportText.Details(Report with { Applied = [.. applied] });

        details.Split('\n').Count(line => line.Contains("_x  2 statements", StringComparison.Ordinal)).ShouldBe(20);
        details.ShouldContain("\n    … and 5 more, up to 025_x\n");
    }

    [Theory]
    [InlineData(new FindingSeverity[0], SchemaState.Healthy)]
    [InlineData(new[] { FindingSeverity.Information }, SchemaState.Healthy)]
    [InlineData(new[] { FindingSeverity.Information, FindingSeverity.Warning }, SchemaState.Degraded)]
    [InlineData(new[] { FindingSeverity.Error, FindingSeverity.Warning }, SchemaState.Unhealthy)]
    public void The_verdict_is_that_of_the_most_severe_finding(FindingSeverity[] severities, SchemaState state) =>
        (Report with { Findings = [.. severities.Select(severity => new Finding("SG1001", severity, "t", "m", "r"))] }).State.ShouldBe(
            state
        );
}
