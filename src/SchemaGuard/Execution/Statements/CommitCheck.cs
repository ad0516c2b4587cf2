using System.Data.Common;
using SchemaGuard.Failures;
using SchemaGuard.Providers;
using SchemaGuard.Providers.Errors;

namespace SchemaGuard.Execution.Statements;

/// <summary>
/// The provider's check of one migration, from what it sees before the first statement to its verdict before the commit. If the script needs none,
/// nothing is asked.
/// </summary>
internal sealed class CommitCheck(ICommitCheck? check, DbConnection connection, string? baseline = null)
{
    /// <summary>Gets whether the script needs no check.</summary>
    public bool IsNone => check is null;

    /// <summary>Gets what was seen before the first statement.</summary>
    public string? Baseline { get; private set; } = baseline;

    /// <summary>Looks before the first statement.</summary>
    public async Task BeginAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (check is not null)
        {
            Baseline = await check.BeginAsync(connection, transaction, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Checks whether the migration may commit.</summary>
    /// <exception cref="StatementFailedException">The migration may not commit.</exception>
    public async Task EndAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        if (
            check is not null
            && Baseline is not null
            && await check.EndAsync(connection, transaction, Baseline, cancellationToken).ConfigureAwait(false) is { } problem
        )
        {
            var error = new DatabaseError(DatabaseErrorKind.Statement, problem);
            throw new StatementFailedException(statement: null, number: 0, error, inner: null);
        }
    }
}
