using SchemaGuard.Configuration;
using SchemaGuard.Verification.Expectations;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.DependencyInjection;

public sealed class ModuleValidatorTests
{
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

        ModuleValidator
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

        ModuleValidator.Validate([module], new TestDialect()).ShouldBeEmpty();
    }

    [Fact]
    public void Privileges_on_every_required_table_need_one()
    {
        var module = new ModuleDefinition("a");
        module.Privileges.Add(new PrivilegeRequirement(TablePrivileges.All, []));

        ModuleValidator
            .Validate([module], new TestDialect())
            .ShouldHaveSingleItem()
            .ShouldBe(
                "RequirePrivileges() names no table, and no table is required. Name tables, or require them with RequireTables(…) or RequireManifest(…)."
            );
        module.RequiredTables.Add("users");
        ModuleValidator.Validate([module], new TestDialect()).ShouldBeEmpty();
    }

    [Fact]
    public void Everything_that_is_wrong_with_the_modules_is_found_at_once()
    {
        var (first, second) = (new ModuleDefinition("a"), new ModuleDefinition("b"));
        first.RequiredTables.AddRange(["users", " "]);
        second.ForbiddenTables.AddRange(["USERS", ""]);
        first.Invariants.Add(new Invariant("x", "delete from users", 0));
        second.Invariants.Add(new Invariant("x", "select 1", 0));

        ModuleValidator
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

        (ModuleValidator.Validate([module], new TestDialect()).Count == 0).ShouldBe(isValid);
    }
}
