using SchemaGuard.Hosting;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Verification.Comparison;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Hosting;

public sealed class RefusalTextTests
{
    private static readonly MigrationFailure Failure = new(
        "002_create_posts",
        "no such table: authors",
        "Correct the script and start again."
    )
    {
        Location = "migrations/002_create_posts.sql:3:15",
        Excerpt = "insert into authors values (1);\n            ^",
        ErrorCode = "SQLite 1",
        Statement = 2,
        Statements = 4,
        AppliedBefore = ["001_create_authors"],
        Remaining = 2,
    };

    [Fact]
    public void An_unhealthy_database_is_named_with_every_finding() =>
        Text(
                new SchemaUnhealthyException(
                    new SchemaReport
                    {
                        Guard = "default",
                        Product = "SQLite",
                        ServerVersion = "3.46.1",
                        Target = "/data/shop.db",
                        Look = SchemaLook.Complete,
                        Findings =
                        [
                            CatalogFindings.RequiredTableMissing("jobs"),
                            new Finding(
                                FindingCodes.ChecksumMismatch,
                                FindingSeverity.Error,
                                "001_a",
                                "Migration '001_a' changed.",
                                "Restore the file."
                            )
                            {
                                Location = "migrations/001_a.sql",
                            },
                        ],
                    }
                )
            )
            .ShouldBe(
                """
                SchemaGuard refused to start this app.

                  Guard   default
                  Where   SQLite 3.46.1, /data/shop.db

                  SG2001  Table 'jobs' is required and does not exist.
                        → If it was dropped by hand, restore it from a backup, or create it again in a new
                          migration. If it is no longer needed, remove the requirement.

                  SG1002  Migration '001_a' changed.
                          at migrations/001_a.sql
                        → Restore the file.

                  Exit code 1: the database is not as this build needs it.

                """
            );

    [Fact]
    public void A_failed_migration_is_shown_with_its_place() =>
        Text(new MigrationFailedException("default", "SQLite, /data/shop.db", Failure, inner: null))
            .ShouldBe(
                """
                SchemaGuard refused to start this app.

                  Guard   default
                  Where   SQLite, /data/shop.db

                  SG1011  Migration '002_create_posts' failed at statement 2 of 4: no such table: authors
                          [SQLite 1]. None of it was applied. '001_create_authors' was applied before it and
                          stays applied. 2 more were not tried.
                          at migrations/002_create_posts.sql:3:15

                            insert into authors values (1);
                                        ^

                        → Correct the script and start again.

                  Exit code 4: a migration failed.

                """
            );

    [Fact]
    public void A_failed_migration_in_code_has_no_place() =>
        Text(
                new MigrationFailedException(
                    "default",
                    "SQLite, /data/shop.db",
                    new MigrationFailure("001_code", "It broke.", "Correct the code."),
                    inner: null
                )
            )
            .ShouldBe(
                """
                SchemaGuard refused to start this app.

                  Guard   default
                  Where   SQLite, /data/shop.db

                  SG1011  Migration '001_code' failed: It broke. None of it was applied. No migration was
                          applied before it in this run.
                        → Correct the code.

                  Exit code 4: a migration failed.

                """
            );

    [Fact]
    public void Every_problem_of_the_configuration_is_listed() =>
        Text(
                new SchemaGuardConfigurationException(
                    "billing",
                    ["Option LockTimeout: -1 s is negative. Write a time of zero or more, such as '00:00:30' or '30s'.", "Two."]
                )
            )
            .ShouldBe(
                """
                SchemaGuard refused to start this app.

                  Guard   billing

                  •       Option LockTimeout: -1 s is negative. Write a time of zero or more, such as '00:00:30'
                          or '30s'.

                  •       Two.

                  Exit code 2: the configuration is wrong.

                """
            );

    [Fact]
    public void An_unreachable_database_says_how_long_was_waited() =>
        Text(
                new DatabaseUnreachableException(
                    "default",
                    "PostgreSQL, db:5432/shop",
                    "db:5432/shop",
                    new DatabaseError(DatabaseErrorKind.Unavailable, "connection refused") { Code = "08001" },
                    TimeSpan.FromSeconds(30.04),
                    new TimeoutException()
                )
            )
            .ShouldBe(
                """
                SchemaGuard refused to start this app.

                  Guard   default
                  Where   PostgreSQL, db:5432/shop

                  SG5001  Schema guard 'default' cannot use database 'db:5432/shop' after waiting 30 s:
                          connection refused [08001].
                        → Check that the server is running and that this process can reach it. The next start
                          tries again.

                  Exit code 3: the database cannot be used right now; try again.

                """
            );

    [Fact]
    public void A_lock_that_was_not_obtained_says_who_holds_it() =>
        Text(new SchemaLockTimeoutException("default", "SQLite, shop", "shop", TimeSpan.FromMinutes(5), "pod shop-1"))
            .ShouldContain(
                "SG5002  Schema guard 'default' waited 300 s for the migration lock of database 'shop'. It is\n"
                    + "          held by pod shop-1, which made no progress.\n"
            );

    [Fact]
    public void A_word_that_is_wider_than_the_block_stays_whole()
    {
        var path = "/" + new string('x', 150);

        Text(new SchemaGuardConfigurationException("default", [$"{path} is wrong."]))
            .ShouldContain($"  •       {path}\n          is wrong.\n");
    }

    [Fact]
    public void A_cancelled_start_says_what_stays() =>
        WithoutRules(RefusalText.ComposeCancelled("default", new MigrationProgress("default", "002_posts", 2, 3, 4, 9)))
            .ShouldBe(
                """
                SchemaGuard stopped: the process was asked to stop while guard 'default' was working.
                The last step: statement 4 of 9 of migration '002_posts', 2 of 3.
                Every migration that was applied stays applied. The next start continues from there, or asks if it
                cannot tell what became of the last step.

                  Exit code 130: cancelled.

                """
            );

    private static string Text(SchemaGuardException exception) => WithoutRules(RefusalText.Compose(exception));

    /// <summary>Takes the lines away that every block begins and ends with.</summary>
    private static string WithoutRules(string block)
    {
        var rule = new string('─', 96) + "\n";
        block.ShouldStartWith(rule);
        block.ShouldEndWith(rule);
        return block[rule.Length..^rule.Length];
    }
}
