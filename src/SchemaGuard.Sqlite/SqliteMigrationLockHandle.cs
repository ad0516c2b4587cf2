using System.Data.Common;
using Microsoft.Data.Sqlite;
using SchemaGuard.Providers;
using SQLitePCL;

namespace SchemaGuard.Sqlite;

/// <summary>Is the write lock of a file, held by a transaction: it ends with the transaction or with the process.</summary>
internal sealed class SqliteMigrationLockHandle(SqliteConnection connection, SqliteTransaction transaction) : IMigrationLockHandle
{
    public DbTransaction? Transaction => transaction;

    public Task<bool> IsHeldAsync(CancellationToken cancellationToken) => Task.FromResult(transaction.Connection is not null);

    public ValueTask DisposeAsync()
    {
        connection.DefaultTimeout = SqliteConnectionFactory.ShortWait;
        if (transaction.Connection is not null && raw.sqlite3_get_autocommit(connection.Handle) != 0)
        {
            // SQLite has rolled back by itself, as it does when the disk is full. The driver does not know and would fail to roll
            // back what is gone, now and again when the connection is closed: so it is given an empty transaction.
            raw.sqlite3_exec(connection.Handle, "BEGIN");
        }

        return transaction.DisposeAsync();
    }
}
