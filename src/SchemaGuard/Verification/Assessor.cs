using System.Data;
using System.Data.Common;
using SchemaGuard.DependencyInjection;
using SchemaGuard.Execution;
using SchemaGuard.Inspection;
using SchemaGuard.Migrations;
using SchemaGuard.Monitoring;
using SchemaGuard.Planning;
using SchemaGuard.Providers;
using SchemaGuard.Verification.Comparison;

namespace SchemaGuard.Verification;

/// <summary>Compares a database in full with what the build needs, and composes the report. Writes nothing.</summary>
internal sealed class Assessor(GuardServices guard, Requirements requirements)
{
    private readonly DatabaseCalls _calls = new(guard);

    /// <summary>Plans against the history as it is.</summary>
    public async Task<MigrationPlan> PlanAsync(MigrationSet set, ProbedConnection probed, CancellationToken cancellationToken)
    {
        RefuseBadManifest();
        if (probed.State.HasForeignHistory)
        {
            return new MigrationPlan(HistoryHead.Empty, [], [HistoryFindings.ForeignHistory(guard.History.Tables.History)], 0);
        }

        try
        {
            return guard.Planner.Plan(set, await ReadHistoryAsync(probed, cancellationToken).ConfigureAwait(false));
        }
        catch (DatabaseUnreachableException exception) when (exception.InnerException is DataException || IsStatementError(exception))
        {
            // The connection is fine and the table is there: it does not hold what a history holds.
            return new MigrationPlan(HistoryHead.Empty, [], [HistoryFindings.ForeignHistory(guard.History.Tables.History)], 0);
        }
    }

    /// <summary>Reads the whole history; a database without one has no rows.</summary>
    public async Task<IReadOnlyList<HistoryRow>> ReadHistoryAsync(ProbedConnection probed, CancellationToken cancellationToken) =>
        probed is { Connection: { } connection, State: { HasHistory: true, HasForeignHistory: false } }
            ? await _calls.RunAsync(ct => guard.History.ReadAllAsync(connection, ct), cancellationToken).ConfigureAwait(false)
            : [];

    private bool IsStatementError(DatabaseUnreachableException exception) =>
        exception.InnerException is DbException inner && guard.Provider.Classify(inner).Kind == DatabaseErrorKind.Statement;

    /// <summary>Reads the catalog, runs the invariants, and reports with the plan's findings.</summary>
    /// <param name="plan">The plan for the database as it is.</param>
    /// <param name="probed">The database.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <param name="waited">How long another process was waited for to apply what is pending; <see langword="null"/> if it was not.</param>
    public async Task<SchemaReport> AssessAsync(
        MigrationPlan plan,
        ProbedConnection probed,
        CancellationToken cancellationToken,
        TimeSpan? waited = null
    )
    {
        var findings = new List<Finding>(plan.Findings);
        findings.AddRange(plan.Migrations.Where(migration => migration.Row is not null).Select(ScriptFindings.Unfinished));
        var pending = plan.Migrations.Where(migration => migration.Row is null).ToList();
        if (pending.Count > 0 && !plan.IsBlocked)
        {
            findings.Add(HistoryFindings.Pending(pending, waited));
        }

        var isUnsettled = probed.Connection is null;
        if (probed.Connection is { } connection)
        {
            var snapshot = await InspectAsync(connection, cancellationToken).ConfigureAwait(false);
            isUnsettled = snapshot.IsUnsettled;
            findings.AddRange(Verify(snapshot, probed.State));
            findings.AddRange(await TryDataAsync(connection, probed.State, cancellationToken).ConfigureAwait(false));
        }
        else if (!plan.IsBlocked)
        {
            findings.Add(ConnectionFindings.DatabaseMissing(guard.Provider.Target, probed.State.AbsenceRemedy));
        }

        return Report(probed.State, FindingAdjustment.Apply(requirements.Adjustments, findings)) with
        {
            AppliedCount = plan.AppliedCount,
            Pending = [.. plan.Migrations.Select(migration => migration.Name)],
            CatalogRead = true,
            Mark = isUnsettled || findings.Exists(IsOfData) ? null : DatabaseMark.Of(probed.State),
        };
    }

    /// <summary>Reads the catalog as a manifest.</summary>
    public async Task<SchemaManifest> ReadManifestAsync(ProbedConnection probed, CancellationToken cancellationToken)
    {
        if (probed.Connection is not { } connection)
        {
            var missing = ConnectionFindings.DatabaseMissing(guard.Provider.Target, probed.State.AbsenceRemedy);
            throw new SchemaUnhealthyException(Report(probed.State, [missing]));
        }

        var snapshot = await InspectAsync(connection, cancellationToken).ConfigureAwait(false);
        return SchemaManifest.Of(snapshot, guard.Provider.Product, probed.State.ServerVersion, Hidden(snapshot, probed.State));
    }

    private Task<Snapshot> InspectAsync(DbConnection connection, CancellationToken cancellationToken) =>
        _calls.RunAsync(ct => guard.Provider.Inspector.InspectAsync(connection, ct), cancellationToken);

    private HiddenObjects Hidden(Snapshot snapshot, DatabaseState state) =>
        new(guard.History.Tables, guard.History.Tables.Schema ?? state.HistorySchema, snapshot);

    /// <summary>Says whether a finding is about what no probe sees change: the next look has to look again.</summary>
    private static bool IsOfData(Finding finding) => finding.Code.StartsWith("SG3", StringComparison.Ordinal);

    private IReadOnlyList<Finding> Verify(Snapshot snapshot, DatabaseState state) =>
        Verifier.Verify(
            requirements,
            snapshot,
            new ServerIdentity(guard.Provider.Product, state.ServerVersion) { KeepsText = guard.Provider.Dialect.KeepsText },
            Hidden(snapshot, state),
            guard.Provider.Dialect.LexicalRules
        );

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

    /// <summary>Runs only what is tried at each start, for a database whose history and catalog are known to be as they were verified.</summary>
    public Task<SchemaReport> AssessStampedAsync(MigrationSet set, ProbedConnection probed, CancellationToken cancellationToken) =>
        requirements.Invariants.Count + requirements.Probes.Count == 0
            ? Task.FromResult(Report(probed.State, []) with { AppliedCount = set.Migrations.Count })
            : AssessDataAsync(set, probed, cancellationToken);

    private async Task<SchemaReport> AssessDataAsync(MigrationSet set, ProbedConnection probed, CancellationToken cancellationToken)
    {
        var findings = await TryDataAsync(probed.Connection!, probed.State, cancellationToken).ConfigureAwait(false);
        return Report(probed.State, FindingAdjustment.Apply(requirements.Adjustments, findings)) with
        {
            AppliedCount = set.Migrations.Count,
        };
    }

    /// <summary>Runs the invariants and the probes.</summary>
    private async Task<IReadOnlyList<Finding>> TryDataAsync(
        DbConnection connection,
        DatabaseState state,
        CancellationToken cancellationToken
    ) =>
        [
            .. await new InvariantRunner(guard, connection).RunAsync(requirements.Invariants, cancellationToken).ConfigureAwait(false),
            .. await new ProbeRunner(guard, connection)
                .RunAsync(requirements.Probes, state.IsReadOnly, cancellationToken)
                .ConfigureAwait(false),
        ];

    /// <summary>Reports a guard that has not looked.</summary>
    public SchemaReport Report(DatabaseState state, IReadOnlyList<Finding> findings) =>
        new()
        {
            Guard = guard.Name,
            Product = guard.Provider.Product,
            ServerVersion = state.ServerVersion,
            Target = guard.Provider.Target,
            Findings = findings.Count < 2 ? findings : [.. findings.OrderByDescending(finding => finding.Severity)],
            RequiredTables = requirements.RequiredTables,
            ForbiddenTables = requirements.ForbiddenTables,
            Invariants = requirements.CheckNames,
            CheckedAt = guard.Time.GetUtcNow(),
            Head = state.Head.Sequence,
            Mark = state.Exists ? DatabaseMark.Of(state) : null,
        };
}
