using System.Data;
using System.Data.Common;
using SchemaGuard.Diagnostics;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Scripts;

namespace SchemaGuard.Execution;

/// <summary>
/// Applies several migrations in one round trip, each in a transaction of its own, whose proof makes the server refuse it where the one before has not committed.
/// Of a group that fails the history tells what is committed; the migration after that is left to run alone, where a failure gets its place and its words.
/// </summary>
internal sealed class GroupExecution(
    GuardServices guard,
    DbConnection connection,
    MigrationTurns turns,
    MigrationSession session,
    RunProgress progress
)
{
    private const int MostMigrations = 16;
    private const int MostStatements = 256;
    private const int MostCharacters = 64 * 1024;

    private PreparedTexts? _prepared;

    /// <summary>Of a batch that failed it is not known what of it was prepared: from then on nothing is.</summary>
    private bool _hasFailed;

    /// <summary>Gets who is told of each migration that is applied, with its share of the time.</summary>
    public required Action<PlannedMigration, TimeSpan> Applied { get; init; }

    /// <summary>Says how many migrations of a plan, from one on, go in one round trip.</summary>
    /// <returns>Their number; less than two where the first goes alone.</returns>
    public int CountFrom(IReadOnlyList<PlannedMigration> migrations, int start)
    {
        if (progress.HasLostAny || guard.Provider.Dialect.Pipeline is null)
        {
            return 0;
        }

        var (count, statements, characters) = (0, 0, 0L);
        while (count < MostMigrations && start + count < migrations.Count && Fits(migrations[start + count]))
        {
            statements += migrations[start + count].Statements.Count;
            characters += migrations[start + count].Statements.Sum(statement => (long)statement.Length);
            if (statements > MostStatements || characters > MostCharacters)
            {
                break;
            }

            count++;
        }

        return count;
    }

    /// <summary>Applies a group.</summary>
    /// <param name="group">The migrations.</param>
    /// <param name="head">The head of the history for which they were planned.</param>
    /// <param name="cancellationToken">Stops it; what is committed stays.</param>
    /// <returns>The head after each migration that is applied; <see langword="null"/> when the lock is lost or the history has moved on: plan again.</returns>
    /// <exception cref="ConnectionLostException">The connection is gone; what was committed is to be read on another.</exception>
    public async Task<IReadOnlyList<HistoryHead>?> ApplyAsync(
        IReadOnlyList<PlannedMigration> group,
        HistoryHead head,
        CancellationToken cancellationToken
    )
    {
        var started = guard.Time.GetTimestamp();
        progress.Report(Math.Min(1, group[0].Statements.Count), group[0].Statements.Count);
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
            // The first of them meets it again, and says what it is.
            return [];
        }
        catch (DbException exception)
        {
            progress.LoseGroup();
            throw new ConnectionLostException(guard.Provider.Classify(exception), exception);
        }
    }

    /// <summary>Makes the session forget what was prepared in it. A session that has failed forgets it when it ends, or goes back to its pool.</summary>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        if (_hasFailed || _prepared is not { } prepared)
        {
            return;
        }

        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            prepared.Forget(batch);
            try
            {
                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is DbException or InvalidOperationException)
            {
                // A session that is gone has forgotten it; whoever reads on it next says so.
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

            GuardTracing.RecordMigration(guard, group[i], elapsed * (count - i) / count, elapsed / count);
            Applied(group[i], elapsed / count);
        }
    }

    /// <returns>The heads after those that are applied, and whether the lock is still held and the history as it was planned for.</returns>
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
                // What is committed of it stays, and is to be told.
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
        _prepared = _hasFailed || !held.KeepsSession ? null : _prepared ?? PreparedTexts.With(pipeline.Preparation);
        return new PipelinedBatch(guard, connection, pipeline) { Prepared = _prepared };
    }

    private static bool Fits(PlannedMigration planned) =>
        planned is { IsTransactional: true, BeforeTransaction: [], Row: null, Migration.Code: null }
        && StatementBatches.IsSingle(planned.Statements)
        && planned.Statements.All(statement => IsBrief(statement, planned.Statements));

    /// <summary>
    /// Says whether a statement may go with others: what may take its time is to be seen where it is, and not to be done a second time to learn where it failed. An index takes none on a table
    /// that the same migration makes.
    /// </summary>
    private static bool IsBrief(SqlStatement statement, IReadOnlyList<SqlStatement> all) =>
        statement.Class switch
        {
            { LeavesExisting: true } => false,
            { Verb: StatementVerb.Create, ObjectKind: ObjectKind.Index, OnTable: { } table } => all.Any(other =>
                other.Class is { Verb: StatementVerb.Create, ObjectKind: ObjectKind.Table }
                && string.Equals(other.Class.Target, table, StringComparison.OrdinalIgnoreCase)
            ),
            { Verb: StatementVerb.Create, ObjectKind: var kind } => kind is not (ObjectKind.Index or ObjectKind.MaterializedView),
            { Verb: var verb } => verb
                is StatementVerb.Insert
                    or StatementVerb.Drop
                    or StatementVerb.Comment
                    or StatementVerb.Grant
                    or StatementVerb.Revoke,
        };

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

    /// <summary>Reads how far a group came that has failed.</summary>
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
