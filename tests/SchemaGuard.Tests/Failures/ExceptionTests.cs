using SchemaGuard.Providers.Errors;
using SchemaGuard.Verification.Comparison;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Failures;

public sealed class ExceptionTests
{
    private static readonly MigrationFailure Failure = new("002_b", "no such table: x. ", "Correct the script.")
    {
        Location = "m/002_b.sql:1:5",
        ErrorCode = "SQLite 1",
        Statement = 3,
        Statements = 4,
    };

    [Theory]
    [InlineData(0, 0, 0, "None of it was applied. No migration was applied before it in this run.")]
    [InlineData(2, 0, 0, "2 of its 4 statements are done and stay done. No migration was applied before it in this run.")]
    [InlineData(0, 1, 1, "None of it was applied. '0_x' was applied before it and stays applied. 1 more was not tried.")]
    [InlineData(
        0,
        3,
        7,
        "None of it was applied. 3 migrations were applied before it and stay applied, '0_x' to '2_x'. 7 more were not tried."
    )]
    public void A_failed_migration_says_what_it_left_behind(int done, int before, int remaining, string state)
    {
        var failure = Failure with
        {
            StatementsDone = done,
            AppliedBefore = [.. Enumerable.Range(0, before).Select(i => $"{i}_x")],
            Remaining = remaining,
        };

        var exception = new MigrationFailedException("default", "SQLite, shop.db", failure, inner: null);

        exception.Message.ShouldBe(
            "Schema guard 'default': Migration '002_b' failed at statement 3 of 4: "
                + $"no such table: x [SQLite 1]. {state} At m/002_b.sql:1:5. Correct the script."
        );
        exception.ExitCode.ShouldBe(4);
        exception.Failure.ShouldBe(failure);
        exception.Findings.ShouldHaveSingleItem().Location.ShouldBe("m/002_b.sql:1:5");
    }

    [Fact]
    public void An_unhealthy_database_is_explained_by_its_errors_only()
    {
        var report = new SchemaReport
        {
            Guard = "default",
            Product = "SQLite",
            ServerVersion = "3",
            Target = "shop.db",
            Look = SchemaLook.Complete,
            Findings =
            [
                CatalogFindings.ForbiddenTablePresent("old"),
                new Finding("SG1010", FindingSeverity.Information, "t", "Renamed.", "Nothing."),
            ],
        };

        var exception = new SchemaUnhealthyException(report);

        exception.Message.ShouldBe(
            "Schema guard 'default' found 1 error in SQLite database 'shop.db'. SG2002: Table 'old' must no longer exist but is still there. "
                + "Save its contents if they are still needed, then drop it in a new migration."
        );
        exception.ExitCode.ShouldBe(1);
        exception.Findings.ShouldBe(report.Findings);
    }

    [Fact]
    public void An_unreachable_database_that_was_not_waited_for_says_what_the_provider_knows()
    {
        var error = new DatabaseError(DatabaseErrorKind.Refused, "the file cannot be opened.", "Give rights.");

        var exception = new DatabaseUnreachableException(
            "default",
            "SQLite, shop.db",
            "shop.db",
            error,
            TimeSpan.FromMilliseconds(3),
            new IOException()
        );

        exception.Message.ShouldBe("Schema guard 'default' cannot use database 'shop.db': the file cannot be opened.");
        exception.Findings.ShouldHaveSingleItem().Remedy.ShouldBe("Give rights.");
        exception.DatabaseText.ShouldBe("the file cannot be opened.");
        exception.ExitCode.ShouldBe(2);
    }

    [Fact]
    public void A_refused_connection_without_a_known_remedy_asks_for_the_connection_string() =>
        new DatabaseUnreachableException(
            "g",
            "SQLite, t",
            "t",
            new DatabaseError(DatabaseErrorKind.Refused, "no"),
            TimeSpan.Zero,
            new IOException()
        )
            .Findings[0]
            .Remedy.ShouldBe("Correct the connection string or the permissions of its user.");

    [Fact]
    public void Configuration_problems_are_joined()
    {
        new SchemaGuardConfigurationException("g", ["One."]).Message.ShouldBe("Schema guard 'g' is not configured correctly. One.");
        new SchemaGuardConfigurationException("g", ["One.", "Two."]).Message.ShouldBe(
            "Schema guard 'g' is not configured correctly. There are 2 problems. One. Two."
        );
    }
}
