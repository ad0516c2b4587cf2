using SchemaGuard.Configuration;
using SchemaGuard.Verification.Expectations;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Configuration;

public sealed class GuardValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => GuardValidator.Validate(new SchemaGuardOptions()).ShouldBeEmpty();

    [Fact]
    public void Zero_waits_are_valid() =>
        GuardValidator
            .Validate(
                new SchemaGuardOptions
                {
                    ConnectTimeout = TimeSpan.Zero,
                    LockTimeout = TimeSpan.Zero,
                    WaitTimeout = TimeSpan.Zero,
                }
            )
            .ShouldBeEmpty();

    [Fact]
    public void Everything_that_is_wrong_with_the_options_is_found_at_once() =>
        GuardValidator
            .Validate(
                new SchemaGuardOptions
                {
                    Startup = (StartupMode)9,
                    OutOfOrder = (OutOfOrderPolicy)9,
                    OnExisting = (ExistingObjectPolicy)9,
                    ConnectTimeout = TimeSpan.FromSeconds(-1),
                    LockTimeout = TimeSpan.FromSeconds(-2),
                    WaitTimeout = TimeSpan.FromSeconds(-3),
                    StatementTimeout = TimeSpan.Zero,
                    InvariantTimeout = TimeSpan.Zero,
                    HistoryTable = "a b",
                    HistorySchema = "",
                }
            )
            .Select(problem => problem.Split(':')[0])
            .ShouldBe([
                "Option Startup",
                "Option OutOfOrder",
                "Option OnExisting",
                "Option ConnectTimeout",
                "Option LockTimeout",
                "Option WaitTimeout",
                "Option StatementTimeout",
                "Option InvariantTimeout",
                "Option HistoryTable",
                "Option HistorySchema",
            ]);

    [Theory]
    [InlineData("insert into t values (1); commit; begin")]
    [InlineData("commit")]
    [InlineData("create table t (id int)")]
    [InlineData("drop table t")]
    [InlineData("insert into t values ('")]
    [InlineData("")]
    public void A_write_probe_that_could_not_be_rolled_back_is_refused(string statement)
    {
        var module = new ModuleDefinition("a");
        module.Probes.Add(new DataProbe("orders can be written", ["insert into t values (1)", statement], Index: null));

        GuardValidator
            .Validate([module], new TestDialect())
            .ShouldHaveSingleItem()
            .ShouldStartWith("Write probe 'orders can be written' contains");
    }

    [Theory]
    [InlineData("insert into t values (1);")]
    [InlineData("with x as (select 1) insert into t select * from x")]
    [InlineData("select 1 from t where a = 'commit; begin'")]
    [InlineData("update t set a = 1")]
    [InlineData("delete from t")]
    [InlineData("replace into t values (1)")]
    public void A_write_probe_reads_and_writes_rows(string statement)
    {
        var module = new ModuleDefinition("a");
        module.Probes.Add(new DataProbe("orders can be written", [statement], Index: null));

        GuardValidator.Validate([module], new TestDialect()).ShouldBeEmpty();
    }

    [Fact]
    public void Privileges_on_every_required_table_need_one()
    {
        var module = new ModuleDefinition("a");
        module.Privileges.Add(new PrivilegeRequirement(TablePrivileges.All, []));

        GuardValidator
            .Validate([module], new TestDialect())
            .ShouldHaveSingleItem()
            .ShouldBe(
                "RequirePrivileges() names no table, and no table is required. Name tables, or require them with RequireTables(…) or RequireManifest(…)."
            );
        module.RequiredTables.Add("users");
        GuardValidator.Validate([module], new TestDialect()).ShouldBeEmpty();
    }

    [Fact]
    public void A_problem_says_the_value_and_what_to_write()
    {
        var options = new SchemaGuardOptions { Startup = (StartupMode)9, StatementTimeout = TimeSpan.FromMinutes(-1) };

        GuardValidator
            .Validate(options)
            .ShouldBe([
                "Option Startup: '9' is not a value of StartupMode. Write one of Migrate, Verify, Wait, Off.",
                "Option StatementTimeout: -60000 ms is not a positive time. Write a time such as '00:00:30' or '30s', or leave the option out.",
            ]);
    }

    [Theory]
    [InlineData("schemaguard_history", true)]
    [InlineData("_h1", true)]
    [InlineData("12345678901234567890123456789012345678901234567890", false)]
    [InlineData("a2345678901234567890123456789012345678901234567890", true)]
    [InlineData("a23456789012345678901234567890123456789012345678901", false)]
    [InlineData("", false)]
    [InlineData("1h", false)]
    [InlineData("h.x", false)]
    [InlineData("h\"", false)]
    [InlineData("größe", false)]
    public void A_table_name_needs_no_quoting_anywhere(string name, bool isValid) =>
        (GuardValidator.Validate(new SchemaGuardOptions { HistoryTable = name }).Count == 0).ShouldBe(isValid);

    [Fact]
    public void Everything_that_is_wrong_with_the_modules_is_found_at_once()
    {
        var (first, second) = (new ModuleDefinition("a"), new ModuleDefinition("b"));
        first.RequiredTables.AddRange(["users", " "]);
        second.ForbiddenTables.AddRange(["USERS", ""]);
        first.Invariants.Add(new Invariant("x", "delete from users", 0));
        second.Invariants.Add(new Invariant("x", "select 1", 0));

        GuardValidator
            .Validate([first, second], new TestDialect())
            .ShouldBe([
                "Module 'a': RequireTables was given an empty name. Write the name of a table, as 'table' or 'schema.table'.",
                "Module 'b': ForbidTables was given an empty name. Write the name of a table, as 'table' or 'schema.table'.",
                "Table 'USERS' is both required and forbidden. Remove it from RequireTables or from ForbidTables.",
                "Invariant 'x' is not a single query. Write one SELECT statement.",
                "Two invariants are named 'x'. Give each its own name.",
            ]);
    }

    [Theory]
    [InlineData("select count(*) from x", true)]
    [InlineData("-- why\nselect 1;", true)]
    [InlineData("with y as (select 1) select count(*) from y", true)]
    [InlineData("select 1; select 2", false)]
    [InlineData("", false)]
    [InlineData("update x set y = 1", false)]
    [InlineData("with y as (select 1) delete from x", false)]
    public void An_invariant_is_one_query(string sql, bool isValid)
    {
        var module = new ModuleDefinition("a");
        module.Invariants.Add(new Invariant("x", sql, 0));

        (GuardValidator.Validate([module], new TestDialect()).Count == 0).ShouldBe(isValid);
    }
}
