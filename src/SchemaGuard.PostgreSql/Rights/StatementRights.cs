using SchemaGuard.History;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.PostgreSql.Rights;

/// <summary>The rights that statements need, as far as their heads tell: the heads do not show what a query reads or what functions do.</summary>
internal static class StatementRights
{
    private const string Create = "CREATE";

    /// <summary>Returns the rights that statements need, each once, in their order.</summary>
    public static IReadOnlyList<NeededRight> Of(IEnumerable<SqlStatement> statements) =>
        [.. statements.SelectMany(statement => Of(statement.Class)).Distinct()];

    /// <summary>Returns the rights that are needed to write the history.</summary>
    public static IReadOnlyList<NeededRight> OfHistory(HistoryTables tables) =>
        [
            new(NeededRightKind.Schema, tables.Schema, "", Create),
            new(NeededRightKind.Relation, tables.Schema, tables.History, "SELECT, INSERT, UPDATE"),
            new(NeededRightKind.Relation, tables.Schema, tables.State, "SELECT, INSERT, UPDATE"),
        ];

    /// <summary>Returns the rights that are needed to read the history.</summary>
    public static IReadOnlyList<NeededRight> OfReading(HistoryTables tables) =>
        [
            new(NeededRightKind.Relation, tables.Schema, tables.History, "SELECT"),
            new(NeededRightKind.Relation, tables.Schema, tables.State, "SELECT"),
        ];

    private static IEnumerable<NeededRight> Of(StatementClass statement) =>
        statement.IsTemporary
            ? []
            : statement.Verb switch
            {
                StatementVerb.Create => OfCreate(statement),
                StatementVerb.Alter or StatementVerb.Drop or StatementVerb.Comment => OfChange(statement),
                StatementVerb.Insert => OfData(statement, "INSERT"),
                StatementVerb.Copy => OfData(statement, statement.WritesToClient ? "SELECT" : "INSERT"),
                StatementVerb.Update => OfData(statement, "SELECT, UPDATE"),
                StatementVerb.Delete => OfData(statement, "SELECT, DELETE"),
                StatementVerb.Truncate => OfData(statement, "TRUNCATE"),
                _ => [],
            };

    private static IEnumerable<NeededRight> OfCreate(StatementClass statement) =>
        statement.ObjectKind switch
        {
            ObjectKind.Schema => [new(NeededRightKind.Database, null, "", Create)],
            ObjectKind.Extension when statement.Target is { } name => [new(NeededRightKind.Extension, null, name, Create)],
            ObjectKind.Index or ObjectKind.Policy or ObjectKind.Rule or ObjectKind.Trigger when statement.OnTable is { } table => Relation(
                table,
                statement.ObjectKind == ObjectKind.Trigger ? "TRIGGER" : NeededRight.Owner
            ),
            ObjectKind.Table
            or ObjectKind.View
            or ObjectKind.MaterializedView
            or ObjectKind.Sequence
            or ObjectKind.Function
            or ObjectKind.Procedure
            or ObjectKind.Aggregate
            or ObjectKind.Type
            or ObjectKind.Domain when statement.Target is { } name => [new(NeededRightKind.Schema, Split(name).Schema, "", Create)],
            _ => [],
        };

    private static IEnumerable<NeededRight> OfChange(StatementClass statement) =>
        statement.ObjectKind switch
        {
            ObjectKind.Policy or ObjectKind.Rule or ObjectKind.Trigger when statement.OnTable is { } table => Relation(
                table,
                NeededRight.Owner
            ),
            ObjectKind.Table
            or ObjectKind.View
            or ObjectKind.MaterializedView
            or ObjectKind.Sequence
            or ObjectKind.Index when statement.Target is { } name => Relation(name, NeededRight.Owner),
            ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Aggregate when statement.Target is { } name =>
            [
                new(NeededRightKind.Routine, Split(name).Schema, Split(name).Name, NeededRight.Owner),
            ],
            ObjectKind.Type or ObjectKind.Domain when statement.Target is { } name =>
            [
                new(NeededRightKind.Type, Split(name).Schema, Split(name).Name, NeededRight.Owner),
            ],
            ObjectKind.Schema when statement.Target is { } name =>
            [
                new(NeededRightKind.Schema, name, "", NeededRight.Owner),
                .. statement.Verb == StatementVerb.Alter
                    ? [new NeededRight(NeededRightKind.Database, null, "", Create)]
                    : Array.Empty<NeededRight>(),
            ],
            _ => [],
        };

    private static IEnumerable<NeededRight> OfData(StatementClass statement, string right) =>
        statement.Target is { } name ? Relation(name, right) : [];

    private static IEnumerable<NeededRight> Relation(string name, string right) =>
        [new(NeededRightKind.Relation, Split(name).Schema, Split(name).Name, right)];

    /// <summary>Splits a name whose parts have no quotes: the last is the object, the one before it the schema.</summary>
    private static (string? Schema, string Name) Split(string name)
    {
        var parts = name.Split('.');
        return parts.Length == 1 ? (null, name) : (parts[^2], parts[^1]);
    }
}
