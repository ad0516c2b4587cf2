namespace SchemaGuard.History;

/// <summary>The names of the kinds of migrations as they are stored.</summary>
internal static class HistoryKinds
{
    public const string Code = "code";
    private const string Sql = "sql";
    private const string Repeatable = "repeatable";

    /// <summary>Returns the stored name of a kind.</summary>
    public static string Of(MigrationKind kind) =>
        kind switch
        {
            MigrationKind.Sql => Sql,
            MigrationKind.Repeatable => Repeatable,
            MigrationKind.Code => Code,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A migration kind without a stored name."),
        };

    /// <summary>Returns the kind of a stored name.</summary>
    public static HistoryEntryKind Parse(string name) =>
        name switch
        {
            Sql => HistoryEntryKind.Sql,
            Repeatable => HistoryEntryKind.Repeatable,
            Code => HistoryEntryKind.Code,
            _ => HistoryEntryKind.Unknown,
        };
}
