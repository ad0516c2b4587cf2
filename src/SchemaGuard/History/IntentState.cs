namespace SchemaGuard.History;

/// <summary>
/// The state kept with an intent: the hash of the statements up to the one that was begun, which identifies it, and what the catalog showed before
/// it.
/// </summary>
internal static class IntentState
{
    private const char Separator = '|';

    public static string Of(string hash, string? observed) => $"{hash}{Separator}{observed}";

    /// <summary>Returns the hash; empty if there is none.</summary>
    public static string Hash(HistoryRow row) => Split(row).Hash;

    /// <summary>Returns what the catalog showed.</summary>
    public static string? Observed(HistoryRow row) => Split(row).Observed;

    private static (string Hash, string? Observed) Split(HistoryRow row)
    {
        var text = row.IntentState ?? "";
        var at = text.IndexOf(Separator, StringComparison.Ordinal);
        return at < 0 ? ("", null) : (text[..at], at + 1 == text.Length ? null : text[(at + 1)..]);
    }
}
