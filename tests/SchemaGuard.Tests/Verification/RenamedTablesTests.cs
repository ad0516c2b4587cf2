using SchemaGuard.History;
using SchemaGuard.Inspection;
using SchemaGuard.Scripts.Dialects;
using SchemaGuard.Verification.Comparison;
using Shouldly;
using Xunit;

namespace SchemaGuard.Tests.Verification;

public sealed class RenamedTablesTests
{
    private static readonly string[] Columns = ["id", "name", "created", "updated", "state"];

    [Theory]
    [InlineData(1, 20)]
    [InlineData(50, 20)]
    [InlineData(1000, 1000)]
    public void Tables_of_one_shape_are_compared_as_one_however_many_there_are(int missing, int present)
    {
        var (context, renamed) = Subject([.. Range("there_and_away", present)]);

        foreach (var table in Range("expected", missing))
        {
            renamed.Find(Table(table), Parts(table, Columns), []);
        }

        context.Actual.Objects.Count.ShouldBe(present * 6);
        renamed.Comparisons.ShouldBe(1);
    }

    [Fact]
    public void Shapes_are_compared_once_for_each_pair_of_them()
    {
        var (_, renamed) = Subject(["a", "b", "c"], name => [.. Columns, name]);

        for (var i = 0; i < 10; i++)
        {
            renamed.Find(Table("x"), Parts("x", Columns), []);
            renamed.Find(Table("y"), Parts("y", [.. Columns, "y"]), []);
        }

        renamed.Comparisons.ShouldBe(6);
    }

    [Fact]
    public void The_table_whose_name_is_nearest_is_the_renamed_one_and_a_taken_one_is_not()
    {
        var (context, renamed) = Subject(["customer", "orders", "invoices"]);
        var customer = context.Actual.Find("customer")!;

        renamed.Find(Table("customers"), Parts("customers", Columns), [])!.ShouldBeSameAs(customer);
        renamed.Find(Table("customers"), Parts("customers", Columns), [customer]).ShouldBeNull();
        renamed.Find(Table("anything"), Parts("anything", Columns), [customer, context.Actual.Find("orders")!])!.Name.ShouldBe("invoices");
    }

    [Fact]
    public void Among_many_tables_of_one_shape_nothing_is_guessed()
    {
        var (_, renamed) = Subject([.. Range("log", RenamedTables.MostAlike + 1)]);

        renamed.Find(Table("log_0_"), Parts("log_0_", Columns), []).ShouldBeNull();
    }

    private static (ComparisonContext Context, RenamedTables Renamed) Subject(
        IReadOnlyList<string> tables,
        Func<string, IReadOnlyList<string>>? columns = null
    )
    {
        var objects = tables.SelectMany(name => Parts(name, columns?.Invoke(name) ?? Columns).Prepend(Table(name))).ToList();
        var snapshot = new Snapshot(objects, StringComparer.Ordinal, "main");
        var context = new ComparisonContext(new ExpectedSchema([]), snapshot, "SQLite", "3", LexicalRules.Sqlite);
        return (context, new RenamedTables(context, new HiddenObjects(new HistoryTables(null, "schemaguard_history"), null, snapshot)));
    }

    private static IEnumerable<string> Range(string prefix, int count) => Enumerable.Range(0, count).Select(number => $"{prefix}_{number}");

    private static SchemaObject Table(string name) => new(SchemaObjectKind.Table, "main", table: null, name, []);

    private static IEnumerable<SchemaObject> Parts(string table, IReadOnlyList<string> columns) =>
        columns.Select(column => new SchemaObject(SchemaObjectKind.Column, "main", table, column, []));
}
