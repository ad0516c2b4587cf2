using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Makes history rows out of planned migrations.</summary>
internal static class HistoryRows
{
    /// <summary>Makes the row that follows a head.</summary>
    public static HistoryRow Next(HistoryHead head, PlannedMigration planned, HistorySignature signature, string state) =>
        Create(head.Sequence + 1, head.Chain, planned, signature, state);

    /// <summary>Makes the finished form of a row that was partial: its script may have been corrected since the row was begun.</summary>
    /// <param name="row">The partial row.</param>
    /// <param name="previousChain">The chain value of the row before it; <see langword="null"/> when rows follow it, whose links rest on the value it has.</param>
    /// <param name="planned">The migration as it was finished.</param>
    /// <param name="signature">Who finished it.</param>
    public static HistoryRow Finished(HistoryRow row, string? previousChain, PlannedMigration planned, HistorySignature signature) =>
        Create(
            row.Sequence,
            previousChain ?? "",
            planned,
            signature,
            HistoryStates.Applied,
            chain: previousChain is null ? row.Chain : null
        );

    private static HistoryRow Create(
        long sequence,
        string previousChain,
        PlannedMigration planned,
        HistorySignature signature,
        string state,
        string? chain = null
    )
    {
        var version = planned.Version ?? "";
        var kind = KindName(planned.Kind);
        var checksum = planned.Migration.Checksum.ToString();
        return new HistoryRow
        {
            Sequence = sequence,
            Module = planned.Module,
            Version = version,
            Name = planned.Name,
            Kind = kind,
            Checksum = checksum,
            TokenHash = planned.TokenHash,
            Chain = chain ?? HistoryChain.Next(previousChain, sequence, planned.Module, version, planned.Name, kind, checksum),
            State = state,
            StatementsTotal = planned.Statements.Count,
            StatementsDone = state == HistoryStates.Applied ? planned.Statements.Count : 0,
            DoneHash = state == HistoryStates.Applied ? null : DoneHash.Empty,
            Host = signature.Host,
            Application = signature.Application,
            ApplicationVersion = signature.ApplicationVersion,
            CompatibleFrom = planned.CompatibleFrom,
        };
    }

    private static string KindName(MigrationKind kind) =>
        kind switch
        {
            MigrationKind.Sql => "sql",
            MigrationKind.Repeatable => "repeatable",
            MigrationKind.Code => "code",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A migration kind without a stored name."),
        };
}
