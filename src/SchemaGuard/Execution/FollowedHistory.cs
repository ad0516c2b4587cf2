using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.History;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;

namespace SchemaGuard.Execution;

/// <summary>
/// A history that others write to, as followed by a run that plans repeatedly: only what may have changed is read again, and a script is read once.
/// Rows up to the first unfinished one never change; a missing one is reported.
/// </summary>
internal sealed class FollowedHistory(GuardContext guard)
{
    private GuardContext _here = guard;
    private readonly PreparedScripts _scripts = new();
    private IReadOnlyList<HistoryRow> _rows = [];
    private HistoryRow? _lost;

    /// <summary>Gets the rows as last read.</summary>
    public IReadOnlyList<HistoryRow> Rows => _rows;

    /// <summary>Sets the services for the schema in which the history was found.</summary>
    public void Meet(GuardContext here) => _here = here;

    /// <summary>Reads what may have changed since the last time; the whole history the first time.</summary>
    public async Task ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        if (Settled is not { } settled)
        {
            _rows = await _here.History.ReadAllAsync(connection, cancellationToken).ConfigureAwait(false);
            return;
        }

        var read = await _here.History.ReadFromAsync(connection, settled.Sequence, cancellationToken).ConfigureAwait(false);
        if (read is [var again, ..] && (again.Sequence, again.Chain) == (settled.Sequence, settled.Chain))
        {
            _rows = [.. _rows.TakeWhile(row => row.Sequence < settled.Sequence), .. read];
            return;
        }

        _lost = settled;
        _rows = await _here.History.ReadAllAsync(connection, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Records that there is no history, or none any more.</summary>
    public void Vanish()
    {
        _lost ??= Settled;
        _rows = [];
    }

    /// <summary>Plans against the rows that were last read.</summary>
    /// <param name="set">The build's migrations.</param>
    public MigrationPlan Plan(MigrationSet set)
    {
        var plan = _here.Planner.Plan(set, _rows, _scripts);
        return _lost is { } lost ? plan.Refused(HistoryRetreat.Find(_here.History.Repairs, _rows, [KnownHead.Of(lost)])) : plan;
    }

    /// <summary>Gets the last row before the first unfinished one.</summary>
    private HistoryRow? Settled => _rows.TakeWhile(row => row.State != HistoryStates.Partial).LastOrDefault();
}
