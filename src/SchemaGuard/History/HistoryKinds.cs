using SchemaGuard.Migrations;

namespace SchemaGuard.History;

/// <summary>The names of the kinds of migrations as they are stored.</summary>
internal static class HistoryKinds
{
    public const string Code = "code";

    /// <summary>Returns the stored name of a kind.</summary>
    public static string Of(MigrationKind kind) =>
        kind switch
        {
            MigrationKind.Sql => "sql",
            MigrationKind.Repeatable => "repeatable",
            MigrationKind.Code => Code,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A migration kind without a stored name."),
        };
}
