using SchemaGuard.Migrations;
using SchemaGuard.Verification;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Verification;

public sealed class RequirementsTests
{
    private static readonly MigrationSet Migrations = TestMigrations.Set(("001_a", "select 1"));

    [Fact]
    public void Modules_add_up_without_repetitions()
    {
        var (first, second) = (new ModuleDefinition("a"), new ModuleDefinition("b"));
        first.RequiredTables.AddRange(["users", "jobs"]);
        second.RequiredTables.AddRange(["jobs", "events"]);
        second.ForbiddenTables.Add("old");
        first.Invariants.Add(new Invariant("x", "select 0", 0));

        var requirements = RequirementsBuilder.Build([first, second], new TestDialect(), [], []);

        requirements.RequiredTables.ShouldBe(["users", "jobs", "events"]);
        requirements.ForbiddenTables.ShouldBe(["old"]);
        requirements.Invariants.ShouldHaveSingleItem().Name.ShouldBe("x");
    }

    [Fact]
    public void The_expectation_changes_with_migrations_and_tables()
    {
        string[] expectations =
        [
            Expectation([], []),
            Expectation(["a"], []),
            Expectation([], ["a"]),
            Expectation(["a", "b"], []),
            Expectation(["b", "a"], []),
            Expectation(["a"], ["b"]),
            TestRequirements.Of([], []).Expectation(TestMigrations.Set(("001_a", "select 2"))),
        ];

        expectations.ShouldBeUnique(StringComparer.Ordinal);
        Expectation(["a"], []).ShouldBe(expectations[1]);
    }

    [Fact]
    public void The_expectation_does_not_depend_on_invariants_which_run_at_each_start() =>
        TestRequirements.Of([], [], new Invariant("x", "select 0", 0)).Expectation(Migrations).ShouldBe(Expectation([], []));

    private static string Expectation(string[] required, string[] forbidden) =>
        TestRequirements.Of(required, forbidden).Expectation(Migrations);
}
