using System.Data.Common;
using SchemaGuard.Execution;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Execution.Retry;
using SchemaGuard.History;
using SchemaGuard.Inspection;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers.State;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Manifests;

namespace SchemaGuard.Assessment;

/// <summary>The reader of the history and the catalog of a database, which also plans what is pending. It writes nothing.</summary>
internal sealed class DatabaseReader(GuardContext guard, Requirements requirements)
{
    private readonly RetriedReads _calls = new(guard);
    private readonly HistoryLookBack _lookBack = new(guard);

    /// <summary>Plans against the history as it is.</summary>
    /// <param name="set">The build's migrations.</param>
    /// <param name="probed">The database.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="followed">What the same run has already read.</param>
    public async Task<MigrationPlan> PlanAsync(
        MigrationSet set,
        ObservedConnection probed,
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
            return await _lookBack.RefuseRetreatAsync(plan, followed.Rows, probed, known: null, cancellationToken).ConfigureAwait(false);
        }
        catch (DatabaseUnreachableException exception) when (UnusableHistory.IsCauseOf(exception, guard.Provider))
        {
            return ForeignHistory(probed);
        }
    }

    /// <summary>Plans against the history as it is, and reads the catalog in the same round trip if there is a history.</summary>
    /// <param name="set">The build's migrations.</param>
    /// <param name="probed">The database.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <param name="known">An end that the history is known to have had.</param>
    public async Task<DatabaseReading> ReadAsync(
        MigrationSet set,
        ObservedConnection probed,
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
                    await _lookBack.RefuseRetreatAsync(plan, rows, probed, known, cancellationToken).ConfigureAwait(false),
                    catalog
                );
            }
            catch (DatabaseUnreachableException exception) when (UnusableHistory.IsCauseOf(exception, guard.Provider))
            {
                // Reading the two one by one shows which of them failed.
            }
        }

        return new DatabaseReading(await PlanAsync(set, probed, cancellationToken).ConfigureAwait(false), Catalog: null);
    }

    /// <summary>
    /// Refuses to treat as pending what a missing right may only hide, and to continue with a history that may not be the right one.
    /// </summary>
    /// <exception cref="DatabaseUnreachableException">The history may be hidden.</exception>
    private static MigrationPlan Settled(MigrationPlan plan, DatabaseState state, GuardContext here)
    {
        here.RefuseHidden(plan, state);
        return state.UnsettledSchema is { } unsettled
            ? plan.Refused(HistoryTableFindings.UnsettledHistory(here.History.Tables, unsettled, plan.Migrations.Count > 0))
            : plan;
    }

    /// <summary>Reads the whole history; a database without one has no rows.</summary>
    public async Task<IReadOnlyList<HistoryRow>> ReadHistoryAsync(ObservedConnection probed, CancellationToken cancellationToken) =>
        Readable(probed) is { } connection
            ? await _calls
                .RunAsync(connection, ct => guard.For(probed.State).History.ReadAllAsync(connection, ct), cancellationToken)
                .ConfigureAwait(false)
            : [];

    /// <summary>Reads the catalog.</summary>
    public Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken) =>
        _calls.RunAsync(connection, ct => guard.Provider.Inspector.InspectAsync(connection, ct), cancellationToken);

    /// <summary>Returns the connection, if there is a history to read on it.</summary>
    private static DbConnection? Readable(ObservedConnection probed) =>
        probed is { Connection: { } connection, State: { HasHistory: true, HasForeignHistory: false } } ? connection : null;

    private MigrationPlan ForeignHistory(ObservedConnection probed) =>
        new(HistoryHead.Empty, [], [HistoryTableFindings.ForeignHistory(guard.For(probed.State).History.Tables.History)], 0);

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

    /// <summary>Refuses an invalid manifest before anything is applied.</summary>
    private void RefuseBadManifest()
    {
        try
        {
            _ = requirements.Manifest;
        }
        catch (InvalidDataException exception)
        {
            throw new SchemaGuardConfigurationException(guard.Name, [ManifestMessages.Invalid(exception.Message)]);
        }
    }
}
