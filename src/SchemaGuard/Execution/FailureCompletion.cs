using System.Data.Common;
using SchemaGuard.Planning;

namespace SchemaGuard.Execution;

/// <summary>Completes what is known of a failed migration with what the provider finds out of the catalog, such as every right that is missing.</summary>
internal sealed class FailureCompletion(GuardServices guard)
{
    /// <summary>Completes it, as far as the database still answers.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="pending">The migration that has failed, and those after it.</param>
    /// <param name="cancellationToken">Stops the look; the failure stays as it was known.</param>
    public async Task<StatementFailedException> RunAsync(
        StatementFailedException failure,
        IReadOnlyList<PlannedMigration> pending,
        CancellationToken cancellationToken
    )
    {
        if (failure.InnerException is not { } cause)
        {
            return failure;
        }

        try
        {
            var statements = pending.SelectMany(planned => planned.Statements).Skip(Math.Max(0, failure.Number - 1)).ToList();
            var explained = await guard
                .Provider.ExplainAsync(
                    failure.Error,
                    cause,
                    failure.Statement is not null,
                    statements,
                    guard.History.Tables,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return explained == failure.Error ? failure : failure.With(explained);
        }
        catch (Exception exception)
            when (exception is DbException or InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            return failure;
        }
    }
}
