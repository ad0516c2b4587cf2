using System.Text;
using SchemaGuard.Configuration;
using SchemaGuard.Migrations;
using SchemaGuard.Verification.Expectations;
using SchemaGuard.Verification.Manifests;
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

    [Fact]
    public void Privileges_are_asked_once_for_a_table_and_without_a_name_for_every_required_one()
    {
        var (first, second) = (new ModuleDefinition("a"), new ModuleDefinition("b"));
        first.RequiredTables.AddRange(["users", "sales.orders"]);
        first.Privileges.Add(new PrivilegeRequirement(TablePrivileges.Select, []));
        second.Privileges.Add(new PrivilegeRequirement(TablePrivileges.Insert, ["Users", "log"]));
        const string Manifest =
            """{ "schema": "schemaguard/manifest/1", "tables": { "jobs": { "columns": { "id": { "type": "int" } } } } }""";
        first.Manifests.Add(new TextManifest(Manifest));

        var access = RequirementsBuilder.Build([first, second], new TestDialect(), [], []).Access(StringComparer.OrdinalIgnoreCase);

        access.ShouldBe([
            new TableAccess(Schema: null, "users", TablePrivileges.Select | TablePrivileges.Insert),
            new TableAccess("sales", "orders", TablePrivileges.Select),
            new TableAccess(Schema: null, "jobs", TablePrivileges.Select),
            new TableAccess(Schema: null, "log", TablePrivileges.Insert),
        ]);
    }

    [Theory]
    [InlineData(TablePrivileges.None)]
    [InlineData((TablePrivileges)16)]
    [InlineData((TablePrivileges)(-1))]
    public void No_privilege_and_an_unknown_one_are_refused(TablePrivileges privileges) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ServiceCollection().AddSchemaGuard().RequirePrivileges(privileges, "a"));

    private static string Expectation(string[] required, string[] forbidden) =>
        TestRequirements.Of(required, forbidden).Expectation(Migrations);

    private sealed class TextManifest(string text) : IManifestSource
    {
        public ManifestFile? Read(IReadOnlyList<string> basePaths, List<string> problems) => new("text", Encoding.UTF8.GetBytes(text));
    }
}
