using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SchemaGuard.Providers.Locking;

/// <summary>A lock that a session has just taken. It ends with the session or with the process.</summary>
/// <param name="connection">The session.</param>
/// <param name="statements">The statements on the lock.</param>
[Experimental("SG9001")]
public sealed class SessionLockHandle(DbConnection connection, ISessionLockStatements statements) : IMigrationLockHandle
{
    /// <inheritdoc/>
    public DbTransaction? Transaction => null;

    /// <inheritdoc/>
    public string? Fence => statements.Fence;

    /// <inheritdoc/>
    public bool FencesStatements => statements.FencesStatements;

    /// <inheritdoc/>
    public Task<bool> IsHeldAsync(CancellationToken cancellationToken) => statements.IsHeldAsync(connection, cancellationToken);

    /// <summary>Keeps the lock if a condition holds, and releases it otherwise.</summary>
    /// <param name="condition">What is asked for, or done, under the lock.</param>
    /// <param name="cancellationToken">A token that cancels it.</param>
    /// <returns>The lock, or <see langword="null"/> if it is released.</returns>
    public async Task<SessionLockHandle?> KeepIfAsync(Func<CancellationToken, Task<bool>> condition, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(condition);
        try
        {
            if (await condition(cancellationToken).ConfigureAwait(false))
            {
                return this;
            }
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }

        await DisposeAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>Releases the lock if the session is still open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection.State != ConnectionState.Open)
        {
            return;
        }

        try
        {
            await statements.ReleaseAsync(connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // The session is gone or in a failed transaction; the lock ends with it.
        }
    }
}
