using SchemaGuard.Execution;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers;

namespace SchemaGuard.Verification;

/// <summary>Compares a database in full with what the build needs, and composes the report. Writes nothing.</summary>
internal sealed class Assessor(GuardServices guard, Requirements requirements)
{
    /// <summary>Plans against the history as it is.</summary>
    public async Task<MigrationPlan> PlanAsync(MigrationSet set, ProbedConnection probed, CancellationToken cancellationToken)
    {
        if (probed.State.HasForeignHistory)
        {
            return new MigrationPlan(HistoryHead.Empty, [], [HistoryFindings.ForeignHistory(guard.History.Tables.History)], 0);
        }

        return guard.Planner.Plan(set, await ReadHistoryAsync(probed, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads the whole history; a database without one has no rows.</summary>
    public async Task<IReadOnlyList<HistoryRow>> ReadHistoryAsync(ProbedConnection probed, CancellationToken cancellationToken) =>
        probed is { Connection: { } connection, State: { HasHistory: true, HasForeignHistory: false } }
            ? await guard.History.ReadAllAsync(connection, cancellationToken).ConfigureAwait(false)
            : [];

    /// <summary>Reads the catalog, runs the invariants, and reports with the plan's findings.</summary>
    /// <param name="plan">The plan for the database as it is.</param>
    /// <param name="probed">The database.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public async Task<SchemaReport> AssessAsync(MigrationPlan plan, ProbedConnection probed, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>(plan.Findings);
        findings.AddRange(plan.Migrations.Where(migration => migration.Row is not null).Select(ScriptFindings.Unfinished));
        var pending = plan.Migrations.Where(migration => migration.Row is null).ToList();
        if (pending.Count > 0)
        {
            findings.Add(HistoryFindings.Pending(pending));
        }

        if (probed.Connection is { } connection)
        {
            var snapshot = await guard.Provider.Inspector.InspectAsync(connection, cancellationToken).ConfigureAwait(false);
            findings.AddRange(Verifier.Verify(requirements, snapshot));
            findings.AddRange(
                await new InvariantRunner(guard, connection).RunAsync(requirements.Invariants, cancellationToken).ConfigureAwait(false)
            );
        }
        else
        {
            findings.Add(ConnectionFindings.DatabaseMissing(guard.Provider.Target));
        }

        return Report(probed.State, findings) with
        {
            AppliedCount = plan.AppliedCount,
            Pending = [.. plan.Migrations.Select(migration => migration.Name)],
            CatalogRead = true,
        };
    }

    /// <summary>Runs only the invariants, for a database whose history and catalog are known to be as they were verified.</summary>
    public async Task<SchemaReport> AssessStampedAsync(MigrationSet set, ProbedConnection probed, CancellationToken cancellationToken)
    {
        var findings =
            requirements.Invariants.Count == 0
                ? []
                : await new InvariantRunner(guard, probed.Connection!)
                    .RunAsync(requirements.Invariants, cancellationToken)
                    .ConfigureAwait(false);
        return Report(probed.State, findings) with { AppliedCount = set.Migrations.Count };
    }

    /// <summary>Reports a guard that has not looked.</summary>
    public SchemaReport Report(DatabaseState state, IEnumerable<Finding> findings) =>
        new()
        {
            Guard = guard.Name,
            Product = guard.Provider.Product,
            ServerVersion = state.ServerVersion,
            Target = guard.Provider.Target,
            Findings = [.. findings.OrderByDescending(finding => finding.Severity)],
            RequiredTables = requirements.RequiredTables,
            ForbiddenTables = requirements.ForbiddenTables,
            Invariants = [.. requirements.Invariants.Select(invariant => invariant.Name)],
            CheckedAt = guard.Time.GetUtcNow(),
        };
}
