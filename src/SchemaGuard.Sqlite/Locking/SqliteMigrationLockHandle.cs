using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SchemaGuard.Providers.Locking;
using SchemaGuard.Sqlite.Errors;
using SQLitePCL;

namespace SchemaGuard.Sqlite.Locking;

/// <summary>The write lock of a file, held by a transaction: it ends with the transaction or with the process.</summary>
internal sealed class SqliteMigrationLockHandle(SqliteConnection connection, SqliteTransaction transaction) : IMigrationLockHandle
{
    public DbTransaction? Transaction => transaction;

    /// <summary>
    /// Commits through the native interface: the driver's own commit blocks the thread while it waits for readers, and cannot be cancelled.
    /// </summary>
    public Task<bool> TryCommitAsync(CancellationToken cancellationToken)
    {
        var result = raw.sqlite3_exec(connection.Handle, "COMMIT");
        return SqliteErrors.IsBusy(result) && !IsOwnStatementOpen() ? Task.FromResult(false)
            : result == raw.SQLITE_OK ? Task.FromResult(true)
            : throw SqliteErrors.Create(connection, result);
    }

    public Task<bool> IsHeldAsync(CancellationToken cancellationToken) => Task.FromResult(HasTransaction);

    public async ValueTask DisposeAsync()
    {
        // The driver does not know that the transaction was committed here, or that SQLite rolled it back by itself, as it does when the disk is
        // full. It would fail to roll back what is gone, now and again when the connection is closed. So it is given an empty transaction, which is
        // rolled back here if the driver knew after all.
        if (transaction.Connection is not null && !HasTransaction)
        {
            raw.sqlite3_exec(connection.Handle, "BEGIN");
        }

        await transaction.DisposeAsync().ConfigureAwait(false);
        if (HasTransaction)
        {
            raw.sqlite3_exec(connection.Handle, "ROLLBACK");
        }
    }

    /// <summary>Determines whether a statement of this very connection blocks the commit: waiting for it would never end.</summary>
    private bool IsOwnStatementOpen()
    {
        for (
            var statement = raw.sqlite3_next_stmt(connection.Handle, null);
            statement is not null;
            statement = raw.sqlite3_next_stmt(connection.Handle, statement)
        )
        {
            if (raw.sqlite3_stmt_busy(statement) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasTransaction => connection.State == ConnectionState.Open && raw.sqlite3_get_autocommit(connection.Handle) == 0;
}
