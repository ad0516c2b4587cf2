using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Text;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Assessment;

/// <summary>The runner of the invariants. Each query runs in a transaction that is rolled back, so that it cannot write.</summary>
internal sealed class InvariantRunner(GuardContext guard, TrialConnection trial)
{
    private readonly RetriedReads _calls = new(guard);

    /// <summary>Runs the invariants one after another.</summary>
    /// <returns>A finding for each that does not hold or could not be checked.</returns>
    public async Task<IReadOnlyList<Finding>> RunAsync(IReadOnlyList<Invariant> invariants, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var invariant in invariants)
        {
            if (await CheckAsync(invariant, cancellationToken).ConfigureAwait(false) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    private async Task<Finding?> CheckAsync(Invariant invariant, CancellationToken cancellationToken)
    {
        try
        {
            var (rows, first) = await _calls.RunAsync(ct => ReadInTimeAsync(invariant, ct), cancellationToken).ConfigureAwait(false);
            return invariant.Expected.IsMet(rows, first)
                ? null
                : CatalogFindings.InvariantViolated(invariant, invariant.Expected.Show(rows, first));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await trial.ReviveAsync(cancellationToken).ConfigureAwait(false);
            return CatalogFindings.InvariantFailed(invariant, $"it ran longer than {DurationText.Format(guard.Options.InvariantTimeout)}");
        }
        catch (DatabaseUnreachableException exception)
        {
            trial.RefuseLost(exception);
            return CatalogFindings.InvariantFailed(invariant, exception.DatabaseText.TrimEnd('.'));
        }
    }

    /// <summary>Runs the query once, within the time limit of an invariant.</summary>
    private async Task<(int Rows, object? First)> ReadInTimeAsync(Invariant invariant, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(guard.Time, guard.Options.InvariantTimeout, cancellationToken);
        using var interruption = guard.Provider.InterruptOnCancel(trial.Current, limit.Token);
        try
        {
            var read = await ReadAsync(invariant, limit.Token).ConfigureAwait(false);

            // MySQL answers a query that was interrupted in sleep() as if it had completed.
            limit.Token.ThrowIfCancellationRequested();
            return read;
        }
        catch (Exception exception) when (limit.Token.IsCancellationRequested && exception is not OperationCanceledException)
        {
            throw new OperationCanceledException(exception.Message, exception, limit.Token);
        }
    }

    private async Task<(int Rows, object? First)> ReadAsync(Invariant invariant, CancellationToken cancellationToken)
    {
        var transaction = await guard.Provider.BeginReadAsync(trial.Current, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var command = trial.CreateCommand(transaction, invariant.Sql);
            await using (command.ConfigureAwait(false))
            {
                var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    var (rows, first) = (0, (object?)null);
                    while (rows < invariant.Expected.RowsToRead && await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        first = rows++ == 0 ? reader.GetValue(0) : first;
                    }

                    return (rows, first);
                }
            }
        }
    }
}
