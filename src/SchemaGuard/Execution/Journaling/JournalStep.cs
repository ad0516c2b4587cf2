using SchemaGuard.History;
using SchemaGuard.Scripts.Statements;

namespace SchemaGuard.Execution.Journaling;

/// <summary>
/// A step of a journaled migration, with what its marks need. Row and head stay the same for the whole step: only the beginning of a run and a start
/// from the beginning change them.
/// </summary>
/// <param name="Row">The migration's row, with the intent of an interrupted run if there is one.</param>
/// <param name="Number">The step's number, from 1.</param>
/// <param name="DoneHash">The hash of the steps that are done when this one is.</param>
/// <param name="Head">The head of the history.</param>
/// <param name="Statement">The statement; <see langword="null"/> for code, which is one step as a whole.</param>
internal sealed record JournalStep(HistoryRow Row, int Number, string DoneHash, HistoryHead Head, SqlStatement? Statement = null)
{
    /// <summary>Gets whether an earlier run has announced the step.</summary>
    public bool IsAnnounced => Row.Intent == Number;

    /// <summary>Returns what is kept with the intent.</summary>
    /// <param name="observed">What the catalog showed before the step.</param>
    public string IntentState(string? observed) => History.IntentState.Of(DoneHash, observed);
}
