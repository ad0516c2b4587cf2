using SchemaGuard.Migrations.Sources;
using SchemaGuard.Planning;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Planning;

public sealed class ScriptPreparerTests
{
    [Theory]
    [InlineData("begin;\ncreate table a (id int);\ncreate table b (id int);\ncommit;", 2)]
    [InlineData("BEGIN TRANSACTION; select 1; COMMIT", 1)]
    [InlineData("select 1;", 1)]
    [InlineData("-- nothing", 0)]
    [InlineData("begin; commit;", 0)]
    public void A_transaction_around_the_whole_script_is_the_migrations_own(string sql, int statements)
    {
        var (planned, findings) = Prepare(sql);

        findings.ShouldBeEmpty();
        planned.SqlStatements.Count.ShouldBe(statements);
        planned.IsTransactional.ShouldBeTrue();
    }

    [Theory]
    [InlineData("select 1;\ncommit;\nrollback;", "001_a:2:1")]
    [InlineData("commit;\nselect 1;\nbegin;\nselect 2;\nbegin;", "001_a:1:1")]
    [InlineData("commit and chain;\nselect 1;", "001_a:1:1")]
    [InlineData("commit;\nbegin;\nselect 1;\ncommit;\ncommit;\nbegin;", "001_a:1:1")]
    [InlineData("begin;\nselect 1;\ncommit;\nbegin;\nselect 2;", "001_a:1:1")]
    [InlineData("select 1;\n  rollback;", "001_a:2:3")]
    [InlineData("begin;\nselect 1;", "001_a:1:1")]
    public void A_transaction_within_the_script_is_refused(string sql, string location)
    {
        var (_, findings) = Prepare(sql);

        findings[0].Code.ShouldBe(FindingCodes.TransactionControl);
        findings[0].Severity.ShouldBe(FindingSeverity.Error);
        findings[0].Location.ShouldBe(location);
    }

    [Theory]
    [InlineData("select 1;\n commit;", 1, "001_a:2:2")]
    [InlineData("commit;", 0, "001_a:1:1")]
    [InlineData("select 1;\ncommit;\nselect 2;\nEND;\nselect 3;", 3, "001_a:2:1")]
    [InlineData("begin;\nselect 1;\ncommit;\ncommit;", 1, "001_a:4:1")]
    [InlineData("-- schemaguard: transaction=none\nselect 1;\ncommit;", 1, "001_a:3:1")]
    [InlineData("COMMIT;\nBEGIN TRANSACTION;\nselect 1;\nCOMMIT;\nBEGIN;", 1, "001_a:1:1")]
    [InlineData("select 0;\nCOMMIT;\nBEGIN;\nselect 1;\nCOMMIT;\nBEGIN;\nselect 2;", 3, "001_a:2:1")]
    public void A_commit_of_no_transaction_of_the_scripts_own_is_left_out_and_told_once(string sql, int statements, string location)
    {
        var (planned, findings) = Prepare(sql);

        var finding = findings.ShouldHaveSingleItem();
        (finding.Code, finding.Severity, finding.Location).ShouldBe((FindingCodes.SkippedCommit, FindingSeverity.Information, location));
        planned.SqlStatements.Count.ShouldBe(statements);
    }

    [Fact]
    public void An_empty_script_is_told()
    {
        var finding = Prepare("").Findings.ShouldHaveSingleItem();

        (finding.Code, finding.Severity).ShouldBe((FindingCodes.EmptyScript, FindingSeverity.Information));
    }

    [Theory]
    [InlineData("select 1;\nselect 'open;\nselect 2;", FindingCodes.Unterminated, "001_a:2:8")]
    [InlineData("/* open", FindingCodes.Unterminated, "001_a:1:1")]
    [InlineData(".read other.sql\nselect 1;", FindingCodes.ClientCommand, "001_a:1:1")]
    [InlineData("-- schemaguard: transaction=maybe\nselect 1;", FindingCodes.InvalidDirective, "001_a:1:1")]
    [InlineData("select 1;\n-- schemaguard: transaction=none\nselect 2;", FindingCodes.InvalidDirective, "001_a:2:1")]
    public void What_cannot_run_as_it_is_is_refused_with_its_place(string sql, string code, string location)
    {
        var finding = Prepare(sql).Findings.ShouldHaveSingleItem();

        finding.Code.ShouldBe(code);
        finding.Severity.ShouldBe(FindingSeverity.Error);
        finding.Target.ShouldBe("001_a");
        finding.Location.ShouldBe(location);
    }

    [Fact]
    public void Everything_that_is_wrong_with_a_script_is_found_at_once()
    {
        var (_, findings) = Prepare("-- schemaguard: wrong=1\n.read x\nselect 1;\nrollback;\nselect 'open");

        findings
            .Select(finding => finding.Code)
            .ShouldBe(
                [FindingCodes.InvalidDirective, FindingCodes.ClientCommand, FindingCodes.Unterminated, FindingCodes.TransactionControl],
                ignoreOrder: true
            );
    }

    [Theory]
    [InlineData("vacuum;", "VACUUM")]
    [InlineData("select 1;\nattach 'x.db' as x;", "ATTACH")]
    [InlineData("-- schemaguard: transaction=none\nselect 1;", "directive transaction=none")]
    [InlineData("-- schemaguard: transaction=none\nvacuum;", "directive transaction=none")]
    public void What_cannot_run_in_a_transaction_says_why(string sql, string reason)
    {
        var (planned, findings) = Prepare(sql);

        findings.ShouldBeEmpty();
        planned.IsTransactional.ShouldBeFalse();
        planned.NonTransactionalReason.ShouldBe(reason);
    }

    private static (PlannedMigration Planned, List<Finding> Findings) Prepare(string sql)
    {
        var findings = new List<Finding>();
        return (
            new ScriptPreparer(new TestDialect(), new ScriptReader("g")).Prepare(
                TestMigrations.Script("001_a", sql),
                row: null,
                previousChain: "",
                findings
            ),
            findings
        );
    }
}
