using System.Globalization;
using SchemaGuard.Migrations;

namespace SchemaGuard.History;

/// <summary>A row of the history: one application of one migration.</summary>
internal sealed record HistoryRow
{
    private const int ShownCommit = 8;

    public long Sequence { get; init; }

    public required string Module { get; init; }

    /// <summary>Gets the canonical version; empty for a repeatable migration.</summary>
    public required string Version { get; init; }

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required string Checksum { get; init; }

    /// <summary>Gets the hash over the tokens of the script: equal when only comments or white space changed.</summary>
    public string TokenHash { get; init; } = "";

    public string Chain { get; init; } = "";

    public string State { get; init; } = HistoryStates.Applied;

    public int StatementsTotal { get; init; }

    public int StatementsDone { get; init; }

    /// <summary>Gets the hash over the tokens of the statements that are done, for an unfinished migration.</summary>
    public string? DoneHash { get; init; }

    /// <summary>Gets the number of the statement that was begun outside a transaction and may or may not have run.</summary>
    public int? Intent { get; init; }

    /// <summary>Gets what identifies that statement, and what the catalog showed just before it: see <see cref="History.IntentState"/>.</summary>
    public string? IntentState { get; init; }

    /// <summary>Gets what the commit check saw before the first statement, for an unfinished migration.</summary>
    public string? Baseline { get; init; }

    /// <summary>Gets when the migration began, by the database's clock, in UTC.</summary>
    public string StartedAt { get; init; } = "";

    public string? FinishedAt { get; init; }

    public long DurationMs { get; init; }

    public string? DatabaseUser { get; init; }

    public string? Host { get; init; }

    public string? Application { get; init; }

    public string? ApplicationVersion { get; init; }

    /// <summary>Gets the application's version for display: of the commit that follows a <c>+</c>, only the first characters.</summary>
    public string? ShownVersion =>
        ApplicationVersion?.IndexOf('+', StringComparison.Ordinal) is { } plus and >= 0
            ? ApplicationVersion[..Math.Min(ApplicationVersion.Length, plus + 1 + ShownCommit)]
            : ApplicationVersion;

    public string? Error { get; init; }

    public string? CompatibleFrom { get; init; }

    /// <summary>
    /// Gets whether the row contains only what this library writes, so that nothing is concluded from a row that was changed otherwise.
    /// </summary>
    public bool IsReadable =>
        State is HistoryStates.Applied or HistoryStates.Partial or HistoryStates.Withdrawn
        && StatementsDone >= 0
        && Intent is null or > 0
        && (Version.Length == 0 || MigrationVersion.IsCanonical(Version));

    /// <summary>Gets whether nothing of the migration was done and nothing is in doubt: that it was begun then has no consequences.</summary>
    public bool IsGivenUp => State == HistoryStates.Partial && StatementsDone == 0 && Intent is null;

    public MigrationVersion? ParsedVersion => Version.Length == 0 ? null : MigrationVersion.FromCanonical(Version);

    public string Key => MigrationKey.Of(ParsedVersion, Name);

    public HistoryEntry ToEntry() =>
        new(
            Sequence,
            Module,
            Name,
            HistoryKinds.Parse(Kind),
            State == HistoryStates.Applied,
            StatementsDone,
            StatementsTotal,
            Time(FinishedAt ?? StartedAt),
            TimeSpan.FromMilliseconds(DurationMs),
            ApplicationVersion is null ? Application : $"{Application} {ShownVersion}",
            Host,
            Error
        )
        {
            Begun = Intent,
            IsWithdrawn = State == HistoryStates.Withdrawn,
        };

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;
}
