using SchemaGuard.Execution;
using SchemaGuard.Failures;
using SchemaGuard.Migrations.Sources;
using SchemaGuard.Planning;
using SchemaGuard.Providers.Errors;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Execution;

public sealed class FailureReportTests
{
    private const string Script = "create table a (id int);\ninsert into a values (1);\n  insert into b values (1);";

    [Theory]
    [InlineData(null, null, "001_a:3:3")]
    [InlineData("b", null, "001_a:3:15")]
    [InlineData("insert", null, "001_a:3:3")]
    [InlineData("nowhere", null, "001_a:3:3")]
    [InlineData("1", 12, "001_a:3:15")]
    [InlineData(null, 9999, "001_a:3:27")]
    public void The_place_is_where_the_database_points(string? token, int? offset, string location)
    {
        var failure = Report(
            Script,
            new DatabaseError(DatabaseErrorKind.Statement, "no such table: b")
            {
                NearToken = token,
                Character = offset + 1,
                Code = "1",
            }
        );

        failure.Location.ShouldBe(location);
        failure.Statement.ShouldBe(3);
        failure.Statements.ShouldBe(3);
        failure.ErrorCode.ShouldBe("1");
        failure.DatabaseText.ShouldBe("no such table: b");
    }

    [Fact]
    public void A_token_that_stands_twice_points_nowhere() =>
        Report("select 1;\nselect 1;\nselect x, x", new DatabaseError(DatabaseErrorKind.Statement, "?") { NearToken = "x" })
            .Location.ShouldBe("001_a:3:1");

    [Fact]
    public void A_transactional_migration_leaves_nothing_done()
    {
        var failure = Report(Script, new DatabaseError(DatabaseErrorKind.Statement, "no"));

        failure.StatementsDone.ShouldBe(0);
        failure.AppliedBefore.ShouldBe(["000_z"]);
        failure.Remaining.ShouldBe(4);
        failure.Remedy.ShouldBe("Correct the script and start again. The next start continues with this migration.");
    }

    [Fact]
    public void A_migration_outside_a_transaction_keeps_what_is_done() =>
        Report("-- schemaguard: transaction=none\n" + Script, new DatabaseError(DatabaseErrorKind.Statement, "no", "Do this."))
            .StatementsDone.ShouldBe(2);

    private static MigrationFailure Report(string script, DatabaseError error)
    {
        var planned = new ScriptPreparer(new TestDialect(), new ScriptReader("g")).Prepare(
            TestMigrations.Script("001_a", script),
            row: null,
            previousChain: "",
            []
        );
        return FailureReport.Create(
            new StatementFailedException(planned.SqlStatements[2], 3, error, inner: null)
            {
                StatementsDone = planned.IsTransactional ? 0 : 2,
            },
            planned,
            ["000_z"],
            remaining: 4
        );
    }
}
