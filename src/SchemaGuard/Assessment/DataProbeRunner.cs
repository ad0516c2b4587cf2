using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.Providers;
using SchemaGuard.Scripts.Text;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Assessment;

/// <summary>
/// The runner of the probes: whether queries can use their indexes, and whether the application may write. Everything that is written is
/// rolled back.
/// </summary>
internal sealed class DataProbeRunner(GuardContext guard, TrialConnection trial)
{
    private readonly RetriedReads _calls = new(guard);

    /// <summary>Runs the probes one after another.</summary>
    /// <param name="probes">The probes.</param>
    /// <param name="isReadOnly">Whether nothing can be written, as on a standby. Probes that write are then left out.</param>
    /// <param name="cancellationToken">Stops the probes.</param>
    /// <returns>A finding for each that fails.</returns>
    public async Task<IReadOnlyList<Finding>> RunAsync(
        IReadOnlyList<DataProbe> probes,
        bool isReadOnly,
        CancellationToken cancellationToken
    )
    {
        var findings = new List<Finding>();
        foreach (var probe in probes.Where(probe => probe.Index is not null || !isReadOnly))
        {
            if (await TryAsync(probe, cancellationToken).ConfigureAwait(false) is { } finding)
            {
                findings.Add(finding);
            }
        }

        return findings;
    }

    private async Task<Finding?> TryAsync(DataProbe probe, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(guard.Time, guard.Options.InvariantTimeout, cancellationToken);
        using var interruption = guard.Provider.InterruptOnCancel(trial.Current, limit.Token);
        try
        {
            return await _calls
                .RunAsync(ct => probe.Index is { } index ? ExplainAsync(probe, index, ct) : WriteAsync(probe, ct), limit.Token)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (limit.Token.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _ = exception;
            await trial.ReviveAsync(cancellationToken).ConfigureAwait(false);
            return CatalogFindings.ProbeFailed(probe, $"it ran longer than {DurationText.Format(guard.Options.InvariantTimeout)}");
        }
        catch (DatabaseUnreachableException exception)
        {
            trial.RefuseLost(exception);
            return CatalogFindings.ProbeFailed(probe, exception.DatabaseText.TrimEnd('.'));
        }
    }

    private async Task<Finding?> ExplainAsync(DataProbe probe, string index, CancellationToken cancellationToken)
    {
        var transaction = await guard.Provider.BeginReadAsync(trial.Current, cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            var used = await guard
                .Provider.FindUsableIndexesAsync(trial.Current, transaction, probe.Statements[0], cancellationToken)
                .ConfigureAwait(false);
            return used.Contains(index, guard.Provider.Dialect.IdentifierComparer)
                ? null
                : CatalogFindings.IndexNotUsed(probe, index, used);
        }
    }

    private async Task<Finding?> WriteAsync(DataProbe probe, CancellationToken cancellationToken)
    {
        foreach (var statement in probe.Statements)
        {
            if (
                await guard.Provider.FindTrialProblemAsync(trial.Current, statement, cancellationToken).ConfigureAwait(false) is { } problem
            )
            {
                return CatalogFindings.ProbeFailed(probe, problem);
            }
        }

        var transaction = await trial.Current.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            for (var number = 1; number <= probe.Statements.Count; number++)
            {
                if (!await DoesAnythingAsync(transaction, probe.Statements[number - 1], cancellationToken).ConfigureAwait(false))
                {
                    return CatalogFindings.ProbeWithoutEffect(probe, number);
                }
            }

            await transaction.RollbackAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    private async Task<bool> DoesAnythingAsync(DbTransaction transaction, string statement, CancellationToken cancellationToken)
    {
        var command = trial.CreateCommand(transaction, statement);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                var hasRow = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                await reader.CloseAsync().ConfigureAwait(false);
                return hasRow || reader.RecordsAffected > 0;
            }
        }
    }
}
