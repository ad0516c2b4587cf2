using System.Data.Common;
using SchemaGuard.Execution.Connecting;
using SchemaGuard.Execution.Context;
using SchemaGuard.Inspection;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers.State;
using SchemaGuard.Reports;
using SchemaGuard.Verification;
using SchemaGuard.Verification.Comparison;
using SchemaGuard.Verification.Expectations;

namespace SchemaGuard.Assessment;

/// <summary>
/// The composer of the report of a database. It compares what was read with what the build needs, and composes the report. It writes nothing.
/// </summary>
internal sealed class ReportComposer(GuardContext guard, Requirements requirements)
{
    /// <summary>Gets the reader of the database.</summary>
    public DatabaseReader Reader { get; } = new(guard, requirements);

    /// <summary>Reads the catalog, runs the invariants, and reports them together with the plan's findings.</summary>
    /// <param name="reading">The plan for the database as it is, and its catalog, which is read if it is missing.</param>
    /// <param name="probed">The database.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    /// <param name="waited">How long this process waited for another one to apply what is pending; <see langword="null"/> if it did not
    /// wait.</param>
    public async Task<SchemaReport> AssessAsync(
        DatabaseReading reading,
        ObservedConnection probed,
        CancellationToken cancellationToken,
        TimeSpan? waited = null
    )
    {
        var plan = reading.Plan;
        var (told, isAtWork) = await new UnownedJudgement(guard).JudgeAsync(plan, probed, cancellationToken).ConfigureAwait(false);
        var findings = new List<Finding>(told);
        findings.AddRange(FindOtherHistory(probed.State));
        findings.AddRange(plan.Migrations.Where(migration => migration.IsBegun).Select(InterruptionFindings.Unfinished));
        var pending = plan.Migrations.Where(migration => !migration.IsBegun).ToList();
        if (probed.Connection is null && !plan.IsBlocked)
        {
            findings.Add(ConnectionFindings.DatabaseMissing(guard.Provider.Target, probed.State.AbsenceRemedy));
        }

        if (pending.Count > 0 && !plan.IsBlocked)
        {
            findings.Add(HistoryFindings.Pending(pending, waited));
        }

        var isUnsettled = probed.Connection is null;
        if (probed.Connection is { } connection)
        {
            var snapshot = reading.Catalog ?? await Reader.InspectAsync(connection, cancellationToken).ConfigureAwait(false);
            isUnsettled = isAtWork || snapshot.IsUnsettled;

            // If nothing is applied and the database is empty, everything that is missing follows from that, so it is reported once.
            if (pending.Count == 0 || plan.IsBlocked || !IsEmpty(snapshot, probed.State))
            {
                findings.AddRange(Verify(snapshot, probed.State));
                findings.AddRange(await TryDataAsync(connection, probed.State, cancellationToken).ConfigureAwait(false));
            }
        }

        return Report(probed.State, FindingAdjustment.Apply(requirements.Adjustments, findings)) with
        {
            AppliedCount = plan.AppliedCount,
            Pending = [.. plan.Migrations.Select(migration => new PendingMigration(migration.Module, migration.Name))],
            CatalogRead = true,
            Basis = isUnsettled ? null : VerdictBasis.Of(probed.State),
        };
    }

    /// <summary>Reads the catalog as a manifest.</summary>
    public async Task<SchemaManifest> ReadManifestAsync(ObservedConnection probed, CancellationToken cancellationToken)
    {
        if (probed.Connection is not { } connection)
        {
            var missing = ConnectionFindings.DatabaseMissing(guard.Provider.Target, probed.State.AbsenceRemedy);
            throw new SchemaUnhealthyException(Report(probed.State, [missing]));
        }

        var snapshot = await Reader.InspectAsync(connection, cancellationToken).ConfigureAwait(false);
        return SchemaManifest.Of(snapshot, guard.Provider.Product, probed.State.ServerVersion, Hidden(snapshot, probed.State));
    }

    private IEnumerable<Finding> FindOtherHistory(DatabaseState state) =>
        (guard.FurtherHistorySchema ?? state.FurtherHistorySchema) is { } other
            ? [HistoryTableFindings.OtherHistory(guard.For(state).History.Tables, other)]
            : [];

    private HiddenObjects Hidden(Snapshot snapshot, DatabaseState state) =>
        new(guard.History.Tables, guard.History.Tables.Schema ?? state.HistorySchema, snapshot);

    /// <summary>Determines whether the database contains no tables, views or routines except the guard's own.</summary>
    private bool IsEmpty(Snapshot snapshot, DatabaseState state)
    {
        var hidden = Hidden(snapshot, state);
        return !state.HasHistory
            && !snapshot.Objects.Any(found =>
                found.Table is null
                && found.Kind is not (SchemaObjectKind.Schema or SchemaObjectKind.Extension or SchemaObjectKind.Other)
                && !hidden.Hides(found)
            );
    }

    private IReadOnlyList<Finding> Verify(Snapshot snapshot, DatabaseState state) =>
        Verifier.Verify(
            requirements,
            snapshot,
            new ServerIdentity(guard.Provider.Product, state.ServerVersion) { KeepsText = guard.Provider.Dialect.KeepsText },
            Hidden(snapshot, state),
            guard.Provider.Dialect.LexicalRules
        );

    /// <summary>
    /// Runs only what is tried at each start, for a database whose history and catalog are known to be unchanged since they were verified.
    /// </summary>
    public async Task<SchemaReport> AssessStampedAsync(MigrationSet set, ObservedConnection probed, CancellationToken cancellationToken)
    {
        var findings = requirements.HasTrials
            ? await TryDataAsync(probed.Connection!, probed.State, cancellationToken).ConfigureAwait(false)
            : [];
        return Report(probed.State, FindingAdjustment.Apply(requirements.Adjustments, findings)) with
        {
            AppliedCount = set.Migrations.Count,
            IsTokenWitnessed = probed.State.IsTokenWitnessed,
        };
    }

    /// <summary>
    /// Repeats the trials of the data if they had findings, on a database whose history and catalog are unchanged. No probe sees the data
    /// change.
    /// </summary>
    /// <param name="last">The last report.</param>
    /// <param name="probed">The database.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public async Task<SchemaReport> AssessAgainAsync(SchemaReport last, ObservedConnection probed, CancellationToken cancellationToken)
    {
        var findings = last.Findings;
        if (findings.Any(IsOfData))
        {
            var tried = await TryDataAsync(probed.Connection!, probed.State, cancellationToken).ConfigureAwait(false);
            findings = InOrder([
                .. findings.Where(finding => !IsOfData(finding)),
                .. FindingAdjustment.Apply(requirements.Adjustments, tried),
            ]);
        }

        return last with
        {
            Findings = findings,
            Applied = [],
            FailingSince = null,
            CheckedAt = guard.Time.GetUtcNow(),
        };
    }

    private static bool IsOfData(Finding finding) => finding.Code.StartsWith("SG3", StringComparison.Ordinal);

    /// <summary>Checks the privileges, and runs the invariants and the probes.</summary>
    private async Task<IReadOnlyList<Finding>> TryDataAsync(
        DbConnection connection,
        DatabaseState state,
        CancellationToken cancellationToken
    )
    {
        var trial = new TrialConnection(guard, connection);
        await using (trial.ConfigureAwait(false))
        {
            return await TryDataAsync(trial, state, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<IReadOnlyList<Finding>> TryDataAsync(
        TrialConnection trial,
        DatabaseState state,
        CancellationToken cancellationToken
    ) =>
        [
            .. await new PrivilegeCheck(guard, trial.Current)
                .RunAsync(requirements.Access(guard.Provider.Dialect.IdentifierComparer), cancellationToken)
                .ConfigureAwait(false),
            .. await new InvariantRunner(guard, trial).RunAsync(requirements.Invariants, cancellationToken).ConfigureAwait(false),
            .. await new DataProbeRunner(guard, trial)
                .RunAsync(requirements.Probes, state.IsReadOnly, cancellationToken)
                .ConfigureAwait(false),
        ];

    /// <summary>Returns the report of a look that failed.</summary>
    public SchemaReport ReportFailure(SchemaLook look, IReadOnlyList<Finding> findings) =>
        Report(DatabaseState.Absent, findings) with
        {
            Look = look,
        };

    private SchemaReport Report(DatabaseState state, IReadOnlyList<Finding> findings) =>
        new()
        {
            Guard = guard.Name,
            Product = guard.Provider.Product,
            ServerVersion = state.ServerVersion,
            Target = guard.Provider.Target,
            Look = SchemaLook.Complete,
            Findings = InOrder(state.Advice is { } advice ? [.. findings, advice] : findings),
            RequiredTables = requirements.RequiredTables,
            ForbiddenTables = requirements.ForbiddenTables,
            Invariants = requirements.CheckNames,
            CheckedAt = guard.Time.GetUtcNow(),
            Head = state.Head.Sequence,
            Basis = state.Exists ? VerdictBasis.Of(state) : null,
        };

    private static IReadOnlyList<Finding> InOrder(IReadOnlyList<Finding> findings) =>
        findings.Count < 2 ? findings : [.. findings.OrderByDescending(finding => finding.Severity)];
}
