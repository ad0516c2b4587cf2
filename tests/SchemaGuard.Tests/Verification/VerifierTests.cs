using SchemaGuard.Inspection;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Comparison;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Verification;

public sealed class VerifierTests
{
    private static readonly Snapshot Catalog = new(
        [new(SchemaObjectKind.Table, "main", table: null, "users"), new(SchemaObjectKind.View, "main", table: null, "totals")],
        StringComparer.OrdinalIgnoreCase,
        "main"
    );

    [Fact]
    public void What_is_there_is_enough() => Verify(["users", "main.Users"], ["sessions_old"]).ShouldBeEmpty();

    [Fact]
    public void A_required_table_that_does_not_exist_is_an_error()
    {
        var finding = Verify(["users", "jobs"], []).ShouldHaveSingleItem();

        finding.ShouldBe(
            new Finding(
                FindingCodes.RequiredTableMissing,
                FindingSeverity.Error,
                "jobs",
                "Table 'jobs' is required and does not exist.",
                "If it was dropped by hand, restore it from a backup, or create it again in a new migration. If it is no longer needed, remove the requirement."
            )
        );
    }

    [Fact]
    public void A_view_is_no_table()
    {
        var finding = Verify(["totals"], []).ShouldHaveSingleItem();

        (finding.Code, finding.Severity, finding.Target).ShouldBe((FindingCodes.RequiredTableIsView, FindingSeverity.Error, "totals"));
        finding.Message.ShouldBe("Table 'totals' is required, but 'totals' is a view.");
    }

    [Theory]
    [InlineData("users")]
    [InlineData("totals")]
    public void A_forbidden_table_that_exists_is_an_error(string table)
    {
        var finding = Verify([], [table]).ShouldHaveSingleItem();

        (finding.Code, finding.Severity, finding.Target).ShouldBe((FindingCodes.ForbiddenTablePresent, FindingSeverity.Error, table));
        finding.Message.ShouldBe($"Table '{table}' must not exist any more and is still there.");
    }

    [Fact]
    public void Everything_is_found_at_once() => Verify(["a", "b", "totals"], ["users"]).Count.ShouldBe(4);

    [Fact]
    public void A_routine_that_the_user_may_not_see_explains_nothing()
    {
        static SchemaObject View(string text) =>
            new(SchemaObjectKind.View, "main", table: null, "totals", new SchemaAspect(AspectNames.Definition, text));
        var expected = new ExpectedSchema([new(SchemaObjectKind.Routine, "main", table: null, "f()"), View("select f()")])
        {
            IsComplete = true,
        };

        Verifier
            .Compare(
                expected,
                new Snapshot([View("select f() + 1")], StringComparer.OrdinalIgnoreCase, "main")
                {
                    Unseen = new HashSet<SchemaObjectKind> { SchemaObjectKind.Routine },
                },
                new ServerIdentity("Test", "1"),
                new HiddenObjects(new HistoryTables(Schema: null, "history"), "main", Catalog),
                LexicalRules.Sqlite,
                adjustments: []
            )
            .ShouldContain(finding => finding.Target == "totals" && finding.Severity == FindingSeverity.Error);
    }

    [Fact]
    public void What_explains_another_difference_does_not_hide_it_once_it_is_adjusted()
    {
        var expected = new ExpectedSchema(Users("text", "code")) { IsComplete = true };
        var actual = new Snapshot(Users("integer", "id"), StringComparer.OrdinalIgnoreCase, "main");
        IReadOnlyList<Finding> Compare(params FindingAdjustment[] adjustments) =>
            Verifier.Compare(
                expected,
                actual,
                new ServerIdentity("Test", "1"),
                new HiddenObjects(new HistoryTables(Schema: null, "history"), "main", actual),
                LexicalRules.Sqlite,
                adjustments
            );

        Compare().ShouldHaveSingleItem().Target.ShouldBe("users.code");
        Compare(new FindingAdjustment(FindingCodes.ColumnDifferent, "users.code", FindingSeverity.Warning, "known"))
            .Select(finding => finding.Target)
            .ShouldBe(["users.code", "users.uq"]);
        Compare(
                new FindingAdjustment(FindingCodes.ColumnDifferent, "users.code", FindingSeverity.Warning, "known"),
                new FindingAdjustment(FindingCodes.KeyDifferent, "users.uq", FindingSeverity.Warning, "known")
            )
            .ShouldHaveSingleItem()
            .Target.ShouldBe("users.code");
    }

    private static SchemaObject[] Users(string type, string unique) =>
        [
            new(SchemaObjectKind.Table, "main", table: null, "users"),
            new(SchemaObjectKind.Column, "main", "users", "id", new SchemaAspect(AspectNames.Type, "integer")),
            new(SchemaObjectKind.Column, "main", "users", "code", new SchemaAspect(AspectNames.Type, type)),
            new(SchemaObjectKind.UniqueKey, "main", "users", "uq", new SchemaAspect(AspectNames.Columns, unique)),
        ];

    private static IReadOnlyList<Finding> Verify(string[] required, string[] forbidden) =>
        Verifier.Verify(
            TestRequirements.Of(required, forbidden),
            Catalog,
            new ServerIdentity("Test", "1"),
            new HiddenObjects(new HistoryTables(Schema: null, "history"), "main", Catalog),
            LexicalRules.Sqlite
        );
}
