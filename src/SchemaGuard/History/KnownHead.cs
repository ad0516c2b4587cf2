namespace SchemaGuard.History;

/// <summary>An end that the history is known to have had.</summary>
/// <param name="Chain">The chain value of the row that was the newest.</param>
/// <param name="SeenAt">The time at which it was the end, by the database's clock in UTC; <see langword="null"/> if it is unknown.</param>
internal sealed record KnownHead(string Chain, string? SeenAt)
{
    /// <summary>Creates the known head for a row that was read.</summary>
    public static KnownHead Of(HistoryRow row) => new(row.Chain, row.FinishedAt);
}
