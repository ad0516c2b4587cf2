using System.Globalization;
using SchemaGuard.Providers;

namespace SchemaGuard.History.Storage;

/// <summary>The commands by which a person repairs what the guard cannot settle. They are text for people; the guard never runs them.</summary>
internal sealed class HistoryRepairs(IHistoryDialect dialect, HistoryTables tables)
{
    /// <summary>Gets the bare name of the history table.</summary>
    public string Table => tables.History;

    private string History => HistorySql.Qualified(dialect, tables.Schema, tables.History);

    private string State => HistorySql.Qualified(dialect, tables.Schema, tables.State);

    /// <summary>
    /// Composes the commands by which a person settles a statement in doubt. They contain values, which are numbers and a hash of ours.
    /// </summary>
    public (string Done, string NotDone) RepairOf(HistoryRow row, int statement, string doneHash)
    {
        const string Withdrawn = "intent = NULL, intent_state = NULL";
        return (
            string.Create(
                CultureInfo.InvariantCulture,
                $"UPDATE {History} SET statements_done = {statement}, done_hash = '{doneHash}', {Withdrawn} WHERE sequence = {row.Sequence};"
            ),
            string.Create(CultureInfo.InvariantCulture, $"UPDATE {History} SET {Withdrawn} WHERE sequence = {row.Sequence};")
        );
    }

    /// <summary>
    /// Composes the command by which a person declares that nothing of a migration is left. It contains a value, which is a number of ours.
    /// </summary>
    public string UndoneOf(HistoryRow row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"UPDATE {History} SET statements_done = 0, done_hash = '', intent = NULL, intent_state = NULL WHERE sequence = {row.Sequence};"
        );

    /// <summary>Composes the command by which a person makes ends of the history forgotten. It contains values, which are hashes of ours.</summary>
    public string ForgetOf(IEnumerable<KnownHead> heads) =>
        $"DELETE FROM {State} WHERE chain IN ({string.Join(", ", heads.Select(head => head.Chain).Distinct(StringComparer.Ordinal).Select(Quoted))});";

    private static string Quoted(string chain) => $"'{chain.Replace("'", "''", StringComparison.Ordinal)}'";
}
