namespace SchemaGuard.History;

/// <summary>An end that the history is known to have had once.</summary>
/// <param name="Chain">The chain value of the row that was the newest.</param>
/// <param name="SeenAt">When that was, by the database's clock in UTC; <see langword="null"/> where it is not known.</param>
internal sealed record KnownHead(string Chain, string? SeenAt)
{
    /// <summary>Knows a row that was read.</summary>
    public static KnownHead Of(HistoryRow row) => new(row.Chain, row.FinishedAt);
}
