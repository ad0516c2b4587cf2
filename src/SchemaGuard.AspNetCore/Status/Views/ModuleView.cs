namespace SchemaGuard.AspNetCore.Status.Views;

/// <summary>The migrations of one module.</summary>
/// <param name="Name">The module's name.</param>
/// <param name="Entries">The rows of the history, newest first, as many as are shown.</param>
/// <param name="OlderEntries">How many older rows there are.</param>
internal sealed record ModuleView(string Name, IReadOnlyList<HistoryEntry> Entries, int OlderEntries)
{
    /// <summary>Gets the longest time that one of the entries took.</summary>
    public TimeSpan Longest => Entries.Select(entry => entry.Duration).DefaultIfEmpty().Max();
}
