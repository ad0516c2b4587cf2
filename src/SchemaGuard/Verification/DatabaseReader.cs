using System.Data;
using System.Data.Common;
using SchemaGuard.DependencyInjection;
using SchemaGuard.Execution;
using SchemaGuard.Inspection;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers;

namespace SchemaGuard.Verification;

/// <summary>Reads the history and the catalog of a database, and plans what the history leaves to do. Writes nothing.</summary>
internal sealed class DatabaseReader(GuardServices guard, Requirements requirements)
{
    private readonly DatabaseCalls _calls = new(guard);

    /// <summary>Plans against the history as it is.</summary>
    /// <param name="set">The build's migrations.</param>
    /// <param name="probed">The database.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="followed">What the same run has read before.</param>
    public async Task<MigrationPlan> PlanAsync(
        MigrationSet set,
        ProbedConnection probed,
        CancellationToken cancellationToken,
        FollowedHistory? followed = null
    )
    {
        RefuseBadManifest();
        if (probed.State.HasForeignHistory)
        {
            return ForeignHistory(probed);
        }

        var here = guard.For(probed.State);
        followed ??= new FollowedHistory(here);
        followed.Meet(here);
        try
        {
            if (Readable(probed) is { } connection)
            {
                await _calls
                    .RunAsync(
                        connection,
                        async ct =>
                        {
                            await followed.ReadAsync(connection, ct).ConfigureAwait(false);
                            return true;
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            else
            {
                followed.Vanish();
            }

            var plan = Settled(followed.Plan(set), probed.State, here);
            return await LookBackAsync(plan, followed.Rows, probed, known: null, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseUnreachableException exception) when (IsOfHistory(exception))
        {
            return ForeignHistory(probed);
        }
    }

    /// <summary>Plans against the history as it is, and reads the catalog in the same round trip where there is a history.</summary>
    /// <param name="set">The build's migrations.</param>
    /// <param name="probed">The database.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="known">An end that the history was seen to have.</param>
    public async Task<DatabaseReading> ReadAsync(
        MigrationSet set,
        ProbedConnection probed,
        CancellationToken cancellationToken,
        KnownHead? known = null
    )
    {
        if (Readable(probed) is { } connection)
        {
            var here = guard.For(probed.State);
            try
            {
                var read = _calls.RunAsync(
                    connection,
                    ct =>
                        guard.Provider.Inspector.InspectWithAsync<HistoryRow>(
                            connection,
                            here.History.ReadAllSql,
                            probed.State.DriftToken,
                            ct
                        ),
                    cancellationToken
                );
                await ParseMeanwhileAsync(read).ConfigureAwait(false);
                var (rows, catalog) = await read.ConfigureAwait(false);
                var plan = Settled(here.Planner.Plan(set, rows), probed.State, here);
                return new DatabaseReading(
                    await LookBackAsync(plan, rows, probed, known, cancellationToken).ConfigureAwait(false),
                    catalog
                );
            }
            catch (DatabaseUnreachableException exception) when (IsOfHistory(exception))
            {
                // Which of the two it was is found out by reading them one by one.
            }
        }

        return new DatabaseReading(await PlanAsync(set, probed, cancellationToken).ConfigureAwait(false), Catalog: null);
    }

    /// <summary>Refuses to call pending what only a missing right may hide, and to go on with a history that may not be meant.</summary>
    /// <exception cref="DatabaseUnreachableException">Something may hide the history.</exception>
    private static MigrationPlan Settled(MigrationPlan plan, DatabaseState state, GuardServices here)
    {
        here.RefuseHidden(plan, state);
        return state.UnsettledSchema is { } unsettled
            ? plan.Refused(HistoryFindings.UnsettledHistory(here.History.Tables, unsettled, plan.Migrations.Count > 0))
            : plan;
    }

    /// <summary>
    /// Refuses a history that went back. The probe has seen the end that this build's own stamp was left for; where something is about to be applied, the stamps of
    /// other builds are read as well, and a history that is gone altogether leaves its state table.
    /// </summary>
    private async Task<MigrationPlan> LookBackAsync(
        MigrationPlan plan,
        IReadOnlyList<HistoryRow> rows,
        ProbedConnection probed,
        KnownHead? known,
        CancellationToken cancellationToken
    )
    {
        var here = guard.For(probed.State).History;
        List<KnownHead> heads = known is null ? [] : [known];
        heads.AddRange(probed.State.Stamp is { } stamp ? [new KnownHead(stamp.Chain, SeenAt: null)] : []);
        if (probed.Connection is { } connection && (plan.Migrations.Count > 0 || HistoryRetreat.Find(here, rows, heads) is not null))
        {
            heads =
            [
                .. await ReadStampsAsync(connection, here, cancellationToken).ConfigureAwait(false),
                .. known is null ? [] : new[] { known },
            ];
        }

        if (HistoryRetreat.Find(here, rows, heads) is null)
        {
            return plan;
        }

        // A stamp may be younger than the rows: what others have appended meanwhile is no retreat. The plan itself is proved under the lock.
        var now = await ReadNowAsync(probed, here, cancellationToken).ConfigureAwait(false);
        return plan.Refused(HistoryRetreat.Find(here, now, heads));
    }

    /// <summary>Reads the history as it is at this moment, whatever the probe saw: a table that is missing has no rows.</summary>
    private async Task<IReadOnlyList<HistoryRow>> ReadNowAsync(
        ProbedConnection probed,
        HistoryStore history,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return probed.Connection is { } connection
                ? await _calls.RunAsync(connection, ct => history.ReadAllAsync(connection, ct), cancellationToken).ConfigureAwait(false)
                : [];
        }
        catch (DatabaseUnreachableException exception) when (IsOfHistory(exception))
        {
            return [];
        }
    }

    private async Task<IReadOnlyList<KnownHead>> ReadStampsAsync(
        DbConnection connection,
        HistoryStore history,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await _calls
                .RunAsync(connection, ct => history.ReadStampsAsync(connection, ct), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (DatabaseUnreachableException exception) when (IsOfHistory(exception))
        {
            // There is no state table, as before the first migration.
            return [];
        }
    }

    /// <summary>Reads the whole history; a database without one has no rows.</summary>
    public async Task<IReadOnlyList<HistoryRow>> ReadHistoryAsync(ProbedConnection probed, CancellationToken cancellationToken) =>
        Readable(probed) is { } connection
            ? await _calls
                .RunAsync(connection, ct => guard.For(probed.State).History.ReadAllAsync(connection, ct), cancellationToken)
                .ConfigureAwait(false)
            : [];

    /// <summary>Reads the catalog.</summary>
    public Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken) =>
        _calls.RunAsync(connection, ct => guard.Provider.Inspector.InspectAsync(connection, ct), cancellationToken);

    /// <summary>Returns the connection on which there is a history to be read.</summary>
    private static DbConnection? Readable(ProbedConnection probed) =>
        probed is { Connection: { } connection, State: { HasHistory: true, HasForeignHistory: false } } ? connection : null;

    private MigrationPlan ForeignHistory(ProbedConnection probed) =>
        new(HistoryHead.Empty, [], [HistoryFindings.ForeignHistory(guard.For(probed.State).History.Tables.History)], 0);

    /// <summary>
    /// Determines whether the connection is fine and the table is there: then it does not hold what a history holds. What the user may not read says nothing of what is there.
    /// </summary>
    private bool IsOfHistory(DatabaseUnreachableException exception) =>
        exception.Cause is DataException
        || exception.Cause is DbException inner
            && guard.Provider.Classify(inner) is { Kind: DatabaseErrorKind.Statement, IsOfShape: true, IsMissingRight: false };

    /// <summary>Parses the manifest while the server answers.</summary>
    private async Task ParseMeanwhileAsync(Task read)
    {
        try
        {
            RefuseBadManifest();
        }
        catch
        {
            await read.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    /// <summary>Refuses a manifest that is not understood before anything is applied.</summary>
    private void RefuseBadManifest()
    {
        try
        {
            _ = requirements.Manifest;
        }
        catch (InvalidDataException exception)
        {
            throw new SchemaGuardConfigurationException(guard.Name, [ConfigurationMessages.ManifestInvalid(exception.Message)]);
        }
    }
}
