namespace SchemaGuard.Reports;

/// <summary>The sentences about what the next run does with an unfinished migration.</summary>
internal static class UnfinishedMessages
{
    /// <summary>Describes what the next run does about an unfinished migration.</summary>
    public static string NextOf(PlannedMigration planned)
    {
        var (done, total) = (planned.StatementsDone, planned.SqlStatements.Count);
        var begun = planned.Row?.Intent is { } number && number > done && number <= total ? number : 0;
        var first = Math.Max(done, begun) + 1;
        var rest =
            first > total ? "finishes it"
            : first == total ? $"runs statement {first}"
            : $"runs statements {first} to {total}";
        return begun == 0
            ? $"The next run {rest}."
            : $"The next run {SettlementOf(planned.Settlements.ElementAtOrDefault(begun - 1), begun)}, then {rest}.";
    }

    private static string SettlementOf(StatementSettlement settlement, int statement) =>
        settlement switch
        {
            StatementSettlement.Catalog => $"checks in the catalog whether statement {statement} took effect, and runs it if it did not",
            StatementSettlement.Repetition => $"runs statement {statement} again, which is safe",
            StatementSettlement.Transaction => $"runs statement {statement}, which left nothing behind",
            StatementSettlement.TransactionOrPerson =>
                $"runs statement {statement} again if it left nothing behind, and otherwise stops and asks",
            _ => $"stops at statement {statement} and asks, because nothing shows whether it took effect",
        };
}
