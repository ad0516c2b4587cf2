using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using SchemaGuard.Diagnostics;
using SchemaGuard.Migrations;
using SchemaGuard.Planning;
using SchemaGuard.Providers;

namespace SchemaGuard.Execution;

/// <summary>Runs a migration in code: in a scope of services of its own, as a request has one, within its time.</summary>
internal sealed class CodeExecution(GuardServices guard, DbConnection connection)
{
    /// <summary>Runs the code.</summary>
    /// <exception cref="StatementFailedException">It has failed, or ran out of time.</exception>
    public async Task RunAsync(
        PlannedMigration planned,
        Func<MigrationContext, CancellationToken, Task> code,
        DbTransaction transaction,
        CancellationToken cancellationToken
    )
    {
        using var limit = new TimeLimit(guard.Time, planned.Timeout, cancellationToken);
        try
        {
            var scope = guard.Services.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                await code(new MigrationContext(connection, transaction, scope.ServiceProvider, guard.Logger), limit.Token)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // The user's code may throw anything; whatever it is, the migration has failed.
            throw new StatementFailedException(statement: null, number: 0, Classify(planned, exception, limit.Token), exception);
        }
    }

    private DatabaseError Classify(PlannedMigration planned, Exception exception, CancellationToken limit)
    {
        var error =
            exception is DbException
                ? guard.Provider.Classify(exception)
                : new DatabaseError(DatabaseErrorKind.Statement, exception.Message);
        var isOver =
            limit.IsCancellationRequested && (exception is OperationCanceledException || error.Kind == DatabaseErrorKind.Interrupted);
        return isOver && planned.Timeout is { } timeout ? Messages.CodeTimeout(timeout) : error;
    }
}
