using SchemaGuard.History;
using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;
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
    public void A_view_in_another_case_is_not_offered_for_a_table()
    {
        var catalog = new Snapshot([new(SchemaObjectKind.View, "main", table: null, "orders")], StringComparer.Ordinal, "main");

        var finding = Verify(["Orders"], [], catalog).ShouldHaveSingleItem();

        finding.Message.ShouldBe("Table 'Orders' is required and does not exist.");
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
        finding.Message.ShouldBe($"Table '{table}' must no longer exist but is still there.");
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
        var expected = Users("text", "code");
        var actual = Users("integer", "id");

        Compare(expected, actual).ShouldBe(["SG2012 users.code"]);
        Compare(expected, actual, Known(FindingCodes.ColumnDifferent)).ShouldBe(["SG2012 users.code", "SG2022 users.uq"]);
        Compare(expected, actual, Known(FindingCodes.ColumnDifferent), Known(FindingCodes.KeyDifferent)).ShouldBe(["SG2012 users.code"]);
    }

    [Fact]
    public void A_column_that_another_one_may_have_become_does_not_hide_that_inserts_fail()
    {
        SchemaObject[] expected = [Table("users"), Column("users", "id"), Column("users", "name")];
        SchemaObject[] actual = [Table("users"), Column("users", "id"), Column("users", "title")];

        Compare(expected, actual).ShouldBe(["SG2011 users.name"]);
        Compare(expected, actual, Known(FindingCodes.ColumnMissing)).ShouldBe(["SG2011 users.name", "SG2008 users.title"]);
    }

    [Fact]
    public void Another_shape_does_not_hide_which_columns_are_missing()
    {
        SchemaObject[] expected = [Table("users"), Column("users", "id"), Column("users", "a"), Column("users", "b")];
        SchemaObject[] actual = [Table("users"), Column("users", "id")];

        Compare(expected, actual).ShouldBe(["SG2007 users"]);
        Compare(expected, actual, Known(FindingCodes.TableShape)).ShouldBe(["SG2011 users.a", "SG2011 users.b"]);
    }

    [Fact]
    public void A_missing_schema_does_not_hide_its_tables()
    {
        SchemaObject[] expected =
        [
            new(SchemaObjectKind.Schema, schema: null, table: null, "billing"),
            new(SchemaObjectKind.Table, "billing", table: null, "invoices"),
        ];

        Compare(expected, []).ShouldBe(["SG2131 billing"]);
        Compare(expected, [], Known(FindingCodes.SchemaMissing)).ShouldBe(["SG2131 billing", "SG2001 billing.invoices"], ignoreOrder: true);
    }

    [Fact]
    public void An_index_whose_building_was_broken_off_stands_for_no_other()
    {
        static SchemaObject Index(string name, params SchemaAspect[] more) =>
            new(SchemaObjectKind.Index, "main", "users", name, [new(AspectNames.Columns, "id"), new(AspectNames.Unique, "true"), .. more]);
        SchemaObject[] expected = [Table("users"), Column("users", "id"), Index("ux")];
        SchemaObject[] actual = [Table("users"), Column("users", "id"), Index("ux2", new SchemaAspect(AspectNames.Valid, "false"))];

        Compare(expected, actual).ShouldBe(["SG2051 users.ux"]);
    }

    private static SchemaObject Table(string name) => new(SchemaObjectKind.Table, "main", table: null, name);

    private static SchemaObject Column(string table, string name) =>
        new(
            SchemaObjectKind.Column,
            "main",
            table,
            name,
            new SchemaAspect(AspectNames.Type, "text"),
            new SchemaAspect(AspectNames.Nullable, "false")
        );

    private static FindingAdjustment Known(string code) => new(code, "*", FindingSeverity.Information, "known");

    private static IEnumerable<string> Compare(SchemaObject[] expected, SchemaObject[] actual, params FindingAdjustment[] adjustments)
    {
        var snapshot = new Snapshot(actual, StringComparer.OrdinalIgnoreCase, "main");
        return Verifier
            .Compare(
                new ExpectedSchema(expected) { IsComplete = true },
                snapshot,
                new ServerIdentity("Test", "1"),
                new HiddenObjects(new HistoryTables(Schema: null, "history"), "main", snapshot),
                LexicalRules.Sqlite,
                adjustments
            )
            .Select(finding => $"{finding.Code} {finding.Target}");
    }

    private static SchemaObject[] Users(string type, string unique) =>
        [
            new(SchemaObjectKind.Table, "main", table: null, "users"),
            new(SchemaObjectKind.Column, "main", "users", "id", new SchemaAspect(AspectNames.Type, "integer")),
            new(SchemaObjectKind.Column, "main", "users", "code", new SchemaAspect(AspectNames.Type, type)),
            new(SchemaObjectKind.UniqueKey, "main", "users", "uq", new SchemaAspect(AspectNames.Columns, unique)),
        ];

    private static IReadOnlyList<Finding> Verify(string[] required, string[] forbidden, Snapshot? catalog = null) =>
        Verifier.Verify(
            TestRequirements.Of(required, forbidden),
            catalog ?? Catalog,
            new ServerIdentity("Test", "1"),
            new HiddenObjects(new HistoryTables(Schema: null, "history"), "main", catalog ?? Catalog),
            LexicalRules.Sqlite
        );
}
