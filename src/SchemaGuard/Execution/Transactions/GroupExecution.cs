using System.Data;
using System.Data.Common;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Locking;
using SchemaGuard.Execution.Progress;
using SchemaGuard.Execution.Statements;
using SchemaGuard.Failures;
using SchemaGuard.History;
using SchemaGuard.Providers.Locking;

namespace SchemaGuard.Execution.Transactions;

/// <summary>
/// The execution of several migrations in one round trip, each in a transaction of its own, with a proof that makes the server refuse it if the one
/// before has not committed. After a failure, the history shows what is committed; the migration after that is left to run alone, so that a failure
/// is located and explained.
/// </summary>
internal sealed class GroupExecution(
    GuardContext guard,
    DbConnection connection,
    LockedTransactions turns,
    MigrationSession session,
    RunProgress progress
) : IAsyncDisposable
{
    private const int CleaningSeconds = 10;

    private PreparedTexts? _prepared;

    /// <summary>Whether a batch has failed: it is then unknown what of it was prepared, and nothing is prepared from then on.</summary>
    private bool _hasFailed;

    /// <summary>Gets the action that is called for each applied migration, with its share of the time.</summary>
    public required Action<PlannedMigration, TimeSpan> Applied { get; init; }

    /// <summary>Returns how many migrations of a plan, starting at an index, are sent in one round trip.</summary>
    /// <returns>Their number; less than two if the first is sent alone.</returns>
    public int CountFrom(IReadOnlyList<PlannedMigration> migrations, int start)
    {
        if (progress.HasLostAny || guard.Provider.Dialect.Pipeline is null)
        {
            return 0;
        }

        return MigrationGroups.CountFrom(migrations, start);
    }

    /// <summary>Applies a group.</summary>
    /// <param name="group">The migrations.</param>
    /// <param name="head">The head of the history for which they were planned.</param>
    /// <param name="cancellationToken">A token that cancels the work; what is committed stays.</param>
    /// <returns>
    /// The head after each applied migration; <see langword="null"/> when the lock is lost or the history has moved on: plan again.
    /// </returns>
    /// <exception cref="ConnectionLostException">The connection was lost; what was committed must be read on another.</exception>
    public async Task<IReadOnlyList<HistoryHead>?> ApplyAsync(
        IReadOnlyList<PlannedMigration> group,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        var started = guard.Time.GetTimestamp();
        progress.Report(Math.Min(1, group[0].SqlStatements.Count), group[0].SqlStatements.Count);
        try
        {
            await session.PrepareAsync(group[0], cancellationToken).ConfigureAwait(false);
            var done = await RunAsync(group, head, cancellationToken).ConfigureAwait(false);
            Record(group, done.Heads.Count, guard.Time.GetElapsedTime(started));
            return done.GoesOn ? done.Heads : null;
        }
        catch (LockLostException)
        {
            await turns.LoseAsync().ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
            when (exception is not (OperationCanceledException or SchemaGuardException or ConnectionLostException)
                && connection.State == ConnectionState.Open
            )
        {
            // The first of them will meet it again, and report it.
            return [];
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or SchemaGuardException or ConnectionLostException))
        {
            progress.LoseGroup();
            throw new ConnectionLostException(
                exception is InvalidOperationException ? ConnectionMessages.ConnectionLost() : guard.Provider.Classify(exception),
                exception
            );
        }
    }

    /// <summary>Makes the session forget what was prepared in it, because a pool may reuse it as it is. A lost session has forgotten it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_prepared is not { } prepared || connection.State != ConnectionState.Open)
        {
            return;
        }

        // After a failure it is unknown which were prepared, and forgetting one that was not is itself a failure.
        foreach (
            var names in _hasFailed
                ? prepared.Names.Select(name => (string[])[name])
                :
                [
                    [.. prepared.Names],
                ]
        )
        {
            await ForgetAsync(prepared, names).ConfigureAwait(false);
        }
    }

    private async Task ForgetAsync(PreparedTexts prepared, IReadOnlyList<string> names)
    {
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Timeout = CleaningSeconds;
            prepared.Forget(batch, names);
            try
            {
                await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException)
            {
                // The next user of a lost session will report it.
            }
        }
    }

    private void Record(IReadOnlyList<PlannedMigration> group, int count, TimeSpan elapsed)
    {
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                progress.Next(group[i]);
            }

            StatementTracing.RecordOfGroup(guard, group[i], group.Count, elapsed);
            Applied(group[i], elapsed / count);
        }
    }

    /// <returns>The heads after the applied migrations, and whether the lock is still held and the history is as planned.</returns>
    private async Task<(IReadOnlyList<HistoryHead> Heads, bool GoesOn)> RunAsync(
        IReadOnlyList<PlannedMigration> group,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        if (await turns.HoldAsync(head, cancellationToken).ConfigureAwait(false) is not { } held)
        {
            return ([], false);
        }

        var whole = BatchUnder(held);
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Timeout = 0;
            var (heads, parts) = Fill(whole, batch, group, head, held.Fence!);
            try
            {
                if (await ExecuteAsync(parts, batch, cancellationToken).ConfigureAwait(false))
                {
                    return (heads, true);
                }
            }
            catch (StatementFailedException failure)
            {
                return (await ReadAsync(whole, failure, heads, cancellationToken).ConfigureAwait(false), true);
            }
            catch (LockLostException) when (connection.State == ConnectionState.Open)
            {
                // What is committed of it stays, and must be reported.
                await whole.RollbackAsync().ConfigureAwait(false);
                return (await LoseAsync(heads, cancellationToken).ConfigureAwait(false), false);
            }
            catch
            {
                await whole.RollbackAsync().ConfigureAwait(false);
                throw;
            }
        }

        await whole.RollbackAsync().ConfigureAwait(false);
        await turns.LoseAsync().ConfigureAwait(false);
        return ([], false);
    }

    private PipelinedBatch BatchUnder(IMigrationLockHandle held)
    {
        var pipeline = guard.Provider.Dialect.Pipeline!;
        return new PipelinedBatch(guard, connection, pipeline)
        {
            Prepared = _hasFailed || !held.KeepsSession ? null : _prepared ??= PreparedTexts.With(pipeline.Preparation),
        };
    }

    private (List<HistoryHead> Heads, List<BatchPart> Parts) Fill(
        PipelinedBatch whole,
        DbBatch batch,
        IReadOnlyList<PlannedMigration> group,
        HistoryHead head,
        string fence
    )
    {
        var (heads, parts) = (new List<HistoryHead>(), new List<BatchPart>());
        foreach (var planned in group)
        {
            var row = HistoryRows.Next(head, planned, guard.Signature, HistoryStates.Applied);
            parts.Add(new BatchPart(planned, whole.Add(batch, planned, head, row, fence)));
            heads.Add(head = new HistoryHead(row.Sequence, row.Chain));
        }

        return (heads, parts);
    }

    private async Task<bool> ExecuteAsync(List<BatchPart> parts, DbBatch batch, CancellationToken cancellationToken)
    {
        var isProved = false;
        _hasFailed = true;
        var runner = new StatementRunner(guard, connection, turns, progress.Heard);
        using var listening = runner.Listen(batch, parts);
        await runner
            .RunBoundedAsync(
                parts[0].Planned,
                _ => (null, 0),
                clientTimeout: null,
                async ct => isProved = await PipelinedBatch.ExecuteAsync(batch, ct).ConfigureAwait(false),
                cancellationToken
            )
            .ConfigureAwait(false);
        _hasFailed = !isProved;
        return isProved;
    }

    /// <summary>Reads how far a failed group came.</summary>
    private async Task<IReadOnlyList<HistoryHead>> ReadAsync(
        PipelinedBatch whole,
        StatementFailedException failure,
        List<HistoryHead> heads,
        CancellationToken cancellationToken
    )
    {
        await whole.RollbackAsync().ConfigureAwait(false);
        if (connection.State != ConnectionState.Open)
        {
            progress.LoseGroup();
            throw new ConnectionLostException(failure.Error, failure);
        }

        return await ReachedAsync(heads, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads how far a group came whose lock is lost, and gives the lock up.</summary>
    private async Task<IReadOnlyList<HistoryHead>> LoseAsync(List<HistoryHead> heads, CancellationToken cancellationToken)
    {
        var reached = await ReachedAsync(heads, cancellationToken).ConfigureAwait(false);
        await turns.LoseAsync().ConfigureAwait(false);
        return reached;
    }

    private async Task<IReadOnlyList<HistoryHead>> ReachedAsync(List<HistoryHead> heads, CancellationToken cancellationToken)
    {
        var reached = await guard.History.ReadHeadAsync(connection, cancellationToken).ConfigureAwait(false);
        return heads[..(heads.IndexOf(reached) + 1)];
    }
}
