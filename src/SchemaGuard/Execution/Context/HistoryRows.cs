using SchemaGuard.History;

namespace SchemaGuard.Execution.Context;

/// <summary>Factory methods that create history rows from planned migrations.</summary>
internal static class HistoryRows
{
    /// <summary>Creates the row that follows a head.</summary>
    public static HistoryRow Next(HistoryHead head, PlannedMigration planned, HistorySignature signature, string state) =>
        Create(head.Sequence + 1, head.Chain, planned, signature, state);

    /// <summary>Creates the finished form of a row that was partial: its script may have been corrected since the row was begun.</summary>
    /// <param name="row">The partial row.</param>
    /// <param name="previousChain">The chain value of the row before it.</param>
    /// <param name="planned">The migration as it was finished.</param>
    /// <param name="signature">The application that finished it.</param>
    public static HistoryRow Finished(HistoryRow row, string previousChain, PlannedMigration planned, HistorySignature signature) =>
        Create(row.Sequence, previousChain, planned, signature, HistoryStates.Applied);

    private static HistoryRow Create(
        long sequence,
        string previousChain,
        PlannedMigration planned,
        HistorySignature signature,
        string state
    )
    {
        var row = new HistoryRow
        {
            Sequence = sequence,
            Module = planned.Module,
            Version = planned.Version ?? "",
            Name = planned.Name,
            Kind = HistoryKinds.Of(planned.Kind),
            Checksum = planned.Migration.Checksum.ToString(),
            TokenHash = planned.TokenHash,
            State = state,
            StatementsTotal = planned.Steps,
            StatementsDone = state == HistoryStates.Applied ? planned.Steps : 0,
            DoneHash = state == HistoryStates.Applied ? null : CompletedStatementsHash.Empty,
            Host = signature.Host,
            Application = signature.Application,
            ApplicationVersion = signature.ApplicationVersion,
            CompatibleFrom = planned.CompatibleFrom,
        };
        return row with { Chain = HistoryChain.Next(previousChain, row) };
    }
}
