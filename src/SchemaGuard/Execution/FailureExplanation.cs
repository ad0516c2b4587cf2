using System.Data.Common;
using SchemaGuard.Execution.Context;
using SchemaGuard.Failures;
using SchemaGuard.Migrations;
using SchemaGuard.Providers.Errors;
using SchemaGuard.Telemetry;

namespace SchemaGuard.Execution;

/// <summary>The explanation of a failed statement: what else the database knows, what remains, and what to do.</summary>
internal sealed class FailureExplanation(GuardContext guard, IReadOnlyList<AppliedMigration> applied)
{
    /// <summary>Adds to what is known of a failure, as far as the database still responds.</summary>
    public async Task<StatementFailedException> CompleteAsync(
        StatementFailedException failure,
        MigrationPlan plan,
        int place,
        CancellationToken cancellationToken
    )
    {
        if (failure.InnerException is not { } cause)
        {
            return failure;
        }

        try
        {
            var rest = plan
                .Migrations.Skip(place)
                .SelectMany(pending => pending.SqlStatements)
                .Skip(Math.Max(0, failure.Number - 1))
                .ToList();
            var explained = await guard
                .Provider.ExplainAsync(failure.Error, cause, failure.Statement is not null, rest, guard.History.Tables, cancellationToken)
                .ConfigureAwait(false);
            return explained == failure.Error ? failure : failure.With(explained);
        }
        catch (Exception exception)
            when (exception is DbException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            return failure;
        }
    }

    /// <summary>Creates the exception that ends the run.</summary>
    public Exception Explain(StatementFailedException failure, PlannedMigration planned, int remaining, TimeSpan waited)
    {
        MigrationMetrics.RecordFailed(guard.Name, planned.Module);
        if (failure.Error.Kind == DatabaseErrorKind.Busy)
        {
            return new SchemaLockTimeoutException(
                guard.Name,
                guard.Database,
                guard.Provider.Target,
                waited,
                LockMessages.Blockers(failure.Blockers),
                planned,
                failure.StatementsDone
            );
        }

        var facts = FailureReport.Create(
            failure,
            planned,
            [.. applied.Select(migration => ModuleNames.ListedName(migration.Module, migration.Name))],
            remaining
        );
        return new MigrationFailedException(guard.Name, guard.Database, facts, failure.InnerException ?? failure);
    }
}
