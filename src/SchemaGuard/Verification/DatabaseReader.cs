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
    public async Task<MigrationPlan> PlanAsync(MigrationSet set, ProbedConnection probed, CancellationToken cancellationToken)
    {
        RefuseBadManifest();
        if (probed.State.HasForeignHistory)
        {
            return ForeignHistory();
        }

        try
        {
            return guard.Planner.Plan(set, await ReadHistoryAsync(probed, cancellationToken).ConfigureAwait(false));
        }
        catch (DatabaseUnreachableException exception) when (IsOfHistory(exception))
        {
            return ForeignHistory();
        }
    }

    /// <summary>Plans against the history as it is, and reads the catalog in the same round trip where there is a history.</summary>
    public async Task<DatabaseReading> ReadAsync(MigrationSet set, ProbedConnection probed, CancellationToken cancellationToken)
    {
        if (Readable(probed) is { } connection)
        {
            try
            {
                var read = _calls.RunAsync(
                    ct => guard.Provider.Inspector.InspectWithAsync<HistoryRow>(connection, guard.History.ReadAllSql, ct),
                    cancellationToken
                );
                await ParseMeanwhileAsync(read).ConfigureAwait(false);
                var (rows, catalog) = await read.ConfigureAwait(false);
                return new DatabaseReading(guard.Planner.Plan(set, rows), catalog);
            }
            catch (DatabaseUnreachableException exception) when (IsOfHistory(exception))
            {
                // Which of the two it was is found out by reading them one by one.
            }
        }

        return new DatabaseReading(await PlanAsync(set, probed, cancellationToken).ConfigureAwait(false), Catalog: null);
    }

    /// <summary>Reads the whole history; a database without one has no rows.</summary>
    public async Task<IReadOnlyList<HistoryRow>> ReadHistoryAsync(ProbedConnection probed, CancellationToken cancellationToken) =>
        Readable(probed) is { } connection
            ? await _calls.RunAsync(ct => guard.History.ReadAllAsync(connection, ct), cancellationToken).ConfigureAwait(false)
            : [];

    /// <summary>Reads the catalog.</summary>
    public Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken) =>
        _calls.RunAsync(ct => guard.Provider.Inspector.InspectAsync(connection, ct), cancellationToken);

    /// <summary>Gives the connection on which there is a history to be read.</summary>
    private static DbConnection? Readable(ProbedConnection probed) =>
        probed is { Connection: { } connection, State: { HasHistory: true, HasForeignHistory: false } } ? connection : null;

    private MigrationPlan ForeignHistory() => new(HistoryHead.Empty, [], [HistoryFindings.ForeignHistory(guard.History.Tables.History)], 0);

    /// <summary>Says whether the connection is fine and the table is there: then it does not hold what a history holds.</summary>
    private bool IsOfHistory(DatabaseUnreachableException exception) =>
        exception.InnerException is DataException
        || exception.InnerException is DbException inner && guard.Provider.Classify(inner).Kind == DatabaseErrorKind.Statement;

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
