using SchemaGuard.Planning;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Planning;

public sealed class InterruptedMigrationTests
{
    private const string Script = "create table a (id int);\nvacuum;\ncreate table b (id int);";

    [Fact]
    public void A_partial_migration_is_planned_with_what_is_done()
    {
        var history = new TestHistory().Applied("000_z", "select 1").Partial("001_a", Script, done: 1);

        var planned = Plan(Script, history).Migrations.ShouldHaveSingleItem();

        planned.StatementsDone.ShouldBe(1);
        planned.Row.ShouldBe(history.Rows[1]);
        planned.PreviousChain.ShouldBe(history.Rows[0].Chain);
        planned.NonTransactionalReason.ShouldBe("started statement by statement by an earlier run");
    }

    [Fact]
    public void A_partial_migration_is_continued_before_those_that_follow()
    {
        var set = TestMigrations.Set(("000_z", "select 1"), ("001_a", Script), ("002_b", "select 2"));

        var plan = NewPlanner().Plan(set, new TestHistory().Applied("000_z", "select 1").Partial("001_a", Script, done: 2).Rows);

        plan.Findings.ShouldBeEmpty();
        plan.Migrations.Select(migration => (migration.Name, migration.StatementsDone)).ShouldBe([("001_a", 2), ("002_b", 0)]);
        plan.AppliedCount.ShouldBe(1);
    }

    [Fact]
    public void The_chain_before_a_row_is_known_although_others_follow()
    {
        var history = new TestHistory().Partial("001_a", Script, done: 1).Applied("001_x", "select 1", "other");

        NewPlanner().Plan(TestMigrations.Set(("001_a", Script)), history.Rows).Migrations.ShouldHaveSingleItem().PreviousChain.ShouldBe("");
    }

    [Fact]
    public void The_first_row_of_a_history_has_an_empty_chain_before_it() =>
        NewPlanner()
            .Plan(TestMigrations.Set(("001_a", Script)), new TestHistory().Partial("001_a", Script, done: 1).Rows)
            .Migrations.ShouldHaveSingleItem()
            .PreviousChain.ShouldBe("");

    [Fact]
    public void What_follows_the_done_statements_may_be_corrected()
    {
        var plan = Plan("create table a (id int); -- done\nvacuum;\ncreate table c (id int);\ncreate table d (id int);", After(1));

        plan.Findings.ShouldBeEmpty();
        plan.Migrations.ShouldHaveSingleItem().SqlStatements.Count.ShouldBe(4);
    }

    [Fact]
    public void The_statements_that_are_done_may_not_be_edited()
    {
        var plan = Plan("create table a (id bigint);\nvacuum;\ncreate table b (id int);", After(1));

        var finding = plan.Findings.ShouldHaveSingleItem();
        finding.Code.ShouldBe(FindingCodes.Partial);
        finding.Location.ShouldBe("001_a:1:1");
        finding.Message.ShouldBe(
            "Migration '001_a' was interrupted after 1 of 3 statements, "
                + "and the statements that are already done have been edited since: first statement 1, 'create table a'."
        );
        finding.Remedy.ShouldStartWith("Restore the first statement of the file as it was applied.");
        plan.IsBlocked.ShouldBeTrue();
    }

    [Fact]
    public void The_first_edited_statement_is_shown_and_not_those_before_it()
    {
        var plan = Plan("create table a (id int);\nvacuum full;\ncreate table b (id bigint);", After(3));

        var finding = plan.Findings.ShouldHaveSingleItem();
        finding.Location.ShouldBe("001_a:2:1");
        finding.Message.ShouldContain("first statement 2, 'vacuum");
    }

    [Fact]
    public void The_statements_that_are_done_may_not_be_removed()
    {
        var plan = Plan("create table a (id int);", After(2));

        plan.Findings.ShouldHaveSingleItem().Code.ShouldBe(FindingCodes.Partial);
    }

    [Fact]
    public void A_migration_that_was_interrupted_before_its_first_statement_may_be_rewritten() =>
        Plan("create table other (id int);\nvacuum;", After(0)).Findings.ShouldBeEmpty();

    [Fact]
    public void A_continued_migration_never_runs_its_done_statements_again()
    {
        // Without the VACUUM the script could run in a transaction, from its first statement; that one is done.
        var planned = Plan("create table a (id int);\ncreate table b (id int);", After(1)).Migrations.ShouldHaveSingleItem();

        planned.StatementsDone.ShouldBe(1);
        planned.IsTransactional.ShouldBeFalse();
    }

    private static TestHistory After(int done) => new TestHistory().Partial("001_a", Script, done);

    private static MigrationPlan Plan(string script, TestHistory history)
    {
        var applied = history.Rows.Where(row => row.Name == "000_z").Select(row => (row.Name, "select 1"));
        return NewPlanner().Plan(TestMigrations.Set([.. applied, ("001_a", script)]), history.Rows);
    }

    private static Planner NewPlanner() => TestHistory.NewPlanner();
}
